/// How what two tables call the same thing is made the same text.
///
/// ```swift
/// // CheXpert-v1.0/train/patient1/study1/view1.jpg  →  patient1/study1/view1.jpg
/// let rule = KeyRule(.slashes, .lastParts(3))
/// ```
/// The steps are taken in order.
public struct KeyRule: Sendable, Hashable {
    public enum Step: Sendable, Hashable {
        /// Blanks and tabs before and behind are dropped.
        case trimmed
        /// Capitals become small letters.
        case caseFolded
        /// `\` becomes `/`.
        case slashes
        /// This is dropped from the beginning, where it is there.
        case withoutPrefix(String)
        /// Only so many parts of a path are kept, from its end; 1 is the file's name.
        case lastParts(Int)
        /// The last part's ending is dropped, `.nii.gz` in one.
        case withoutEnding
        /// Zeros before a whole number are dropped: `007` is `7`, and so that nothing is lost `000` is `0`.
        case withoutLeadingZeros
    }
    public let steps: [Step]

    public init(_ steps: Step...) { self.steps = steps }

    /// Keys are compared as they are written.
    public static let asWritten = KeyRule()
    /// A path's last part without its ending: `train/img_1.nii.gz` is `img_1`.
    public static let stem = KeyRule(.slashes, .lastParts(1), .withoutEnding)

    /// What the rule makes of a key.
    public func apply(_ key: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var key = key
        for step in steps { Self.apply(step, to: &key) }
        return key
    }

    private static func apply(_ step: Step, to key: inout ArraySlice<UInt8>) {
        let slash = UInt8(ascii: "/")
        switch step {
        case .trimmed:
            while let first = key.first, first == 0x20 || first == 0x09 { key.removeFirst() }
            while let last = key.last, last == 0x20 || last == 0x09 { key.removeLast() }
        case .caseFolded:
            if key.contains(where: { $0 >= 0x80 }) {
                key = Array(TableRows.decode(key).lowercased().utf8)[...]
            } else if key.contains(where: { $0 &- 0x41 < 26 }) {
                key = ArraySlice(key.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 })
            }
        case .slashes:
            if key.contains(0x5C) { key = ArraySlice(key.map { $0 == 0x5C ? slash : $0 }) }
        case .withoutPrefix(let prefix):
            if key.starts(with: prefix.utf8) { key = key.dropFirst(prefix.utf8.count) }
        case .lastParts(let count):
            var left = max(1, count)
            var at = key.endIndex
            while at > key.startIndex {
                if key[at - 1] == slash {
                    left -= 1
                    if left == 0 { break }
                }
                at -= 1
            }
            key = key[at...]
        case .withoutEnding:
            let start = key.lastIndex(of: slash).map { $0 + 1 } ?? key.startIndex
            guard let dot = key[start...].lastIndex(of: UInt8(ascii: ".")), dot > start else { return }
            let ending = key[dot...]
            let isPacked = [".gz", ".bz2", ".xz", ".zst"].contains { ending.elementsEqual($0.utf8) }
            key = key[..<dot]
            if isPacked, let inner = key[start...].lastIndex(of: UInt8(ascii: ".")), inner > start {
                key = key[..<inner]
            }
        case .withoutLeadingZeros:
            guard key.allSatisfy({ $0 &- 0x30 < 10 }) else { return }
            while key.count > 1, key.first == 0x30 { key.removeFirst() }
        }
    }
}
