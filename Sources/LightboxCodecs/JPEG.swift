public import LightboxCore

/// JPEG (ITU-T T.81): 8 bits by DCT with Huffman or arithmetic codes, 12 bits by DCT, lossless; and JPEG-LS (T.87).
///
/// Hierarchical JPEG, arithmetic codes for 12 bits and for lossless are told apart and refused by name.
public enum JPEG {
    /// How the samples are coded.
    public enum Process: String, Sendable, Hashable {
        case baseline
        case extended
        case progressive
        case lossless
        case ls = "JPEG-LS"
    }
    /// What the markers before the first scan say.
    public struct Header: Sendable, Hashable {
        public let width: Int
        public let height: Int
        /// 1 for grey, 3 for colour, 4 for inks.
        public let channels: Int
        /// Bits of a sample.
        public let precision: Int
        public let process: Process
        public let isArithmetic: Bool
        /// Whether three components are luma and colour differences: as JFIF, Adobe's marker or their numbers say.
        public let isYCC: Bool
        /// What Adobe's marker says of the colours, where there is one: 0 as they are, 1 YCbCr, 2 YCCK.
        public let adobeTransform: Int?
        /// How EXIF asks viewers to turn the picture (1 to 8), where it does; samples stay as they are stored.
        public let orientation: Int?

        /// The type of the samples that decoding gives.
        public var type: SampleType { precision <= 8 ? .uint8 : .uint16 }
        var isDCT: Bool { process != .lossless && process != .ls }
        /// Whether it can be decoded at a part of its size.
        public var isReducible: Bool { isDCT && precision == 8 }

        /// Refuses a picture that so few bytes cannot hold.
        func checkClaim(byteCount: Int) throws(CodecError) {
            // A block of 64 samples takes at least two bits, unless a progressive scan runs over many or arithmetic codes
            // take a hundredth of a bit.
            let most = isArithmetic ? 1 << 18 : 1 << 14
            guard width * height / most <= byteCount else {
                throw CodecError(
                    "JPEG", "\(width) × \(height) pixels are claimed, more than \(byteCount) bytes can hold")
            }
        }
    }

    /// What stands before the frame header and changes what its components mean.
    private struct Preface {
        var orientation: Int?
        var isJFIF = false
        var adobeTransform: Int?
    }

    /// Reads the markers up to the frame header.
    ///
    /// - Parameter read: gives the bytes at an offset, fewer at the end of the file.
    public static func header(_ read: (_ offset: Int, _ count: Int) throws -> [UInt8]) throws -> Header {
        guard try read(0, 3) == [0xFF, 0xD8, 0xFF] else {
            throw CodecError("JPEG", at: 0, "the file does not begin as JPEG does")
        }
        var offset = 2
        var preface = Preface()
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
                return try frame(marker, try read(offset + 4, min(length - 2, 18)), offset, preface)
            case 0xE0:
                if try read(offset + 4, min(length - 2, 5)) == Array("JFIF\0".utf8) { preface.isJFIF = true }
            case 0xE1:
                preface.orientation =
                    try exifOrientation(read(offset + 4, min(length - 2, 65_533))) ?? preface.orientation
            case 0xEE:
                let adobe = try read(offset + 4, min(length - 2, 12))
                if adobe.count == 12, adobe.starts(with: "Adobe".utf8) {
                    preface.adobeTransform = Int(adobe[11])
                }
            case 0xD9, 0xDA:
                throw CodecError("JPEG", at: offset, "no frame header stands before the image data")
            default: break
            }
            offset += 2 + length
        }
    }

    private static func frame(
        _ marker: UInt8, _ bytes: [UInt8], _ offset: Int, _ preface: Preface
    ) throws(CodecError) -> Header {
        let process: Process? =
            switch marker {
            case 0xC0: .baseline
            case 0xC1, 0xC9: .extended
            case 0xC2, 0xCA: .progressive
            case 0xC3: .lossless
            case 0xF7: .ls
            default: nil
            }
        guard let process else {
            let name = marker == 0xCB ? "lossless JPEG with arithmetic coding" : "hierarchical JPEG"
            throw CodecError("JPEG", at: offset, "this is \(name), which Lightbox does not read")
        }
        guard bytes.count >= 6, bytes.count >= min(18, 6 + 3 * Int(bytes[5])) else {
            throw CodecError("JPEG", at: offset, "the file ends in its frame header")
        }
        let isArithmetic = marker >= 0xC9 && marker <= 0xCB
        let isDCT = process != .lossless && process != .ls
        let (bits, parts) = (Int(bytes[0]), Int(bytes[5]))
        guard isDCT ? bits == 8 || bits == 12 : (2...16).contains(bits) else {
            throw CodecError("JPEG", at: offset, "samples of \(bits) bits are not read")
        }
        guard bits == 8 || !isArithmetic else {
            throw CodecError("JPEG", at: offset, "arithmetic coding of \(bits) bits is not read")
        }
        let (height, width) = (Int(bytes[1]) << 8 | Int(bytes[2]), Int(bytes[3]) << 8 | Int(bytes[4]))
        guard width > 0, height > 0 else {
            throw CodecError("JPEG", at: offset, "the picture is \(width) × \(height) pixels")
        }
        guard (1...4).contains(parts) else {
            throw CodecError("JPEG", at: offset, "\(parts) components are not read, only 1 to 4")
        }
        let isRGB =
            preface.adobeTransform == 0
            || preface.adobeTransform == nil && !preface.isJFIF
                && parts == 3 && [bytes[6], bytes[9], bytes[12]] == Array("RGB".utf8)
        return Header(
            width: width, height: height, channels: parts, precision: bits, process: process,
            isArithmetic: isArithmetic, isYCC: isDCT && parts == 3 && !isRGB,
            adobeTransform: preface.adobeTransform, orientation: preface.orientation)
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
