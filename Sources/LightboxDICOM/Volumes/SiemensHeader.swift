import LightboxCore

/// The values of the private header that Siemens scanners keep inside an element of bytes (CSA, of both versions).
///
///     let header = SiemensHeader(bytes)
///     print(header["SliceNormalVector"])
public struct SiemensHeader: Sendable, Hashable {
    private var values: [String: [String]] = [:]

    /// The texts that belong to a name; none where it is absent or empty.
    public subscript(_ name: String) -> [String] { values[name] ?? [] }

    /// The numbers that belong to a name; what is no number is left out.
    public func numbers(_ name: String) -> [Double] { self[name].compactMap { Double($0) } }

    /// The most names and the most values of one name that a sound header has.
    private static let limit = 1000

    /// Reads what can be read: a header that is broken somewhere ends there.
    public init(_ bytes: [UInt8]) {
        let span = bytes.span
        let isSecond = bytes.starts(with: Array("SV10".utf8))
        var at = isSecond ? 8 : 0
        func word(_ offset: Int) -> Int? {
            span.integer(UInt32.self, at: offset, .little).map { Int(Int32(bitPattern: $0)) }
        }
        guard let count = word(at), (1...Self.limit).contains(count) else { return }
        at += 8
        // The first version adds the first name's number of values to every length.
        var excess: Int?
        for _ in 0..<count {
            guard at + 84 <= bytes.count, let items = word(at + 76), (0...Self.limit).contains(items) else {
                return
            }
            let name = Self.text(bytes[at..<at + 64])
            excess = excess ?? (isSecond ? 0 : items)
            at += 84
            var found: [String] = []
            for _ in 0..<items {
                guard let first = word(at), let second = word(at + 4) else { return }
                let length = isSecond ? second : first - (excess ?? 0)
                at += 16
                guard length >= 0, length <= bytes.count - at else {
                    // Old headers end with values whose length is nonsense; the names before them are sound.
                    if !found.isEmpty { values[name] = found }
                    return
                }
                let text = Self.text(bytes[at..<at + length])
                if !text.isEmpty { found.append(text) }
                at += (length + 3) / 4 * 4
            }
            values[name] = found
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
        return String(Substring(bytes[bytes.startIndex..<end].latin1).trimmingSpaces)
    }
}

extension DICOMDataSet {
    /// The private element that a creator keeps in a group, wherever the creator's block lies (PS3.5 §7.8.1).
    func privateElement(_ group: UInt16, _ element: UInt8, of creator: String) -> DICOMElement? {
        for block in elements
        where block.tag.group == group && (0x10...0xFF).contains(block.tag.element) {
            guard text(block.tag)?.hasPrefix(creator) == true else { continue }
            if let found = self[Tag(group, block.tag.element << 8 | UInt16(element))] { return found }
        }
        return nil
    }
}
