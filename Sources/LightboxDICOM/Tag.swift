/// The name of a DICOM element: a group and an element number.
public struct Tag: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The group in the upper, the element in the lower 16 bits.
    public let code: UInt32

    @inlinable
    public init(code: UInt32) { self.code = code }
    @inlinable
    public init(_ group: UInt16, _ element: UInt16) { code = UInt32(group) << 16 | UInt32(element) }

    @inlinable public var group: UInt16 { UInt16(truncatingIfNeeded: code >> 16) }
    @inlinable public var element: UInt16 { UInt16(truncatingIfNeeded: code) }
    @inlinable public static func < (a: Tag, b: Tag) -> Bool { a.code < b.code }

    /// The tag as the standard prints it, with the keyword where we know it: `Rows (0028,0010)`.
    public var description: String {
        func hex(_ value: UInt16) -> String {
            let digits = String(value, radix: 16, uppercase: true)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }
        let number = "(\(hex(group)),\(hex(element)))"
        return TagTable.entry(for: self).map { "\($0.keyword) \(number)" } ?? number
    }

    static let item = Tag(0xFFFE, 0xE000)
    static let itemDelimitation = Tag(0xFFFE, 0xE00D)
    static let sequenceDelimitation = Tag(0xFFFE, 0xE0DD)
}
