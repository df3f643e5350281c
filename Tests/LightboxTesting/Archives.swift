/// Zip files made byte by byte (APPNOTE 6.3), sound or odd.
public struct ZipBuilder: Sendable {
    public struct Member: Sendable {
        public var name: [UInt8]
        public var data: [UInt8]
        /// The bytes as packed, where `method` is not 0.
        public var packed: [UInt8]?
        public var method: UInt16 = 0
        public var flags: UInt16 = 0x800
        public var crc: UInt32 = 0
        public var madeBy: UInt16 = 3 << 8
        public init(_ name: String, _ data: [UInt8]) {
            (self.name, self.data) = (Array(name.utf8), data)
            crc = ZipBuilder.crc32(data)
        }
        /// Deflated, in blocks that store their bytes.
        public static func deflated(_ name: String, _ data: [UInt8]) -> Member {
            var member = Member(name, data)
            member.method = 8
            member.packed = ZipBuilder.storedBlocks(data)
            return member
        }
    }
    public var members: [Member]
    public var usesZip64 = false
    public var before: [UInt8] = []
    public var comment: [UInt8] = []
    public init(_ members: [Member]) { self.members = members }

    public static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    public static func storedBlocks(_ data: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var place = 0
        repeat {
            let count = min(65_535, data.count - place)
            let isLast: UInt8 = place + count == data.count ? 1 : 0
            out += [
                isLast, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255),
            ]
            out += data[place..<place + count]
            place += count
        } while place < data.count
        return out
    }

    static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    public var bytes: [UInt8] {
        var out = before
        var directory: [UInt8] = []
        for member in members {
            let offset = UInt64(out.count - before.count)
            let body = member.packed ?? member.data
            let common =
                Self.little(UInt64(member.flags), 2) + Self.little(UInt64(member.method), 2) + [0, 0, 0, 0]
                + Self.little(UInt64(member.crc), 4)
            let sizes = [UInt64(body.count), UInt64(member.data.count)]
            let nameCount = Self.little(UInt64(member.name.count), 2)
            out += [0x50, 0x4B, 3, 4, 45, 0] + common
            out += sizes.flatMap { Self.little($0, 4) } + nameCount + [0, 0] + member.name + body
            let extra =
                usesZip64
                ? [1, 0, 24, 0] + Self.little(sizes[1], 8) + Self.little(sizes[0], 8) + Self.little(offset, 8)
                : []
            directory += [0x50, 0x4B, 1, 2] + Self.little(UInt64(member.madeBy), 2) + [45, 0] + common
            directory += usesZip64 ? Array(repeating: 0xFF, count: 8) : sizes.flatMap { Self.little($0, 4) }
            directory += nameCount + Self.little(UInt64(extra.count), 2) + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            directory += usesZip64 ? [0xFF, 0xFF, 0xFF, 0xFF] : Self.little(offset, 4)
            directory += member.name + extra
        }
        let start = UInt64(out.count - before.count)
        out += directory
        let count = UInt64(members.count)
        if usesZip64 {
            let place = UInt64(out.count - before.count)
            out += [0x50, 0x4B, 6, 6] + Self.little(44, 8) + [45, 0, 45, 0] + Self.little(0, 8)
            out += Self.little(count, 8) + Self.little(count, 8) + Self.little(UInt64(directory.count), 8)
            out += Self.little(start, 8)
            out += [0x50, 0x4B, 6, 7] + Self.little(0, 4) + Self.little(place, 8) + Self.little(1, 4)
            out += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Array(repeating: 0xFF, count: 12)
        } else {
            out += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.little(count, 2) + Self.little(count, 2)
            out += Self.little(UInt64(directory.count), 4) + Self.little(start, 4)
        }
        return out + Self.little(UInt64(comment.count), 2) + comment
    }
}

/// Tar files made byte by byte.
public struct TarBuilder: Sendable {
    public private(set) var bytes: [UInt8] = []
    public init() {}

    public mutating func add(_ name: String, _ data: [UInt8], kind: Character = "0", link: String = "") {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            for (i, byte) in text.utf8.enumerated() { header[place + i] = byte }
        }
        put(name, at: 0)
        put("0000644", at: 100)
        let size = String(data.count, radix: 8)
        put(String(repeating: "0", count: 11 - size.count) + size, at: 124)
        put("        ", at: 148)
        put(String(kind), at: 156)
        put(link, at: 157)
        put("ustar", at: 257)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum, at: 148)
        header[154] = 0
        bytes += header + data
        bytes += [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
    }
    /// The archive with the two blocks that end it.
    public var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}
