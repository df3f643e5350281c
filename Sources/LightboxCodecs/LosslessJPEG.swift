import LightboxCore

/// Lossless JPEG with Huffman codes (T.81 Annex H): DICOM's .57 and .70, 2 to 16 bits, all seven predictors.
public enum LosslessJPEG {
    static let name = "lossless JPEG"

    /// Decodes a picture: type `uint8` up to 8 bits of precision, `uint16` above.
    public static func decode(_ bytes: [UInt8]) throws(CodecError) -> DecodedPicture {
        var stream = try JPEGStream(bytes, codec: name)
        var frame: JPEGFrame?
        var samples: [UInt16] = []
        var seen: Set<Int> = []
        while true {
            switch try stream.next() {
            case .frame(let found):
                guard frame == nil else {
                    throw CodecError(name, at: found.offset, "a second frame header follows the first")
                }
                try check(found, bytes: bytes.count)
                frame = found
                let count = found.width * found.height * found.components.count
                samples = [UInt16](repeating: 0, count: count)
            case .scan(let scan):
                guard let frame else { throw CodecError(name, "no frame header stands before the data") }
                guard (0...7).contains(scan.start), scan.low < frame.precision else {
                    throw CodecError(
                        name, at: scan.data, "predictor \(scan.start) or point transform \(scan.low) is none")
                }
                let tables = scan.parts.compactMap { stream.dc[$0.dc] }
                guard tables.count == scan.parts.count else {
                    throw CodecError(name, at: scan.data, "the scan needs a Huffman table that is not there")
                }
                let end = try decode(
                    scan, of: frame, tables: tables, restartInterval: stream.restartInterval, bytes, &samples)
                seen.formUnion(scan.parts.map(\.component))
                stream.skip(to: end)
                if seen.count == frame.components.count { return try picture(frame, samples) }
            case .end:
                throw CodecError(
                    name, at: stream.offset, "the data ends before the picture does",
                    hint: "the file may not have been copied whole")
            }
        }
    }

    private static func check(_ frame: JPEGFrame, bytes: Int) throws(CodecError) {
        guard frame.isLossless else {
            throw CodecError(name, at: frame.offset, "this JPEG is of another process")
        }
        guard (2...16).contains(frame.precision), (1...4).contains(frame.components.count) else {
            throw CodecError(
                name, at: frame.offset,
                "\(frame.components.count) components of \(frame.precision) bits are not read, only 1 to 4 of 2 to 16"
            )
        }
        guard frame.components.allSatisfy({ $0.h == frame.maxH && $0.v == frame.maxV }) else {
            throw CodecError(name, at: frame.offset, "components of different sizes are not read")
        }
        let samples = try DecodedPicture.byteCount(
            name, width: frame.width, height: frame.height, channels: frame.components.count, sampleSize: 2)
        // A sample takes at least one bit.
        guard samples / 16 <= bytes else {
            throw CodecError(
                name, at: frame.offset,
                "\(frame.width) × \(frame.height) pixels are claimed, more than \(bytes) bytes can hold")
        }
    }

    private static func picture(_ frame: JPEGFrame, _ samples: [UInt16]) throws(CodecError) -> DecodedPicture
    {
        let isNarrow = frame.precision <= 8
        return try DecodedPicture(
            name, width: frame.width, height: frame.height, channels: frame.components.count,
            type: isNarrow ? .uint8 : .uint16, precision: frame.precision,
            bytes: isNarrow ? samples.lowBytes() : samples.littleEndianBytes())
    }
}
