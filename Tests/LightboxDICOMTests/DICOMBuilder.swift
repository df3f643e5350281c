import LightboxDICOM

/// Builds small DICOM files byte by byte, in any of the plain codings.
struct DICOMBuilder {
    var isExplicit = true
    var isBigEndian = false
    private(set) var bytes: [UInt8] = []

    static func short(_ value: Int, big: Bool = false) -> [UInt8] {
        let low = [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
        return big ? low.reversed() : low
    }
    static func long(_ value: Int, big: Bool = false) -> [UInt8] {
        let low = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return big ? low.reversed() : low
    }

    mutating func add(_ tag: Tag, _ vr: String, _ value: [UInt8], length: Int? = nil) {
        let size = length ?? value.count
        bytes += Self.short(Int(tag.group), big: isBigEndian) + Self.short(Int(tag.element), big: isBigEndian)
        if isExplicit, tag.group != 0xFFFE {
            bytes += Array(vr.utf8)
            let isLong = ["OB", "OW", "SQ", "UN", "OF", "UT"].contains(vr)
            bytes += isLong ? [0, 0] + Self.long(size, big: isBigEndian) : Self.short(size, big: isBigEndian)
        } else {
            bytes += Self.long(size, big: isBigEndian)
        }
        bytes += value
    }
    mutating func add(_ tag: Tag, _ vr: String, _ text: String) {
        add(tag, vr, Array(text.utf8) + (text.utf8.count % 2 == 0 ? [] : [vr == "UI" ? 0 : 0x20]))
    }
    mutating func add(_ tag: Tag, us value: Int) { add(tag, "US", Self.short(value, big: isBigEndian)) }

    /// A whole file with a nested private sequence of undefined length and pixels of 3 × 2.
    static func file(
        syntax: String? = "1.2.840.10008.1.2.1", preamble: Bool = true, implicit: Bool = false,
        big: Bool = false,
        pixels: [UInt8] = Array(0..<12), bitsStored: Int = 16, signed: Bool = false,
        extra: (inout Self) -> Void = { _ in }
    ) -> [UInt8] {
        var meta = Self()
        if let syntax { meta.add(.transferSyntaxUID, "UI", syntax) }
        var body = Self(isExplicit: !implicit, isBigEndian: big)
        body.add(.specificCharacterSet, "CS", "ISO_IR 192")
        body.add(.sopInstanceUID, "UI", "1.2.3.4")
        body.add(.modality, "CS", "MR")
        body.add(Tag(0x0009, 0x0010), "LO", "PRIVATE")
        body.add(Tag(0x0009, 0x1001), "SQ", [], length: 0xFFFF_FFFF)
        body.add(Tag(0xFFFE, 0xE000), "", [], length: 0xFFFF_FFFF)
        body.add(.modality, "CS", "CT")
        body.add(Tag(0x0009, 0x1002), "SQ", [], length: 0xFFFF_FFFF)
        body.add(Tag(0xFFFE, 0xE000), "", [1, 2, 3, 4, 5, 6, 7, 8])
        body.add(Tag(0xFFFE, 0xE0DD), "", [])
        body.add(Tag(0xFFFE, 0xE00D), "", [])
        body.add(Tag(0xFFFE, 0xE0DD), "", [])
        body.add(.patientID, "LO", "P-1")
        body.add(.imagePositionPatient, "DS", "10\\20\\-30")
        body.add(.imageOrientationPatient, "DS", "1\\0\\0\\0\\1\\0")
        body.add(.samplesPerPixel, us: 1)
        body.add(.photometricInterpretation, "CS", "MONOCHROME2")
        body.add(.rows, us: 2)
        body.add(.columns, us: 3)
        body.add(.pixelSpacing, "DS", "0.5\\0.25")
        body.add(.bitsAllocated, us: 16)
        body.add(.bitsStored, us: bitsStored)
        body.add(.highBit, us: bitsStored - 1)
        body.add(.pixelRepresentation, us: signed ? 1 : 0)
        extra(&body)
        body.add(.pixelData, "OW", pixels)
        let start = preamble ? [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) : []
        return start + meta.bytes + body.bytes
    }
}
