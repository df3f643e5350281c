public import LightboxCore

extension ObjectVolume {
    /// The samples of a region, which has as many axes as the volume; 0 where there is no frame.
    ///
    /// - Throws: `DICOMError` where the region lies outside, or a frame cannot be read; what the source throws.
    public func read(_ region: Region, from image: DICOMImage) throws -> SampleBlock {
        guard region.lies(within: header.shape), region.ranges.count >= 2 else {
            throw DICOMError(.outsideImage)
        }
        let (columns, rows) = (region.ranges[0], region.ranges[1])
        let size = header.channels * header.storedType.byteCount
        var bytes: [UInt8] = []
        for plane in planeIndices(region) {
            var out = [UInt8](repeating: 0, count: columns.count * rows.count * size)
            for piece in planes.indices.contains(plane) ? planes[plane] : [] {
                try add(piece, columns: columns, rows: rows, from: image, to: &out)
            }
            bytes += out
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: bytes)
        else { throw DICOMError(.outsideImage) }
        return block
    }

    /// The planes that a region takes, in its order.
    private func planeIndices(_ region: Region) -> [Int] {
        var indices = [0]
        var stride = 1
        for (axis, range) in region.ranges.enumerated().dropFirst(2) {
            indices = range.flatMap { step in indices.map { $0 + step * stride } }
            stride *= header.shape[axis]
        }
        return indices
    }

    /// Lays what a box of the plane takes of a piece over `out`.
    private func add(
        _ piece: FramePiece, columns: Range<Int>, rows: Range<Int>, from image: DICOMImage,
        to out: inout [UInt8]
    ) throws {
        let across = columns.clamped(to: piece.i..<piece.i + piece.columns.count)
        let down = rows.clamped(to: piece.j..<piece.j + piece.rows.count)
        guard !across.isEmpty, !down.isEmpty else { return }
        let first = piece.columns.lowerBound + across.lowerBound - piece.i
        let top = piece.rows.lowerBound + down.lowerBound - piece.j
        let stored = try image.samples(
            frame: piece.frame, columns: first..<first + across.count, rows: top..<top + down.count)
        let samples = converted(stored, of: piece.frame, image.layout)
        let size = header.channels * header.storedType.byteCount
        let width = across.count * size
        guard samples.count == width * down.count else { throw DICOMError(.outsideImage) }
        for row in 0..<down.count {
            let target =
                ((down.lowerBound - rows.lowerBound + row) * columns.count + across.lowerBound
                    - columns.lowerBound) * size
            if case .isEqual = values {
                // Of frames that overlap each may add to the segment, and none takes away.
                for column in 0..<width { out[target + column] |= samples[row * width + column] }
            } else {
                out.replaceSubrange(target..<target + width, with: samples[row * width..<(row + 1) * width])
            }
        }
    }

    private func converted(_ stored: [UInt8], of frame: Int, _ layout: PixelLayout) -> [UInt8] {
        if case .stored = values { return stored }
        let count = stored.count / layout.storedType.byteCount
        guard
            let block = SampleBlock(shape: [count], channels: 1, type: layout.storedType, bytes: stored)
        else { return [] }
        switch values {
        case .stored: return stored
        case .isEqual(let number): return (0..<count).map { block.value(at: $0) == Double(number) ? 1 : 0 }
        case .rescaled(let rescales):
            let rescale = rescales.indices.contains(frame) ? rescales[frame] : .identity
            var out: [UInt8] = []
            out.reserveCapacity(count * 4)
            for index in 0..<count { out.append(littleEndian: Float(rescale(block.value(at: index)))) }
            return out
        case .table(let table):
            var out: [UInt8] = []
            out.reserveCapacity(count * header.storedType.byteCount)
            for index in 0..<count { table.append(block.value(at: index), as: header.storedType, to: &out) }
            return out
        }
    }
}

extension [UInt8] {
    mutating func append(littleEndian value: Float) {
        let bits = value.bitPattern
        for byte in 0..<4 { append(UInt8(truncatingIfNeeded: bits >> UInt32(8 * byte))) }
    }
}
