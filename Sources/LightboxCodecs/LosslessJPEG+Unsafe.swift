extension LosslessJPEG {
    /// Decodes one scan into `samples`, pixel by pixel with all components of the frame.
    ///
    /// - Returns: where the scan's data ends.
    static func decode(
        _ scan: JPEGScan, of frame: JPEGFrame, tables: [JPEGHuffman], restartInterval: Int, _ bytes: [UInt8],
        _ samples: inout [UInt16]
    ) throws(CodecError) -> Int {
        let (width, height, channels) = (frame.width, frame.height, frame.components.count)
        precondition(samples.count == width * height * channels && tables.count == scan.parts.count)
        guard restartInterval % width == 0 else {
            throw CodecError(name, at: scan.data, "the restart interval is no whole number of rows")
        }
        let rowsBetween = restartInterval / width
        var failure: CodecError?
        var end = scan.data
        try JPEGHuffmanLook.with(tables) { looks throws(CodecError) in
            // SAFETY: every place written or looked back at is inside `samples`, whose size was checked above: a row
            // has `width` pixels of `channels` samples, and the row above is used from the second row on.
            unsafe bytes.withUnsafeBufferPointer { source in
                unsafe samples.withUnsafeMutableBufferPointer { target in
                    guard let base = target.baseAddress else { return }
                    var bits = unsafe JPEGBits(source, at: scan.data)
                    var isFirst = true
                    for y in 0..<height {
                        if rowsBetween > 0, y > 0, y % rowsBetween == 0 {
                            guard bits.restart() else {
                                failure = CodecError(
                                    name, at: bits.offset, "no restart marker stands before row \(y + 1)")
                                return
                            }
                            isFirst = true
                        }
                        let row = unsafe base + y * width * channels
                        let isWhole: Bool
                        if looks.count == 1 {
                            let c = scan.parts[0].component
                            isWhole = unsafe decodeRow(
                                row + c, width: width, channels: channels, predictor: scan.start,
                                isFirst: isFirst, start: start(frame, scan), looks[0], &bits)
                        } else {
                            isWhole = unsafe decodeRow(
                                row, width: width, channels: channels, scan: scan, isFirst: isFirst,
                                start: start(frame, scan), looks, &bits)
                        }
                        guard isWhole, !bits.isPastEnd else {
                            failure = CodecError(
                                name, at: bits.offset,
                                bits.isPastEnd
                                    ? "the data ends in row \(y + 1) of \(height)"
                                    : "a code in row \(y + 1) stands for nothing",
                                hint: bits.isPastEnd ? "the file may not have been copied whole" : nil)
                            return
                        }
                        isFirst = false
                    }
                    end = bits.offset
                }
            }
        }
        if let failure { throw failure }
        if scan.low > 0 {
            for part in scan.parts {
                for index in stride(from: part.component, to: samples.count, by: channels) {
                    samples[index] <<= UInt16(scan.low)
                }
            }
        }
        return end
    }

    /// What the first sample is predicted to be (T.81 §H.1.2.1).
    private static func start(_ frame: JPEGFrame, _ scan: JPEGScan) -> Int {
        1 << (frame.precision - scan.low - 1)
    }

    /// Decodes a row of one component; `row` points at its first sample.
    @inline(__always)
    private static func decodeRow(
        _ row: UnsafeMutablePointer<UInt16>, width: Int, channels: Int, predictor: Int, isFirst: Bool,
        start: Int, _ look: JPEGHuffmanLook, _ bits: inout JPEGBits
    ) -> Bool {
        let above = unsafe row - width * channels
        var difference = look.difference(&bits)
        guard difference != .min else { return false }
        let first = unsafe isFirst ? start : predictor == 0 ? 0 : Int(above[0])
        var left = (first &+ difference) & 0xFFFF
        unsafe row[0] = UInt16(truncatingIfNeeded: left)
        var at = channels
        let end = width * channels
        if isFirst || predictor == 1 {
            while at < end {
                difference = look.difference(&bits)
                guard difference != .min else { return false }
                left = (left &+ difference) & 0xFFFF
                unsafe row[at] = UInt16(truncatingIfNeeded: left)
                at &+= channels
            }
            return true
        }
        while at < end {
            difference = look.difference(&bits)
            guard difference != .min else { return false }
            let (up, diagonal) = unsafe (Int(above[at]), Int(above[at &- channels]))
            left = (predict(predictor, left, up, diagonal) &+ difference) & 0xFFFF
            unsafe row[at] = UInt16(truncatingIfNeeded: left)
            at &+= channels
        }
        return true
    }

    /// Decodes a row of several interleaved components.
    private static func decodeRow(
        _ row: UnsafeMutablePointer<UInt16>, width: Int, channels: Int, scan: JPEGScan, isFirst: Bool,
        start: Int, _ looks: [JPEGHuffmanLook], _ bits: inout JPEGBits
    ) -> Bool {
        let above = unsafe row - width * channels
        let components = scan.parts.map(\.component)
        for x in 0..<width {
            for (index, component) in components.enumerated() {
                let difference = looks[index].difference(&bits)
                guard difference != .min else { return false }
                let at = x * channels + component
                let prediction: Int
                if x == 0 {
                    prediction = unsafe isFirst ? start : scan.start == 0 ? 0 : Int(above[at])
                } else if isFirst {
                    prediction = unsafe Int(row[at - channels])
                } else {
                    prediction = unsafe predict(
                        scan.start, Int(row[at - channels]), Int(above[at]), Int(above[at - channels]))
                }
                unsafe row[at] = UInt16(truncatingIfNeeded: prediction &+ difference)
            }
        }
        return true
    }

    /// T.81, table H.1.
    @inline(__always)
    private static func predict(_ predictor: Int, _ left: Int, _ up: Int, _ diagonal: Int) -> Int {
        switch predictor {
        case 1: left
        case 2: up
        case 3: diagonal
        case 4: left &+ up &- diagonal
        case 5: left &+ ((up &- diagonal) >> 1)
        case 6: up &+ ((left &- diagonal) >> 1)
        case 7: (left &+ up) >> 1
        default: 0
        }
    }
}
