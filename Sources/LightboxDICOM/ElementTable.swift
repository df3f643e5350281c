import LightboxCore

/// The values that a scan kept, as bytes.
struct ElementTable: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        let tag: Tag
        /// As stated, or as our table has it where nothing or `UN` is stated.
        let vr: VR
        let order: ByteOrder
        /// Where the value lies in the file.
        let offset: Int
        let length: Int
        /// Where the copy starts in `pool`, or `nil` if the value was not copied.
        let copy: Int?
    }

    private(set) var top: [Entry] = []
    private(set) var shared: [Entry] = []
    private var frames: [Entry] = []
    /// For each frame with elements of its own, where they start in `frames`.
    private var frameStarts: [Int] = []
    private var pool: [UInt8] = []
    /// Whether the tags of `top` ascend, as they must; then they need not be searched one by one.
    private var isAscending = true

    /// The number of frames that the per-frame functional groups describe.
    var frameCount: Int { frameStarts.count }

    mutating func add(
        _ header: ElementHeader, length: Int, order: ByteOrder, place: ElementScanner.Place,
        copy bytes: Span<UInt8>?
    ) {
        let start = pool.count
        if let bytes { pool.append(copying: bytes) }
        let stated = header.vr == .UN ? nil : header.vr
        let entry = Entry(
            tag: header.tag, vr: stated ?? TagTable.entry(for: header.tag)?.vr ?? .UN, order: order,
            offset: header.value, length: length, copy: bytes == nil ? nil : start)
        switch place {
        case .top:
            if top.isEmpty {
                top.reserveCapacity(64)
                pool.reserveCapacity(1024)
            }
            if let last = top.last, last.tag >= entry.tag { isAscending = false }
            top.append(entry)
        case .shared: shared.append(entry)
        case .frame(let frame):
            while frameStarts.count <= frame { frameStarts.append(frames.count) }
            frames.append(entry)
        }
    }

    func entry(_ tag: Tag) -> Entry? {
        guard isAscending else { return top.first { $0.tag == tag } }
        var (low, high) = (0, top.count)
        while low < high {
            let middle = (low + high) / 2
            if top[middle].tag < tag { low = middle + 1 } else { high = middle }
        }
        return low < top.count && top[low].tag == tag ? top[low] : nil
    }

    /// The element of the frame's own functional groups, else of the shared ones.
    func entry(_ tag: Tag, frame: Int) -> Entry? {
        if frameStarts.indices.contains(frame) {
            let end = frame + 1 < frameStarts.count ? frameStarts[frame + 1] : frames.count
            if let found = frames[frameStarts[frame]..<end].first(where: { $0.tag == tag }) { return found }
        }
        return shared.first { $0.tag == tag }
    }

    /// The bytes of the value without the padding at its end, or `nil` if there is none or it was not copied.
    func bytes(_ entry: Entry) -> ArraySlice<UInt8>? {
        guard let start = entry.copy, entry.length > 0 else { return nil }
        return pool[start..<(start + entry.length)]
    }

    /// The text of the value as it stands, each byte a character, without padding.
    func text(_ entry: Entry) -> String? {
        guard let start = entry.copy else { return nil }
        return pool.span.latin1(in: start..<start + entry.length)
    }

    func text(_ tag: Tag) -> String? { entry(tag).flatMap { text($0) } }

    /// The numbers of the value, whether written as text or in binary; what is no number is left out.
    func numbers(_ entry: Entry) -> [Double] {
        guard let bytes = bytes(entry) else { return [] }
        func all<T>(_ size: Int, _ read: (Span<UInt8>, Int) -> T?, _ convert: (T) -> Double) -> [Double] {
            let span = bytes.span
            var out: [Double] = []
            var offset = 0
            while offset + size <= span.count {
                if let value = read(span, offset) { out.append(convert(value)) }
                offset += size
            }
            return out
        }
        let order = entry.order
        return switch entry.vr {
        case .US: all(2, { $0.integer(UInt16.self, at: $1, order) }, { Double($0) })
        case .SS: all(2, { $0.integer(UInt16.self, at: $1, order) }, { Double(Int16(bitPattern: $0)) })
        case .UL: all(4, { $0.integer(UInt32.self, at: $1, order) }, { Double($0) })
        case .OV, .UV: all(8, { $0.integer(UInt64.self, at: $1, order) }, { Double($0) })
        case .SL: all(4, { $0.integer(UInt32.self, at: $1, order) }, { Double(Int32(bitPattern: $0)) })
        case .FL: all(4, { $0.float32(at: $1, order) }, { Double($0) })
        case .FD: all(8, { $0.float64(at: $1, order) }, { $0 })
        default: decimals(entry, limit: .max)
        }
    }

    /// The first number of the value.
    func firstNumber(_ entry: Entry) -> Double? {
        switch entry.vr {
        case .US:
            guard entry.length >= 2, let start = entry.copy else { return nil }
            return pool.span.integer(UInt16.self, at: start, entry.order).map { Double($0) }
        case .SS, .UL, .SL, .FL, .FD: return numbers(entry).first
        default: return decimals(entry, limit: 1).first
        }
    }

    private func decimals(_ entry: Entry, limit: Int) -> [Double] {
        guard let start = entry.copy else { return [] }
        return pool.span.decimals(in: start..<start + entry.length, limit: limit)
    }
}

extension Span<UInt8> {
    /// The text of a value, each byte a character, without padding; `nil` where nothing is left.
    func latin1(in range: Range<Int>) -> String? {
        var (first, end) = (range.lowerBound, range.upperBound)
        while end > first, self[end - 1] == 0x20 || self[end - 1] == 0 { end -= 1 }
        while first < end, self[first] == 0x20 { first += 1 }
        guard first < end else { return nil }
        return String(latin1: extracting(first..<end))
    }

    /// The numbers written in decimal between backslashes; what is no number is left out.
    func decimals(in range: Range<Int>, limit: Int) -> [Double] {
        guard !range.isEmpty else { return [] }
        let end = range.upperBound
        var numbers: [Double] = []
        var at = range.lowerBound
        while at <= end, numbers.count < limit {
            var next = at
            while next < end, self[next] != 0x5C { next += 1 }
            if let number = Double(decimal: self, in: trimmed(at..<next)) { numbers.append(number) }
            at = next + 1
        }
        return numbers
    }

    /// The range without the spaces and zero bytes at its ends.
    fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0 { end -= 1 }
        while start < end, self[start] == 0x20 || self[start] == 0 { start += 1 }
        return start..<end
    }
}

extension Substring {
    /// The text without spaces and zero bytes at its ends.
    var trimmingSpaces: Substring {
        var rest = self
        while let last = rest.unicodeScalars.last, last == " " || last == "\0" {
            rest = rest[..<rest.unicodeScalars.index(before: rest.unicodeScalars.endIndex)]
        }
        while let first = rest.unicodeScalars.first, first == " " || first == "\0" {
            rest = rest[rest.unicodeScalars.index(after: rest.unicodeScalars.startIndex)...]
        }
        return rest
    }
}
