import LightboxCodecs
import LightboxCore

extension PixelLayout {
    /// Finds the frames of encapsulated pixels.
    func encapsulatedFrames(_ source: some ByteSource) throws -> EncapsulatedFrames {
        let isRLE = coding == .encapsulated(.rleLossless)
        let segments = isRLE ? samplesPerPixel * max(1, bitsAllocated / 8) : nil
        return try EncapsulatedFrames(
            source, from: offset, count: frames, extended: extendedOffsets,
            signature: EncapsulatedFrames.FrameStart(rleSegments: segments))
    }

    /// Decodes a whole frame: stored values, little endian, samples interleaved.
    ///
    /// - Throws: `DICOMError`, which names the frame and where its bytes start.
    func decode(_ frame: Int, _ places: EncapsulatedFrames, from source: some ByteSource) throws -> [UInt8] {
        let bytes = try places.bytes(of: frame, from: source)
        do {
            return try decode(bytes)
        } catch let error as CodecError {
            throw DICOMError(.codec(frame: frame, error), tag: element, offset: places.start(of: frame))
        }
    }

    /// Decodes the bytes of a frame by what they are; only what has no mark of its own needs the transfer syntax.
    private func decode(_ bytes: [UInt8]) throws -> [UInt8] {
        guard case .encapsulated(let syntax) = coding else { return [] }
        if JPEG2000.begins(bytes) { return try stored(JPEG2000.decode(bytes)) }
        if bytes.starts(with: [0xFF, 0xD8]) { return try stored(JPEG.decodeAny(bytes)) }
        let pixels = rows * columns
        if syntax == .rleLossless {
            if bitsAllocated == 1 { return try singleBits(bytes, pixels: pixels) }
            var out = try RLE.decode(
                bytes, pixels: pixels, samplesPerPixel: samplesPerPixel, sampleSize: bitsAllocated / 8)
            if bitsStored < bitsAllocated { clearUnusedBits(&out) }
            return out
        }
        if syntax == .deflatedImageFrameCompression {
            return try plain(Deflate.inflate(bytes, limit: (frameBits + 7) / 8 + 64, isBare: true))
        }
        if syntax.isJPEG {
            throw CodecError(
                syntax.name, at: 0, "the frame begins as no JPEG or JPEG 2000 does",
                hint: "the transfer syntax may be misstated")
        }
        return try plain(bytes)
    }

    /// A frame of plain pixels by itself.
    private func plain(_ bytes: [UInt8]) throws -> [UInt8] {
        let needed = (frameBits + 7) / 8
        guard bytes.count >= needed else {
            throw CodecError(
                "plain pixels", at: bytes.count, "the frame has \(bytes.count) bytes, but needs \(needed)",
                hint: "the file may not have been copied whole")
        }
        return try native(offset: 0, available: bytes.count).samples(
            frame: 0, rows: 0..<rows, from: MemoryBytes(bytes))
    }

    /// RLE of single bits: packed eight to a byte, or one in each byte, as the length tells.
    private func singleBits(_ bytes: [UInt8], pixels: Int) throws -> [UInt8] {
        let packed = try? RLE.decode(bytes, pixels: pixels, samplesPerPixel: 1, sampleSize: 1)
        if let packed { return packed.map { $0 & 1 } }
        return try plain(
            RLE.decode(bytes, pixels: (pixels + 7) / 8, samplesPerPixel: 1, sampleSize: 1))
    }

    /// Brings a decoded picture into the form that the object announces.
    private func stored(_ picture: DecodedPicture) throws -> [UInt8] {
        guard picture.width == columns, picture.height == rows else {
            throw CodecError(
                "pixel data",
                "the frame is \(picture.width) × \(picture.height) pixels, but the header says \(columns) × \(rows)"
            )
        }
        guard picture.channels == samplesPerPixel else {
            throw CodecError(
                "pixel data",
                "the frame has \(picture.channels) components, but the header says \(samplesPerPixel)")
        }
        let coded = picture.block.type
        let bytes = picture.block.bytes
        // The bits that the stream holds may carry a sign that it does not know of, and the reverse (PS3.5 §8.2).
        let width = storedType.byteCount * 8
        let isReinterpreted = coded.isSigned != isSigned && picture.precision < width
        if coded.byteCount == storedType.byteCount, !isReinterpreted { return bytes }
        guard picture.precision <= width || bitsAllocated == 1 else {
            throw CodecError(
                "pixel data",
                "the frame has samples of \(picture.precision) bits, but the header says \(bitsAllocated)")
        }
        return converted(bytes, from: coded, precision: picture.precision)
    }

    private func converted(_ bytes: [UInt8], from coded: SampleType, precision: Int) -> [UInt8] {
        let (size, target) = (coded.byteCount, storedType.byteCount)
        let shift = UInt32(32 - min(precision, 32))
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count / size * target)
        var at = 0
        while at + size <= bytes.count {
            var value: UInt32 = 0
            for byte in 0..<size { value |= UInt32(bytes[at + byte]) << UInt32(8 * byte) }
            value =
                isSigned
                ? UInt32(bitPattern: Int32(bitPattern: value << shift) >> Int32(shift))
                : (value << shift) >> shift
            for byte in 0..<target {
                out.append(byte < 4 ? UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)) : 0)
            }
            at += size
        }
        return out
    }
}
