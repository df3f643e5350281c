import LightboxCore

/// A file of streams in the manner of old Microsoft Office (MS-CFB): a small file system in a file.
struct CompoundFile {
    private let bytes: [UInt8]
    private let sectorByteCount: Int
    private let miniByteCount: Int
    private let miniLimit: Int
    private let table: [UInt32]
    private var miniTable: [UInt32] = []
    private var miniStream: [UInt8] = []
    private var streams: [String: (start: UInt32, byteCount: Int)] = [:]

    static let byteLimit = 512 << 20

    init(_ source: any ByteSource, format: FileFormat) throws {
        func failure(_ problem: String, at offset: Int? = nil) -> FormatError {
            FormatError(
                format, at: offset, problem, hint: "the file may be damaged or not have been copied whole")
        }
        let size = source.byteCountLimit
        guard size <= Self.byteLimit else {
            throw failure("a file of \(size) bytes is too large for this format")
        }
        let bytes = try source.read(at: 0, count: size)
        guard bytes.count >= 512, bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else {
            throw failure("the header is cut short", at: bytes.count)
        }
        let span = bytes.span
        func u16(_ at: Int) -> Int { Int(span.integer(UInt16.self, at: at, .little) ?? 0) }
        func u32(_ at: Int) -> UInt32 { span.integer(UInt32.self, at: at, .little) ?? 0 }
        guard [9, 12].contains(u16(30)), u16(32) <= 9, u16(32) >= 4 else {
            throw failure("the sector size makes no sense", at: 30)
        }
        (sectorByteCount, miniByteCount, miniLimit) = (1 << u16(30), 1 << u16(32), Int(u32(56)))
        let sectorCount = bytes.count / sectorByteCount
        // The table of sectors lies in sectors that the header lists, and lists of more of them.
        var tableSectors: [UInt32] = []
        for i in 0..<109 where u32(76 + 4 * i) < 0xFFFF_FFFA { tableSectors.append(u32(76 + 4 * i)) }
        var more = u32(68)
        var steps = 0
        let perSector = sectorByteCount / 4
        while more < 0xFFFF_FFFA, steps <= sectorCount {
            let start = (Int(more) + 1) * sectorByteCount
            guard start + sectorByteCount <= bytes.count else {
                throw failure("the list of sectors leads past the end", at: 68)
            }
            for i in 0..<perSector - 1 where u32(start + 4 * i) < 0xFFFF_FFFA {
                tableSectors.append(u32(start + 4 * i))
            }
            more = u32(start + 4 * (perSector - 1))
            steps += 1
        }
        guard tableSectors.count <= sectorCount else {
            throw failure("the table of sectors is too large", at: 44)
        }
        var table: [UInt32] = []
        for sector in tableSectors {
            let start = (Int(sector) + 1) * sectorByteCount
            guard start < bytes.count else {
                throw failure("the table of sectors leads past the end", at: 76)
            }
            for i in 0..<perSector where start + 4 * i + 4 <= bytes.count { table.append(u32(start + 4 * i)) }
        }
        (self.bytes, self.table) = (bytes, table)
        let directory = chain(from: u32(48), byteCount: nil)
        let entries = directory.span
        var root: (start: UInt32, byteCount: Int)?
        for at in stride(from: 0, to: directory.count - 127, by: 128) {
            let nameCount = Int(entries.integer(UInt16.self, at: at + 64, .little) ?? 0)
            let kind = entries[at + 66]
            guard nameCount >= 2, nameCount <= 64, kind == 2 || kind == 5 else { continue }
            let units = (0..<nameCount / 2 - 1).map {
                entries.integer(UInt16.self, at: at + 2 * $0, .little) ?? 0
            }
            let start = entries.integer(UInt32.self, at: at + 116, .little) ?? 0xFFFF_FFFE
            let length = Int(entries.integer(UInt32.self, at: at + 120, .little) ?? 0)
            guard length <= bytes.count else { continue }
            if kind == 5 {
                root = (start, length)
            } else {
                streams[String(decoding: units, as: UTF16.self)] = (start, length)
            }
        }
        if let root {
            miniStream = chain(from: root.start, byteCount: root.byteCount)
            let places = chain(from: u32(60), byteCount: nil)
            let list = places.span
            miniTable = (0..<places.count / 4).map { list.integer(UInt32.self, at: 4 * $0, .little) ?? 0 }
        }
    }

    /// The bytes of a stream, as many as are there; `nil` where there is none of that name.
    func stream(_ name: String) -> [UInt8]? {
        guard let place = streams[name] else { return nil }
        guard place.byteCount < miniLimit else { return chain(from: place.start, byteCount: place.byteCount) }
        var out: [UInt8] = []
        var sector = place.start
        while out.count < place.byteCount, Int(sector) < miniTable.count {
            let start = Int(sector) * miniByteCount
            guard start < miniStream.count else { break }
            out += miniStream[start..<min(start + miniByteCount, miniStream.count)]
            sector = miniTable[Int(sector)]
        }
        return Array(out.prefix(place.byteCount))
    }

    /// The sectors of a chain, which ends where it leads nowhere or has given what it may.
    private func chain(from first: UInt32, byteCount: Int?) -> [UInt8] {
        var out: [UInt8] = []
        let limit = min(byteCount ?? bytes.count, bytes.count)
        out.reserveCapacity(byteCount == nil ? 0 : limit)
        var sector = first
        while out.count < limit, Int(sector) < table.count {
            let start = (Int(sector) + 1) * sectorByteCount
            guard start < bytes.count else { break }
            out += bytes[start..<min(start + sectorByteCount, bytes.count)]
            sector = table[Int(sector)]
        }
        return Array(out.prefix(limit))
    }
}
