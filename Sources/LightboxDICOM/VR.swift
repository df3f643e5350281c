/// A value representation of PS3.5 §6.2: how the bytes of an element's value are coded.
public struct VR: Sendable, Hashable, CustomStringConvertible {
    /// The two letters, the first in the upper byte.
    public let code: UInt16

    @inlinable
    public init(code: UInt16) { self.code = code }

    public static let AE = VR(code: 0x4145), AS = VR(code: 0x4153), AT = VR(code: 0x4154)
    public static let CS = VR(code: 0x4353), DA = VR(code: 0x4441), DS = VR(code: 0x4453)
    public static let DT = VR(code: 0x4454), FD = VR(code: 0x4644), FL = VR(code: 0x464C)
    public static let IS = VR(code: 0x4953), LO = VR(code: 0x4C4F), LT = VR(code: 0x4C54)
    public static let OB = VR(code: 0x4F42), OD = VR(code: 0x4F44), OF = VR(code: 0x4F46)
    public static let OL = VR(code: 0x4F4C), OV = VR(code: 0x4F56), OW = VR(code: 0x4F57)
    public static let PN = VR(code: 0x504E), SH = VR(code: 0x5348), SL = VR(code: 0x534C)
    public static let SQ = VR(code: 0x5351), SS = VR(code: 0x5353), ST = VR(code: 0x5354)
    public static let SV = VR(code: 0x5356), TM = VR(code: 0x544D), UC = VR(code: 0x5543)
    public static let UI = VR(code: 0x5549), UL = VR(code: 0x554C), UN = VR(code: 0x554E)
    public static let UR = VR(code: 0x5552), US = VR(code: 0x5553), UT = VR(code: 0x5554)
    public static let UV = VR(code: 0x5556)

    /// The two letters, such as `US`; bytes that are no letters become `?`.
    public var description: String {
        func letter(_ byte: UInt16) -> Character {
            (0x41...0x5A).contains(byte) ? Character(Unicode.Scalar(UInt8(byte))) : "?"
        }
        return String([letter(code >> 8), letter(code & 0xFF)])
    }

    /// Whether both bytes are capital letters, as in every VR of the standard.
    @inlinable var looksLikeVR: Bool {
        (0x41...0x5A).contains(code >> 8) && (0x41...0x5A).contains(code & 0xFF)
    }

    /// How an explicit header states the length: 16 bits, 32 bits after two reserved bytes, or unknown.
    var lengthForm: LengthForm {
        // The letters are compared as numbers, which a switch turns into jumps.
        switch code {
        case 0x4F42, 0x4F44, 0x4F46, 0x4F4C, 0x4F56, 0x4F57, 0x5351, 0x5356, 0x5543, 0x554E, 0x5552,
            0x5554, 0x5556:  // OB OD OF OL OV OW SQ SV UC UN UR UT UV
            .long
        case 0x4145, 0x4153, 0x4154, 0x4353, 0x4441, 0x4453, 0x4454, 0x4644, 0x464C, 0x4953, 0x4C4F,
            0x4C54, 0x504E, 0x5348, 0x534C, 0x5353, 0x5354, 0x544D, 0x5549, 0x554C, 0x5553:
            // AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US
            .short
        default: .unknown
        }
    }

    enum LengthForm { case short, long, unknown }
}
