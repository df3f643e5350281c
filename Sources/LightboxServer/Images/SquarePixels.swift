import LightboxCore

extension PlaneLayout {
    /// The size in square pixels, which shows unequal spacings in proportion; at most 4,096 to a side.
    var squareSize: (columns: Int, rows: Int) {
        let step = min(columns.spacing, rows.spacing)
        func pixels(_ side: Side) -> Double { max(1, (Double(side.count) * side.spacing / step).rounded()) }
        let (across, down) = (pixels(columns), pixels(rows))
        let scale = min(1, 4096 / max(across, down))
        return (max(1, Int(across * scale)), max(1, Int(down * scale)))
    }
}

extension SampleBlock {
    /// A picture of another size, each pixel the nearest of the old ones; `nil` for what is no picture.
    func resized(columns: Int, rows: Int) -> SampleBlock? {
        guard shape.count == 2, shape[0] > 0, shape[1] > 0, columns > 0, rows > 0 else { return nil }
        if shape == [columns, rows] { return self }
        let size = channels * type.byteCount
        var out: [UInt8] = []
        out.reserveCapacity(columns * rows * size)
        for row in 0..<rows {
            let line = (row * shape[1] / rows) * shape[0]
            for column in 0..<columns {
                let start = (line + column * shape[0] / columns) * size
                out += bytes[start..<start + size]
            }
        }
        return SampleBlock(shape: [columns, rows], channels: channels, type: type, bytes: out)
    }
}
