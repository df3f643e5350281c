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

    /// The number of frames that the per-frame functional groups describe.
    var frameCount: Int { frameStarts.count }

    mutating func add(
        _ header: ElementHeader, length: Int, order: ByteOrder, place: ElementScanner.Place,
        copy bytes: Span<UInt8>?
    ) {
        let start = pool.count
        if let bytes { for index in bytes.indices { pool.append(bytes[index]) } }
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
            top.append(entry)
        case .shared: shared.append(entry)
        case .frame(let frame):
            while frameStarts.count <= frame { frameStarts.append(frames.count) }
            frames.append(entry)
        }
    }

    func entry(_ tag: Tag) -> Entry? { top.first { $0.tag == tag } }

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
        guard var bytes = bytes(entry) else { return nil }
        while let last = bytes.last, last == 0x20 || last == 0 { bytes.removeLast() }
        while let first = bytes.first, first == 0x20 { bytes.removeFirst() }
        guard !bytes.isEmpty else { return nil }
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
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
        case .SL: all(4, { $0.integer(UInt32.self, at: $1, order) }, { Double(Int32(bitPattern: $0)) })
        case .FL: all(4, { $0.float32(at: $1, order) }, { Double($0) })
        case .FD: all(8, { $0.float64(at: $1, order) }, { $0 })
        default:
            (text(entry) ?? "").split(separator: "\\", omittingEmptySubsequences: false)
                .compactMap { Double($0.trimmingSpaces) }
        }
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
