import LightboxCore

/// JPEG (ITU-T T.81) of 8 bits, sequential or progressive, grey or in three colours.
///
/// The other kinds are told apart and refused by name: lossless, 12-bit, arithmetic coding, four inks.
public enum JPEG {
    /// What the markers before the first scan say.
    public struct Header: Sendable, Hashable {
        public let width: Int
        public let height: Int
        /// 1 for grey, 3 for colour.
        public let channels: Int
        public let isProgressive: Bool
        /// How EXIF asks viewers to turn the picture (1 to 8), where it does; samples stay as they are stored.
        public let orientation: Int?
    }

    /// Reads the markers up to the frame header.
    ///
    /// - Parameter read: gives the bytes at an offset, fewer at the end of the file.
    public static func header(_ read: (_ offset: Int, _ count: Int) throws -> [UInt8]) throws -> Header {
        guard try read(0, 3) == [0xFF, 0xD8, 0xFF] else {
            throw CodecError("JPEG", at: 0, "the file does not begin as JPEG does")
        }
        var offset = 2
        var orientation: Int?
        while true {
            let head = try read(offset, 4)
            guard head.count == 4 else {
                throw CodecError(
                    "JPEG", at: offset, "the file ends before the size of the picture is stated",
                    hint: "the copy or download may not have been finished")
            }
            guard head[0] == 0xFF else {
                throw CodecError("JPEG", at: offset, "no marker stands where one must")
            }
            // Any number of FF may stand before a marker.
            if head[1] == 0xFF {
                offset += 1
                continue
            }
            let marker = head[1]
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                offset += 2
                continue
            }
            let length = Int(head[2]) << 8 | Int(head[3])
            guard length >= 2 else {
                throw CodecError("JPEG", at: offset, "a segment claims \(length) bytes")
            }
            switch marker {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF, 0xF7:
                return try frame(marker, try read(offset + 4, min(length - 2, 6)), offset, orientation)
            case 0xE1:
                orientation = try exifOrientation(read(offset + 4, min(length - 2, 65_533))) ?? orientation
            case 0xD9, 0xDA:
                throw CodecError("JPEG", at: offset, "no frame header stands before the image data")
            default: break
            }
            offset += 2 + length
        }
    }

    private static func frame(
        _ marker: UInt8, _ bytes: [UInt8], _ offset: Int, _ orientation: Int?
    ) throws(CodecError) -> Header {
        let refusal: String? =
            switch marker {
            case 0xC0, 0xC1, 0xC2: nil
            case 0xC3, 0xCB: "this is lossless JPEG"
            case 0xF7: "this is JPEG-LS"
            case 0xC5...0xC7, 0xCD...0xCF: "this is hierarchical JPEG"
            default: "this is JPEG with arithmetic coding"
            }
        if let refusal { throw CodecError("JPEG", at: offset, refusal + ", which Lightbox does not read") }
        guard bytes.count == 6 else {
            throw CodecError("JPEG", at: offset, "the file ends in its frame header")
        }
        guard bytes[0] == 8 else {
            throw CodecError("JPEG", at: offset, "the samples have \(bytes[0]) bits, but only 8 are read")
        }
        let (height, width) = (Int(bytes[1]) << 8 | Int(bytes[2]), Int(bytes[3]) << 8 | Int(bytes[4]))
        guard width > 0, height > 0 else {
            throw CodecError("JPEG", at: offset, "the picture is \(width) × \(height) pixels")
        }
        guard bytes[5] == 1 || bytes[5] == 3 else {
            let four = bytes[5] == 4 ? " (four inks, CMYK)" : ""
            throw CodecError("JPEG", at: offset, "\(bytes[5]) components\(four) are not read, only 1 and 3")
        }
        return Header(
            width: width, height: height, channels: Int(bytes[5]), isProgressive: marker == 0xC2,
            orientation: orientation)
    }

    /// The orientation in an EXIF segment, whose content is a TIFF directory.
    private static func exifOrientation(_ segment: [UInt8]) -> Int? {
        guard segment.starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let tiff = Array(segment.dropFirst(6))
        let bytes = tiff.span
        guard tiff.count >= 8 else { return nil }
        let order: ByteOrder = tiff[0] == 0x4D ? .big : .little
        guard bytes.integer(UInt16.self, at: 2, order) == 42,
            let start = bytes.integer(UInt32.self, at: 4, order).map(Int.init),
            let count = bytes.integer(UInt16.self, at: start, order)
        else { return nil }
        for entry in 0..<Int(count) {
            let place = start + 2 + 12 * entry
            guard let tag = bytes.integer(UInt16.self, at: place, order) else { return nil }
            guard tag == 0x0112 else { continue }
            guard let value = bytes.integer(UInt16.self, at: place + 8, order) else { return nil }
            return (1...8).contains(value) ? Int(value) : nil
        }
        return nil
    }
}
