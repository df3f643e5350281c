import LightboxCore

/// What a frame header says (T.81 §B.2.2).
struct JPEGFrame: Sendable, Hashable {
    struct Component: Sendable, Hashable {
        let id: UInt8
        /// The sampling factors.
        let h: Int
        let v: Int
        let quantization: Int
    }
    /// The second byte of the marker: C0 to CF, or F7 for JPEG-LS.
    let marker: UInt8
    let precision: Int
    let width: Int
    let height: Int
    let components: [Component]
    /// Where the marker stands.
    let offset: Int

    var maxH: Int { components.map(\.h).max() ?? 1 }
    var maxV: Int { components.map(\.v).max() ?? 1 }
    var isLossless: Bool { marker == 0xC3 }
    var isProgressive: Bool { marker == 0xC2 }
}

/// What a scan header says (T.81 §B.2.3).
struct JPEGScan {
    struct Part {
        /// The place of the component in the frame.
        let component: Int
        let dc: Int
        let ac: Int
    }
    let parts: [Part]
    /// The start of the spectral selection, or the predictor of a lossless scan.
    let start: Int
    let end: Int
    let high: Int
    /// The bit position, or the point transform of a lossless scan.
    let low: Int
    /// Where the entropy-coded data starts.
    let data: Int
}

/// Walks the markers of a JPEG stream and keeps the tables that they define.
struct JPEGStream {
    enum Step {
        case frame(JPEGFrame)
        case scan(JPEGScan)
        case end
    }
    let bytes: [UInt8]
    private(set) var offset = 0
    private(set) var frame: JPEGFrame?
    private(set) var dc = [JPEGHuffman?](repeating: nil, count: 4)
    private(set) var ac = [JPEGHuffman?](repeating: nil, count: 4)
    /// In the order of the zigzag.
    private(set) var quantization = [[Int32]?](repeating: nil, count: 4)
    private(set) var restartInterval = 0
    /// Whether the end was told by its mark.
    private(set) var hasEndMark = false
    private let codec: String

    init(_ bytes: [UInt8], codec: String) throws(CodecError) {
        (self.bytes, self.codec) = (bytes, codec)
        guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else {
            throw CodecError(codec, at: 0, "the data does not begin as JPEG does, with FF D8")
        }
        offset = 2
    }

    /// The frame header of a stream, its tables left alone, or `nil` where the bytes have none.
    static func frame(in bytes: [UInt8]) -> JPEGFrame? {
        var stream = try? JPEGStream(bytes, codec: "JPEG")
        return try? stream?.firstFrame()
    }

    private mutating func firstFrame() throws(CodecError) -> JPEGFrame? {
        while true {
            switch try next(readsTables: false) {
            case .frame(let frame): return frame
            case .scan, .end: return nil
            }
        }
    }

    private func cut(_ what: String) -> CodecError {
        CodecError(
            codec, at: offset, "the data ends in \(what)", hint: "the file may not have been copied whole")
    }

    /// Goes to the next frame or scan header; `offset` is then behind it.
    mutating func next(readsTables: Bool = true) throws(CodecError) -> Step {
        while true {
            // Behind a scan there may be anything up to the next marker.
            while offset + 1 < bytes.count,
                bytes[offset] != 0xFF || bytes[offset + 1] < 0x80 && bytes[offset + 1] != 1
                    || bytes[offset + 1] == 0xFF
            {
                offset += 1
            }
            guard offset + 1 < bytes.count else { return .end }
            let (marker, start) = (bytes[offset + 1], offset)
            offset += 2
            if marker == 0xD9 {
                hasEndMark = true
                return .end
            }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) { continue }
            guard offset + 2 <= bytes.count else { throw cut("a marker") }
            let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
            guard length >= 2, offset + length <= bytes.count else { throw cut("a segment") }
            let segment = bytes[(offset + 2)..<(offset + length)]
            offset += length
            switch marker {
            case 0xC4: if readsTables { try huffman(segment) }
            case 0xDB: if readsTables { try quantizers(segment) }
            case 0xDD:
                guard segment.count >= 2 else { throw cut("the restart interval") }
                restartInterval = Int(segment[segment.startIndex]) << 8 | Int(segment[segment.startIndex + 1])
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF, 0xF7:
                let frame = try frame(marker, segment, at: start)
                self.frame = frame
                return .frame(frame)
            case 0xDA: return .scan(try scan(segment, at: start))
            default: break
            }
        }
    }

    /// Goes on behind the entropy-coded data of a scan.
    mutating func skip(to end: Int) { offset = max(offset, min(end, bytes.count)) }

    private func frame(_ marker: UInt8, _ segment: ArraySlice<UInt8>, at start: Int) throws(CodecError)
        -> JPEGFrame
    {
        let s = Array(segment)
        guard s.count >= 6, s.count >= 6 + 3 * Int(s[5]) else { throw cut("its frame header") }
        let components = (0..<Int(s[5])).map { index in
            let at = 6 + 3 * index
            return JPEGFrame.Component(
                id: s[at], h: Int(s[at + 1] >> 4), v: Int(s[at + 1] & 15), quantization: Int(s[at + 2]))
        }
        guard components.allSatisfy({ (1...4).contains($0.h) && (1...4).contains($0.v) }) || marker == 0xF7
        else { throw CodecError(codec, at: start, "a component has a sampling factor out of 1 to 4") }
        return JPEGFrame(
            marker: marker, precision: Int(s[0]), width: Int(s[3]) << 8 | Int(s[4]),
            height: Int(s[1]) << 8 | Int(s[2]), components: components, offset: start)
    }

    private func scan(_ segment: ArraySlice<UInt8>, at start: Int) throws(CodecError) -> JPEGScan {
        guard let frame else {
            throw CodecError(codec, at: start, "no frame header stands before the image data")
        }
        let s = Array(segment)
        guard let count = s.first.map(Int.init), (1...4).contains(count), s.count >= 4 + 2 * count else {
            throw cut("a scan header")
        }
        var parts: [JPEGScan.Part] = []
        for index in 0..<count {
            let (id, tables) = (s[1 + 2 * index], s[2 + 2 * index])
            guard let component = frame.components.firstIndex(where: { $0.id == id }), tables >> 4 < 4,
                tables & 15 < 4, !parts.contains(where: { $0.component == component })
            else { throw CodecError(codec, at: start, "a scan names a component or table that cannot be") }
            parts.append(
                JPEGScan.Part(component: component, dc: Int(tables >> 4), ac: Int(tables & 15)))
        }
        let rest = s[(1 + 2 * count)...]
        let first = rest.startIndex
        return JPEGScan(
            parts: parts, start: Int(rest[first]), end: Int(rest[first + 1]), high: Int(rest[first + 2] >> 4),
            low: Int(rest[first + 2] & 15), data: offset)
    }

    private mutating func huffman(_ segment: ArraySlice<UInt8>) throws(CodecError) {
        var rest = segment
        while rest.count >= 17 {
            let first = rest.startIndex
            let (kind, slot) = (rest[first] >> 4, Int(rest[first] & 15))
            let counts = rest[(first + 1)..<(first + 17)].map(Int.init)
            let total = counts.reduce(0, +)
            guard kind < 2, slot < 4, total <= 256, rest.count >= 17 + total else {
                throw CodecError(codec, at: offset, "a Huffman table is broken")
            }
            let values = Array(rest[(first + 17)..<(first + 17 + total)])
            guard let table = JPEGHuffman(counts: counts, values: values) else {
                throw CodecError(codec, at: offset, "a Huffman table has more codes than fit")
            }
            if kind == 0 { dc[slot] = table } else { ac[slot] = table }
            rest = rest[(first + 17 + total)...]
        }
    }

    private mutating func quantizers(_ segment: ArraySlice<UInt8>) throws(CodecError) {
        var rest = segment
        while let head = rest.first {
            let (isWide, slot) = (head >> 4 == 1, Int(head & 15))
            let size = isWide ? 128 : 64
            guard head >> 4 < 2, slot < 4, rest.count > size else {
                throw CodecError(codec, at: offset, "a quantization table is broken")
            }
            let values = Array(rest.dropFirst().prefix(size))
            quantization[slot] = (0..<64).map {
                isWide ? Int32(values[2 * $0]) << 8 | Int32(values[2 * $0 + 1]) : Int32(values[$0])
            }
            rest = rest.dropFirst(1 + size)
        }
    }
}
