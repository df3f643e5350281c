extension DCTPlanes {
    /// What a scan carries from block to block.
    private struct State {
        var bits: JPEGBits
        var predictions = [0, 0, 0, 0]
        /// How many blocks more have no coefficient in the band (T.81 §G.1.2.2).
        var run = 0
    }

    /// Reads the coefficients of one scan.
    ///
    /// - Returns: where its data ends.
    mutating func decode(_ scan: JPEGScan, _ stream: JPEGStream) throws(CodecError) -> Int {
        let name = ExtendedJPEG.name
        let isProgressive = frame.isProgressive
        guard
            isProgressive
                ? scan.start <= scan.end && scan.end <= 63 && scan.low <= 13
                    && (scan.start == 0 ? scan.end == 0 : scan.parts.count == 1)
                : true
        else {
            throw CodecError(name, at: scan.data, "a scan asks for a band of coefficients that cannot be")
        }
        let (first, last) = isProgressive ? (scan.start, scan.end) : (0, 63)
        let (high, low) = isProgressive ? (scan.high, scan.low) : (0, 0)
        let needsDC = first == 0 && high == 0
        let needsAC = last > 0
        // Tables that a scan does not use may be missing.
        let empty = JPEGHuffman(counts: [Int](repeating: 0, count: 16), values: [])
        var tables: [JPEGHuffman] = []
        for part in scan.parts {
            let isMissing =
                needsDC && stream.dc[part.dc] == nil || needsAC && stream.ac[part.ac] == nil
            guard !isMissing, let dc = stream.dc[part.dc] ?? empty, let ac = stream.ac[part.ac] ?? empty
            else {
                throw CodecError(name, at: scan.data, "the scan needs a Huffman table that is not there")
            }
            tables += [dc, ac]
            let slot = frame.components[part.component].quantization
            if planes[part.component].quantization == nil, let table = stream.quantization[slot] {
                var natural = [Int32](repeating: 0, count: 64)
                for index in 0..<64 { natural[Self.zigzag[index]] = table[index] }
                planes[part.component].quantization = natural
            }
            planes[part.component].isSeen = true
        }
        let places = Self.zigzag
        let isSingle = scan.parts.count == 1
        let (unitsAcross, unitsDown) =
            isSingle
            ? (planes[scan.parts[0].component].ownAcross, planes[scan.parts[0].component].ownDown)
            : (
                (frame.width + 8 * frame.maxH - 1) / (8 * frame.maxH),
                (frame.height + 8 * frame.maxV - 1) / (8 * frame.maxV)
            )
        var failure: CodecError?
        var end = scan.data
        var working = planes
        planes = []
        try JPEGHuffmanLook.with(tables) { looks throws(CodecError) in
            unsafe stream.bytes.withUnsafeBufferPointer { source in
                var state = State(bits: unsafe JPEGBits(source, at: scan.data))
                var unit = 0
                rows: for y in 0..<unitsDown {
                    for x in 0..<unitsAcross {
                        if stream.restartInterval > 0, unit > 0, unit % stream.restartInterval == 0 {
                            guard state.bits.restart() else {
                                failure = CodecError(
                                    name, at: state.bits.offset, "a restart marker is missing")
                                break rows
                            }
                            state.predictions = [0, 0, 0, 0]
                            state.run = 0
                        }
                        unit += 1
                        for (index, part) in scan.parts.enumerated() {
                            let component = frame.components[part.component]
                            let (h, v) = isSingle ? (1, 1) : (component.h, component.v)
                            for block in 0..<(h * v) {
                                let across = working[part.component].across
                                let (bx, by) = (x * h + block % h, y * v + block / h)
                                let place = (by * across + bx) * 64
                                // SAFETY: blocks lie inside the plane, which has room for those beyond the edge too,
                                // and `places` holds numbers below 64.
                                let isSound = unsafe working[part.component].coefficients
                                    .withUnsafeMutableBufferPointer { buffer in
                                        guard let base = buffer.baseAddress, place + 64 <= buffer.count else {
                                            return false
                                        }
                                        return unsafe places.withUnsafeBufferPointer { order in
                                            unsafe Self.block(
                                                base + place, order, first: first, last: last, high: high,
                                                low: low, isProgressive: isProgressive, slot: index,
                                                dc: looks[2 * index], ac: looks[2 * index + 1], &state)
                                        }
                                    }
                                guard isSound, !state.bits.isPastEnd else {
                                    let isCut = state.bits.isPastEnd
                                    failure = CodecError(
                                        name, at: state.bits.offset,
                                        isCut
                                            ? "the data ends in block row \(y + 1) of \(unitsDown)"
                                            : "a code in block row \(y + 1) stands for nothing",
                                        hint: isCut ? "the file may not have been copied whole" : nil)
                                    break rows
                                }
                            }
                        }
                    }
                }
                end = state.bits.offset
            }
        }
        planes = working
        if let failure { throw failure }
        return end
    }

    /// Reads what a scan says of one block; false where a code stands for nothing.
    @inline(__always)
    private static func block(
        _ block: UnsafeMutablePointer<Int16>, _ order: UnsafeBufferPointer<Int>, first: Int, last: Int,
        high: Int, low: Int, isProgressive: Bool, slot: Int, dc: JPEGHuffmanLook, ac: JPEGHuffmanLook,
        _ state: inout State
    ) -> Bool {
        var k = first
        if first == 0 {
            if high == 0 {
                let difference = dc.difference(&state.bits)
                guard difference != .min else { return false }
                state.predictions[slot] = (state.predictions[slot] &+ difference) & 0xFF_FFFF
                unsafe block[0] = Int16(truncatingIfNeeded: state.predictions[slot] &<< low)
            } else {
                state.bits.fill()
                if state.bits.take(1) == 1 { unsafe block[0] |= Int16(truncatingIfNeeded: 1 &<< low) }
            }
            k = 1
        }
        guard last > 0 else { return true }
        if !isProgressive { return unsafe sequential(block, order, ac, &state.bits) }
        return high == 0
            ? unsafe firstPass(block, order, from: k, to: last, low: low, ac, &state)
            : unsafe refinement(block, order, from: k, to: last, low: low, ac, &state)
    }

    /// T.81 §F.2.2.2.
    @inline(__always)
    private static func sequential(
        _ block: UnsafeMutablePointer<Int16>, _ order: UnsafeBufferPointer<Int>, _ ac: JPEGHuffmanLook,
        _ bits: inout JPEGBits
    ) -> Bool {
        var k = 1
        while k < 64 {
            bits.fill()
            let symbol = ac.value(&bits)
            guard symbol >= 0 else { return false }
            let (run, category) = (symbol >> 4, symbol & 15)
            if category == 0 {
                guard run == 15 else { return true }
                k += 16
                continue
            }
            k += run
            guard k < 64 else { return false }
            unsafe block[order[k]] = Int16(truncatingIfNeeded: bits.takeSigned(category))
            k += 1
        }
        return true
    }

    /// T.81 §G.1.2.2: the first bits of the coefficients of a band.
    private static func firstPass(
        _ block: UnsafeMutablePointer<Int16>, _ order: UnsafeBufferPointer<Int>, from: Int, to last: Int,
        low: Int, _ ac: JPEGHuffmanLook, _ state: inout State
    ) -> Bool {
        guard state.run == 0 else {
            state.run -= 1
            return true
        }
        var k = from
        while k <= last {
            state.bits.fill()
            let symbol = ac.value(&state.bits)
            guard symbol >= 0 else { return false }
            let (run, category) = (symbol >> 4, symbol & 15)
            if category == 0 {
                if run < 15 {
                    state.run = (1 << run) - 1 + state.bits.take(run)
                    return true
                }
                k += 16
                continue
            }
            k += run
            guard k <= last else { return false }
            unsafe block[order[k]] = Int16(truncatingIfNeeded: state.bits.takeSigned(category) << low)
            k += 1
        }
        return true
    }

    /// T.81 §G.1.2.3: one bit more of the coefficients of a band.
    private static func refinement(
        _ block: UnsafeMutablePointer<Int16>, _ order: UnsafeBufferPointer<Int>, from: Int, to last: Int,
        low: Int, _ ac: JPEGHuffmanLook, _ state: inout State
    ) -> Bool {
        let one = Int16(truncatingIfNeeded: 1 << low)
        // Reads the bit of a coefficient that is known not to be zero.
        func refine(_ place: Int, _ bits: inout JPEGBits) {
            bits.fill()
            let value = unsafe block[place]
            if bits.take(1) == 1, value & one == 0 {
                unsafe block[place] = value >= 0 ? value &+ one : value &- one
            }
        }
        var k = from
        if state.run == 0 {
            while k <= last {
                state.bits.fill()
                let symbol = ac.value(&state.bits)
                guard symbol >= 0 else { return false }
                var (run, fresh) = (symbol >> 4, Int16(0))
                switch symbol & 15 {
                case 0:
                    if run < 15 {
                        state.run = (1 << run) + state.bits.take(run)
                    }
                case 1: fresh = state.bits.take(1) == 1 ? one : 0 &- one
                default: return false
                }
                if state.run > 0 { break }
                while k <= last {
                    let place = unsafe order[k]
                    if unsafe block[place] != 0 {
                        refine(place, &state.bits)
                    } else {
                        if run == 0 {
                            if fresh != 0 { unsafe block[place] = fresh }
                            break
                        }
                        run -= 1
                    }
                    k += 1
                }
                k += 1
            }
        }
        if state.run > 0 {
            while k <= last {
                let place = unsafe order[k]
                if unsafe block[place] != 0 { refine(place, &state.bits) }
                k += 1
            }
            state.run -= 1
        }
        return true
    }
}
