public import LightboxCore

extension DICOMFile {
    /// The data set in the DICOM JSON model (PS3.18 Annex F), without the meta header and group lengths, as it asks.
    ///
    /// Values of bytes of up to `inlineLimit` are written as Base64, longer ones as a `BulkDataURI` that names the
    /// place in the file called `name`.
    public func jsonModel(name: String, inlineLimit: Int = 1 << 16) throws -> JSONValue {
        try model(of: dataSet, name: name, limit: inlineLimit)
    }

    private func model(of set: DICOMDataSet, name: String, limit: Int) throws -> JSONValue {
        .object(
            try set.elements.filter { $0.tag.element != 0 }.map { element in
                var members: [JSONValue.Member] = [.init("vr", .string(element.vr.modelName))]
                if let content = try content(of: element, in: set, name: name, limit: limit) {
                    members.append(content)
                }
                return .init(element.tag.digits, .object(members))
            })
    }

    private func content(
        of element: DICOMElement, in set: DICOMDataSet, name: String, limit: Int
    ) throws -> JSONValue.Member? {
        switch element.value {
        case .items(let items):
            if items.isEmpty { return nil }
            return .init("Value", .array(try items.map { try model(of: $0, name: name, limit: limit) }))
        case .fragments:
            return .init("BulkDataURI", .string(place(of: element, name)))
        case .unread where !element.vr.isBulk || element.length > limit:
            return .init("BulkDataURI", .string(place(of: element, name)))
        case .bytes, .unread:
            if element.vr.isBulk {
                guard element.length > 0, let bytes = try bytes(of: element) else { return nil }
                return .init(
                    "InlineBinary", .string(bytes.littleEndian(element.vr, from: element.order).base64))
            }
            let values = set.values(of: element).map { value -> JSONValue in
                guard case .string(let text) = value else { return value }
                if text.isEmpty { return .null }
                return element.vr == .PN ? PersonName(text).model : value
            }
            return values.isEmpty ? nil : .init("Value", .array(values))
        }
    }

    private func place(of element: DICOMElement, _ name: String) -> String {
        "\(name)#offset=\(element.offset)&length=\(element.length)"
    }
}

/// The name of a person in up to three writings (PS3.5 §6.2.1).
struct PersonName {
    /// Alphabetic, ideographic, phonetic.
    let groups: [String]
    init(_ text: String) {
        groups = text.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    }
    init(model: JSONValue) {
        let groups = Self.keys.map { key in
            if case .string(let text) = model[key] { return text }
            return ""
        }
        self.groups = Array(groups[...(groups.lastIndex { !$0.isEmpty } ?? 0)])
    }
    var text: String { groups.joined(separator: "=") }

    private static let keys = ["Alphabetic", "Ideographic", "Phonetic"]
    var model: JSONValue {
        .object(zip(Self.keys, groups).filter { !$0.1.isEmpty }.map { .init($0.0, .string($0.1)) })
    }
}

extension VR {
    /// The VR as the JSON model may name it: what no standard has is UN there.
    var modelName: String { lengthForm == .unknown ? "UN" : description }
}

extension [UInt8] {
    /// The bytes of a value of words in little endian, as the JSON model has them.
    fileprivate func littleEndian(_ vr: VR, from order: ByteOrder) -> [UInt8] {
        guard order == .big else { return self }
        let size =
            switch vr {
            case .OW: 2
            case .OF, .OL: 4
            case .OD, .OV: 8
            default: 1
            }
        guard size > 1, count % size == 0 else { return self }
        return stride(from: 0, to: count, by: size).flatMap { self[$0..<$0 + size].reversed() }
    }

    /// The bytes in Base64 (RFC 4648), with padding.
    var base64: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((count + 2) / 3 * 4)
        for start in stride(from: 0, to: count, by: 3) {
            let three = self[start..<Swift.min(start + 3, count)]
            let word = three.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - three.count))
            for place in 0..<4 {
                out.append(place <= three.count ? letters[word >> (18 - 6 * place) & 63] : 0x3D)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes that a Base64 text stands for, or `nil` if it is none.
    init?(base64 text: String) {
        var out: [UInt8] = []
        var (word, bits, ended) = (0, 0, false)
        for byte in text.utf8 {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            case 0x3D:
                ended = true
                continue
            case 0x0A, 0x0D, 0x20: continue
            default: return nil
            }
            guard !ended else { return nil }
            word = word << 6 & 0xFFFF | Int(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(word >> bits & 0xFF))
            }
        }
        self = out
    }
}
