import LightboxCodecs
import LightboxCore

/// Where the frames of encapsulated pixel data lie (PS3.5 §A.4): the fragments of each.
struct EncapsulatedFrames: Sendable, Hashable {
    /// The fragments of each frame: where their bytes lie in the file.
    private(set) var frames: [[Range<Int>]] = []
    /// What is odd, a sentence each.
    private(set) var notes: [String] = []
    /// How many frames the object claims.
    let count: Int

    /// Walks the headers of the fragments, and shares these out among the frames.
    ///
    /// - Parameters:
    ///   - offset: where the first item starts.
    ///   - extended: the offsets of an extended offset table, where there is one.
    init(
        _ source: some ByteSource, from offset: Int, count: Int, extended: [Int], signature: FrameStart
    ) throws {
        self.count = count
        var items: [Range<Int>] = []
        var headers: [Int] = []
        var at = offset
        let size = source.knownByteCount ?? source.byteCountLimit
        while true {
            let header = try source.read(at: at, count: 8)
            let bytes = header.span
            guard let group = bytes.integer(UInt16.self, at: 0, .little),
                let element = bytes.integer(UInt16.self, at: 2, .little),
                let length = bytes.integer(UInt32.self, at: 4, .little).map(Int.init), group == 0xFFFE,
                element == 0xE000
            else {
                let isEnd = header.starts(with: [0xFE, 0xFF, 0xDD, 0xE0])
                if !isEnd { notes.append("The pixel data has no end mark.") }
                break
            }
            let start = at + 8
            guard length <= max(0, size - start) else {
                // What the file still has of the last fragment may hold the picture.
                notes.append("The last fragment of the pixel data is cut short.")
                headers.append(at)
                items.append(start..<max(start, size))
                break
            }
            headers.append(at)
            items.append(start..<(start + length))
            at = start + length
        }
        guard let table = items.first else {
            throw DICOMError(.noFragments, tag: .pixelData, offset: offset)
        }
        let basic = try Self.words(source, table)
        items.removeFirst()
        headers.removeFirst()
        // A fragment of no bytes belongs to none.
        try share(items, headers, basic: basic, extended: extended, source, signature)
    }

    /// How a frame's first bytes may look.
    struct FrameStart {
        /// The number of segments that an RLE header must state, or `nil` for the other codings.
        let rleSegments: Int?

        func matches(_ bytes: [UInt8]) -> Bool {
            if let rleSegments {
                return bytes.count >= 8 && bytes[0] == UInt8(truncatingIfNeeded: rleSegments)
                    && bytes[1...3].allSatisfy { $0 == 0 } && bytes[4] == 64
                    && bytes[5...7].allSatisfy { $0 == 0 }
            }
            return bytes.starts(with: [0xFF, 0xD8, 0xFF]) || JPEG2000.begins(bytes)
        }
    }

    private static func words(_ source: some ByteSource, _ range: Range<Int>) throws -> [Int] {
        guard !range.isEmpty, range.count <= 1 << 26 else { return [] }
        let bytes = try source.read(at: range.lowerBound, count: range.count)
        return (0..<(bytes.count / 4)).compactMap {
            bytes.span.integer(UInt32.self, at: 4 * $0, .little).map(Int.init)
        }
    }

    private mutating func share(
        _ items: [Range<Int>], _ headers: [Int], basic: [Int], extended: [Int], _ source: some ByteSource,
        _ signature: FrameStart
    ) throws {
        guard count > 1 else {
            frames = [items]
            return
        }
        if items.count == count {
            frames = items.map { [$0] }
            return
        }
        // Offsets count from the first fragment's header.
        let base = headers.first ?? 0
        for (table, name) in [(extended, "extended"), (basic, "basic")] where !table.isEmpty {
            if let starts = Self.places(of: table.map { $0 + base }, in: headers), starts.count == count {
                cut(items, at: starts)
                return
            }
            notes.append("The \(name) offset table does not fit the fragments, and was not used.")
        }
        var starts: [Int] = []
        for (index, item) in items.enumerated() {
            let head = try source.read(at: item.lowerBound, count: min(12, item.count))
            if signature.matches(head) { starts.append(index) }
        }
        if starts.first == 0, starts.count <= count {
            if starts.count < count {
                notes.append("The object claims \(count) frames, but \(starts.count) are there.")
            }
            cut(items, at: starts)
            return
        }
        if items.count % count == 0, starts.isEmpty {
            let each = items.count / count
            frames = (0..<count).map { Array(items[($0 * each)..<(($0 + 1) * each)]) }
            return
        }
        notes.append("The pixel data has \(items.count) fragments for \(count) frames.")
        frames = items.prefix(count).map { [$0] }
    }

    /// The fragments that start at those places, or `nil` where one starts at none or they are out of order.
    private static func places(of offsets: [Int], in headers: [Int]) -> [Int]? {
        var places: [Int] = []
        var next = 0
        for offset in offsets {
            while next < headers.count, headers[next] < offset { next += 1 }
            guard next < headers.count, headers[next] == offset else { return nil }
            places.append(next)
            next += 1
        }
        return places.first == 0 ? places : nil
    }

    private mutating func cut(_ items: [Range<Int>], at starts: [Int]) {
        frames = starts.indices.map { index in
            Array(items[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : items.count)])
        }
    }

    /// The coded bytes of a frame, its fragments put together.
    ///
    /// - Throws: `DICOMError` where the frame is not there; what the source throws.
    func bytes(of frame: Int, from source: some ByteSource) throws -> [UInt8] {
        guard frames.indices.contains(frame), !frames[frame].isEmpty else {
            throw DICOMError(.missingFrame(frame: frame, of: count), tag: .pixelData)
        }
        let parts = frames[frame]
        if parts.count == 1 { return try source.read(at: parts[0].lowerBound, count: parts[0].count) }
        var out: [UInt8] = []
        out.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts { out += try source.read(at: part.lowerBound, count: part.count) }
        return out
    }

    /// Where the bytes of a frame start in the file.
    func start(of frame: Int) -> Int? {
        frames.indices.contains(frame) ? frames[frame].first?.lowerBound : nil
    }
}
