public import LightboxCore

extension DICOMDataSet {
    /// The elements as `--json` prints them: keyword → value.
    ///
    /// Several values are an array, a sequence is an array of objects, long values of bytes are
    /// `{"bytes": n}`. Private and unknown elements go by their digits.
    public var attributes: JSONValue {
        .object(elements.filter { $0.tag.element != 0 || $0.tag.group <= 2 }.map { .init($0.key, plain($0)) })
    }

    private func plain(_ element: DICOMElement) -> JSONValue {
        switch element.value {
        case .items(let items): return .array(items.map(\.attributes))
        case .fragments(let ranges):
            return ["bytes": .integer(Int64(ranges.dropFirst().reduce(0) { $0 + $1.count }))]
        case .unread: return ["bytes": .integer(Int64(element.length))]
        case .bytes:
            guard !element.vr.isBulk else { return ["bytes": .integer(Int64(element.length))] }
            let values = values(of: element)
            if values.isEmpty { return element.vr.isText ? "" : .null }
            return values.count == 1 ? values[0] : .array(values)
        }
    }

    /// The values one by one: numbers as numbers where they can be, all others as texts.
    func values(of element: DICOMElement) -> [JSONValue] {
        guard case .bytes(let bytes) = element.value else { return [] }
        switch element.vr {
        case .AT:
            return bytes.numbers(.uint16, element.order).chunks(of: 2).map { pair in
                .string(Tag(UInt16(pair[0]), UInt16(pair[1])).digits)
            }
        case .UV, .SV:
            return stride(from: 0, through: bytes.count - 8, by: 8).map { at in
                let word = bytes.span.integer(UInt64.self, at: at, element.order) ?? 0
                if element.vr == .SV { return .integer(Int64(bitPattern: word)) }
                return Int64(exactly: word).map { .integer($0) } ?? .string(String(word))
            }
        default: break
        }
        if let numbers = element.binaryNumbers { return numbers.map { .number($0) } }
        return (texts(of: element) ?? []).map { text in
            switch element.vr {
            case .IS:
                if let whole = Int64(text) { return .integer(whole) }
                return Double(text).map { .number($0) } ?? (text.isEmpty ? .null : .string(text))
            case .DS: return Double(text).map { .number($0) } ?? (text.isEmpty ? .null : .string(text))
            default: return .string(text)
            }
        }
    }
}

extension VR {
    /// Whether values are texts that are no numbers, so that an empty one is an empty text.
    var isText: Bool {
        switch self {
        case .AE, .AS, .CS, .DA, .DT, .LO, .LT, .PN, .SH, .ST, .TM, .UC, .UI, .UR, .UT: true
        default: false
        }
    }
}

extension [Double] {
    /// The numbers in groups of `size`; what is left at the end is dropped.
    func chunks(of size: Int) -> [[Double]] {
        stride(from: 0, through: count - size, by: size).map { Array(self[$0..<$0 + size]) }
    }
}
