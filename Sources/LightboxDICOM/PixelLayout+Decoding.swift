public import LightboxCore

extension PixelLayout {
    /// The stored values of a box of one frame: little endian, row by row, samples interleaved, unused bits
    /// taken out.
    ///
    /// Of a frame only the rows that are wanted are read.
    ///
    /// - Throws: `DICOMError` where the file ends before; what the source throws.
    public func samples(
        frame: Int, columns wanted: Range<Int>, rows: Range<Int>, from source: some ByteSource
    ) throws -> [UInt8] {
        if deflatedOffset != nil, !(source is InflatedBytes), let offset = deflatedOffset {
            return try samples(
                frame: frame, columns: wanted, rows: rows, from: InflatedBytes(source, from: offset))
        }
        let whole: [UInt8]
        if isEncapsulated {
            guard (0..<frames).contains(frame) else { throw DICOMError(.outsideImage) }
            whole = try self.rows(rows, of: decode(frame, encapsulatedFrames(source), from: source))
        } else {
            whole = try samples(frame: frame, rows: rows, from: source)
        }
        return try columns(wanted, of: whole)
    }

    /// Some rows of a decoded frame.
    func rows(_ wanted: Range<Int>, of frame: [UInt8]) throws -> [UInt8] {
        if wanted == 0..<rows { return frame }
        let line = columns * pixelByteCount
        guard wanted.lowerBound >= 0, wanted.upperBound <= rows, frame.count == rows * line else {
            throw DICOMError(.outsideImage)
        }
        return Array(frame[(wanted.lowerBound * line)..<(wanted.upperBound * line)])
    }

    /// Some columns of whole rows.
    func columns(_ wanted: Range<Int>, of whole: [UInt8]) throws -> [UInt8] {
        guard wanted != 0..<columns else { return whole }
        guard wanted.lowerBound >= 0, wanted.upperBound <= columns else { throw DICOMError(.outsideImage) }
        let pixel = pixelByteCount
        var out: [UInt8] = []
        out.reserveCapacity(whole.count / max(1, columns) * wanted.count)
        let count = pixel > 0 && columns > 0 ? whole.count / (pixel * columns) : 0
        for row in 0..<count {
            let start = (row * columns + wanted.lowerBound) * pixel
            out += whole[start..<start + wanted.count * pixel]
        }
        return out
    }

    /// The stored values of some whole rows.
    ///
    /// - Throws: `DICOMError` where the file ends before; what the source throws.
    func samples(frame: Int, rows wanted: Range<Int>, from source: some ByteSource) throws -> [UInt8] {
        guard (0..<frames).contains(frame), wanted.lowerBound >= 0, wanted.upperBound <= rows, !wanted.isEmpty
        else { throw DICOMError(.outsideImage) }
        let pixels = wanted.count * columns
        let firstPixel = wanted.lowerBound * columns
        if bitsAllocated == 1 {
            let firstBit = frame * frameBits + firstPixel
            let bytes = try self.bytes(
                from: firstBit / 8, count: (firstBit + pixels + 7) / 8 - firstBit / 8, of: frame, source)
            return (0..<pixels).map { bytes[(firstBit % 8 + $0) / 8] >> UInt8((firstBit + $0) % 8) & 1 }
        }
        let frameStart = frame * (frameBits / 8)
        let sample = bitsAllocated / 8
        if isSubsampled {
            let bytes = try self.bytes(
                from: frameStart + firstPixel * 2, count: pixels * 2, of: frame, source)
            return Self.upsampled(bytes)
        }
        var out: [UInt8]
        if isPlanar {
            let plane = rows * columns * sample
            out = [UInt8](repeating: 0, count: pixels * samplesPerPixel * sample)
            for channel in 0..<samplesPerPixel {
                let bytes = try self.bytes(
                    from: frameStart + channel * plane + firstPixel * sample, count: pixels * sample,
                    of: frame,
                    source)
                for pixel in 0..<pixels {
                    for byte in 0..<sample {
                        out[(pixel * samplesPerPixel + channel) * sample + byte] =
                            bytes[pixel * sample + byte]
                    }
                }
            }
        } else {
            let pixelSize = samplesPerPixel * sample
            out = try bytes(
                from: frameStart + firstPixel * pixelSize, count: pixels * pixelSize, of: frame, source)
        }
        if bitsStored < bitsAllocated { clearUnusedBits(&out) }
        return out
    }

    /// Reads `count` bytes that start `start` bytes into the pixels.
    private func bytes(from start: Int, count: Int, of frame: Int, _ source: some ByteSource) throws
        -> [UInt8]
    {
        guard start <= available, count <= available - start else { throw truncated(frame) }
        guard swappedWord > 1 else {
            let bytes = try source.read(at: offset + start, count: count)
            guard bytes.count == count else { throw truncated(frame) }
            return bytes
        }
        let (first, word) = (start / swappedWord * swappedWord, swappedWord)
        let end = min((start + count + word - 1) / word * word, available)
        var bytes = try source.read(at: offset + first, count: end - first)
        guard bytes.count == end - first else { throw truncated(frame) }
        for at in stride(from: 0, to: bytes.count - word + 1, by: word) {
            for byte in 0..<(word / 2) { bytes.swapAt(at + byte, at + word - 1 - byte) }
        }
        return Array(bytes[(start - first)..<(start - first + count)])
    }

    private func truncated(_ frame: Int) -> DICOMError {
        let (frameBytes, start) = ((frameBits + 7) / 8, frame * frameBits / 8)
        let problem = DICOMError.Problem.truncatedPixels(
            frame: frame, needed: frameBytes, available: max(0, available - start))
        return DICOMError(problem, tag: element, offset: offset + min(start, available))
    }

    /// The error of the first frame that the file does not hold whole, or `nil` if all are there.
    public var truncation: DICOMError? {
        isComplete ? nil : truncated(frameBits > 0 ? min(frames - 1, available * 8 / frameBits) : 0)
    }

    /// Y1 Y2 Cb Cr become Y1 Cb Cr, Y2 Cb Cr.
    private static func upsampled(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count / 2 * 3)
        var at = 0
        while at + 3 < bytes.count {
            for luma in 0..<2 {
                out.append(bytes[at + luma])
                out.append(bytes[at + 2])
                out.append(bytes[at + 3])
            }
            at += 4
        }
        return out
    }

    /// Keeps the stored bits of each sample and fills the others with zeros, or with the sign.
    func clearUnusedBits(_ bytes: inout [UInt8]) {
        let size = bitsAllocated / 8
        let (left, right) = (bitsAllocated - bitsStored - lowBit, bitsAllocated - bitsStored)
        // The sign of a sample is brought to bit 63, so that one arithmetic shift serves all sizes.
        let top = 64 - bitsAllocated
        var at = 0
        while at + size <= bytes.count {
            var value: UInt64 = 0
            for byte in 0..<size { value |= UInt64(bytes[at + byte]) << UInt64(8 * byte) }
            value <<= UInt64(left + top)
            value =
                isSigned
                ? UInt64(bitPattern: Int64(bitPattern: value) >> Int64(right + top))
                : value >> UInt64(right + top)
            for byte in 0..<size { bytes[at + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte)) }
            at += size
        }
    }
}
