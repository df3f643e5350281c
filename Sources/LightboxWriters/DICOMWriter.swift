public import LightboxDICOM

/// Builds a PS3.10 file in Explicit VR Little Endian.
///
///     var file = DICOMWriter(sopClassUID: DICOMWriter.ctImageStorage, sopInstanceUID: "2.25.1")
///     file.set(.modality, .CS, "CT")
///     let bytes = file.bytes
public struct DICOMWriter: Sendable {
    public static let ctImageStorage = "1.2.840.10008.5.1.4.1.1.2"
    public static let mrImageStorage = "1.2.840.10008.5.1.4.1.1.4"
    public static let secondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7"

    private var elements: [Tag: (vr: VR, value: [UInt8])] = [:]

    public init(sopClassUID: String, sopInstanceUID: String) {
        set(.sopClassUID, .UI, sopClassUID)
        set(.sopInstanceUID, .UI, sopInstanceUID)
    }

    /// Sets an element to a text, which is padded to an even length as its VR asks.
    public mutating func set(_ tag: Tag, _ vr: VR, _ text: String) {
        elements[tag] = (vr, Self.padded(Array(text.utf8), with: vr == .UI ? 0 : 0x20))
    }

    /// Sets a DS element to some numbers, in at most 16 characters each.
    public mutating func set(_ tag: Tag, _ numbers: [Double]) {
        set(tag, .DS, numbers.map(Self.decimalString).joined(separator: "\\"))
    }

    /// Sets an IS element.
    public mutating func set(_ tag: Tag, integer: Int) { set(tag, .IS, String(integer)) }

    /// Sets a US element.
    public mutating func set(_ tag: Tag, short: UInt16) {
        elements[tag] = (.US, [UInt8(truncatingIfNeeded: short), UInt8(truncatingIfNeeded: short >> 8)])
    }

    /// Sets an element to bytes as they are.
    public mutating func set(_ tag: Tag, _ vr: VR, bytes: [UInt8]) {
        elements[tag] = (vr, Self.padded(bytes, with: 0))
    }

    /// The file: preamble, meta header, data set.
    public var bytes: [UInt8] {
        var meta: [UInt8] = []
        func value(_ tag: Tag) -> [UInt8] { elements[tag]?.value ?? [] }
        Self.append(Tag(0x0002, 0x0001), .OB, [0, 1], to: &meta)
        Self.append(.mediaStorageSOPClassUID, .UI, value(.sopClassUID), to: &meta)
        Self.append(.mediaStorageSOPInstanceUID, .UI, value(.sopInstanceUID), to: &meta)
        let syntax = Array(TransferSyntax.explicitVRLittleEndian.uid.utf8)
        Self.append(.transferSyntaxUID, .UI, Self.padded(syntax, with: 0), to: &meta)
        let implementation = Array("2.25.105487315082947012938".utf8)
        Self.append(Tag(0x0002, 0x0012), .UI, Self.padded(implementation, with: 0), to: &meta)

        var out = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        let length = UInt32(meta.count)
        Self.append(
            Tag(0x0002, 0x0000), .UL, (0..<4).map { UInt8(truncatingIfNeeded: length >> UInt32(8 * $0)) },
            to: &out)
        out += meta
        for (tag, element) in elements.sorted(by: { $0.key < $1.key }) {
            Self.append(tag, element.vr, element.value, to: &out)
        }
        return out
    }

    private static func append(_ tag: Tag, _ vr: VR, _ value: [UInt8], to out: inout [UInt8]) {
        func short(_ number: UInt16) {
            out.append(UInt8(truncatingIfNeeded: number))
            out.append(UInt8(truncatingIfNeeded: number >> 8))
        }
        short(tag.group)
        short(tag.element)
        out.append(UInt8(truncatingIfNeeded: vr.code >> 8))
        out.append(UInt8(truncatingIfNeeded: vr.code))
        let isLong = [VR.OB, .OD, .OF, .OL, .OV, .OW, .SQ, .SV, .UC, .UN, .UR, .UT, .UV].contains(vr)
        if isLong { short(0) }
        short(UInt16(truncatingIfNeeded: value.count))
        if isLong { short(UInt16(truncatingIfNeeded: value.count >> 16)) }
        out += value
    }

    private static func padded(_ bytes: [UInt8], with padding: UInt8) -> [UInt8] {
        bytes.count % 2 == 0 ? bytes : bytes + [padding]
    }

    /// The number in at most 16 characters, as exactly as they allow (PS3.5 §6.2, DS).
    public static func decimalString(_ number: Double) -> String {
        guard number.isFinite else { return "0" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        let short = "\(number)"
        if short.utf8.count <= 16, !short.contains("e") { return short }
        let plain = plainString(number)
        // Without an exponent small numbers keep few digits; those of rounding may go.
        guard abs(number) > 1e-12, let read = Double(plain), abs(read - number) > abs(number) * 1e-12 else {
            return plain
        }
        return scientificString(number) ?? plain
    }

    /// Fewer and fewer digits behind the point until it fits.
    private static func plainString(_ number: Double) -> String {
        for digits in stride(from: 14, through: 0, by: -1) {
            let scale = powerOfTen(digits)
            let scaled = (abs(number) * scale).rounded()
            guard scaled < 9e18 else { continue }
            let (whole, fraction) = Int64(scaled).quotientAndRemainder(dividingBy: Int64(scale))
            let text = String(fraction)
            let tail = digits == 0 ? "" : "." + String(repeating: "0", count: digits - text.count) + text
            let out = (number < 0 ? "-" : "") + String(whole) + tail
            if out.utf8.count <= 16 { return out }
        }
        return "0"
    }

    /// A whole number and a power of ten.
    private static func scientificString(_ number: Double) -> String? {
        var best: (text: String, error: Double)?
        for exponent in -320...300 {
            let scaled =
                exponent < 0 ? abs(number) * powerOfTen(-exponent) : abs(number) / powerOfTen(exponent)
            guard scaled >= 1, scaled < 1e15 else { continue }
            let text = (number < 0 ? "-" : "") + "\(Int64(scaled.rounded()))e\(exponent)"
            guard text.utf8.count <= 16, let read = Double(text) else { continue }
            let error = abs(read - number)
            if error < best?.error ?? .infinity { best = (text, error) }
        }
        return best?.text
    }

    private static func powerOfTen(_ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<exponent { result *= 10 }
        return result
    }
}
