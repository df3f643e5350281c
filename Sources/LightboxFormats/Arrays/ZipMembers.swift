import LightboxArchive
import LightboxCodecs
import LightboxCore
import Synchronization
import SystemPackage

/// The members of a zip file as a folder, for formats that are zip files by nature: `.npz`, zipped Zarr.
///
/// Stored members are read by seeking, deflated ones inflated when they are first read. Source: APPNOTE 6.3.10.
struct ZipMembers: FileTree {
    let path: FilePath
    private let source: any ByteSource
    private let members: [String: Member]
    /// The names in the order of the directory.
    let names: [String]

    private struct Member {
        let method: Int
        let flags: Int
        let crc: UInt32
        let storedByteCount: Int
        let byteCount: Int
        let headerOffset: Int
    }

    init(_ source: any ByteSource, path: FilePath) throws {
        (self.source, self.path) = (source, path)
        let size = source.byteCountLimit
        let tailStart = max(0, size - 65_557)
        let tail = try source.read(at: tailStart, count: size - tailStart)
        guard
            let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
                tail.span.has("PK\u{5}\u{6}", at: $0)
            })
        else {
            throw ArrayFault(
                "the zip file's directory is not at its end",
                hint: "the copy or download may not have been finished")
        }
        let span = tail.span
        func field(_ offset: Int, _ size: Int) -> Int { Self.number(span, end + offset, size) ?? 0 }
        var (count, length, start) = (field(10, 2), field(12, 4), field(16, 4))
        if count == 0xFFFF || start == 0xFFFF_FFFF || length == 0xFFFF_FFFF,
            span.has("PK\u{6}\u{7}", at: end - 20),
            let place = Self.number(span, end - 12, 8)
        {
            let wide = try source.read(at: place, count: 56)
            guard wide.span.has("PK\u{6}\u{6}", at: 0), let more = Self.number(wide.span, 32, 8),
                let bytes = Self.number(wide.span, 40, 8), let offset = Self.number(wide.span, 48, 8)
            else { throw ArrayFault("the zip file's directory makes no sense") }
            (count, length, start) = (more, bytes, offset)
        }
        guard start <= size, length <= size - start, count <= length / 46 else {
            throw ArrayFault("the zip file's directory reaches past the end of the file")
        }
        let directory = try source.read(at: start, count: length)
        (members, names) = try Self.members(directory.span, count: count)
    }

    private static func number(_ bytes: Span<UInt8>, _ offset: Int, _ size: Int) -> Int? {
        switch size {
        case 2: bytes.integer(UInt16.self, at: offset, .little).map { Int($0) }
        case 4: bytes.integer(UInt32.self, at: offset, .little).map { Int($0) }
        default: bytes.integer(UInt64.self, at: offset, .little).flatMap { Int(exactly: $0) }
        }
    }

    private static func members(_ bytes: Span<UInt8>, count: Int) throws -> ([String: Member], [String]) {
        var (members, names) = ([String: Member](), [String]())
        var at = 0
        for _ in 0..<count {
            guard bytes.has("PK\u{1}\u{2}", at: at), let flags = number(bytes, at + 8, 2),
                let method = number(bytes, at + 10, 2), let crc: UInt32 = bytes.integer(at: at + 16, .little),
                var stored = number(bytes, at + 20, 4), var plain = number(bytes, at + 24, 4),
                let nameLength = number(bytes, at + 28, 2), let extra = number(bytes, at + 30, 2),
                let comment = number(bytes, at + 32, 2), var offset = number(bytes, at + 42, 4),
                at + 46 + nameLength + extra + comment <= bytes.count
            else { throw ArrayFault("the zip file's directory makes no sense at its byte \(at)") }
            var raw: [UInt8] = []
            for i in 0..<nameLength { raw.append(bytes[at + 46 + i]) }
            var place = at + 46 + nameLength
            let extraEnd = place + extra
            while place + 4 <= extraEnd, let id = number(bytes, place, 2),
                let size = number(bytes, place + 2, 2)
            {
                if id == 1 {
                    // Only the sizes that did not fit are there, in this order.
                    var wide = place + 4
                    func next(_ value: inout Int) {
                        guard value == 0xFFFF_FFFF, wide + 8 <= min(extraEnd, place + 4 + size),
                            let more = number(bytes, wide, 8)
                        else { return }
                        value = more
                        wide += 8
                    }
                    next(&plain)
                    next(&stored)
                    next(&offset)
                }
                place += 4 + size
            }
            at = extraEnd + comment
            let name = String(decoding: raw, as: UTF8.self)
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            guard !name.hasPrefix("/"), !parts.contains(".."), members[name] == nil else { continue }
            members[name] = Member(
                method: method, flags: flags, crc: crc, storedByteCount: stored, byteCount: plain,
                headerOffset: offset)
            names.append(name)
        }
        return (members, names)
    }

    func open(_ name: String) throws -> (any ByteSource)? {
        guard let member = members[name], !name.hasSuffix("/") else { return nil }
        func fault(_ problem: String) -> ArrayFault { ArrayFault("the member '\(name)' \(problem)") }
        guard member.flags & 1 == 0 else { throw fault("is encrypted") }
        let header = try source.read(at: member.headerOffset, count: 30)
        guard header.span.has("PK\u{3}\u{4}", at: 0), let nameLength = Self.number(header.span, 26, 2),
            let extra = Self.number(header.span, 28, 2)
        else { throw fault("is not where the directory says") }
        let start = member.headerOffset + 30 + nameLength + extra
        let size = source.byteCountLimit
        guard start <= size, member.storedByteCount >= 0, member.storedByteCount <= size - start else {
            throw fault("reaches past the end of the zip file")
        }
        switch member.method {
        case 0 where member.storedByteCount == member.byteCount:
            return PartOfBytes(source: source, start: start, count: member.byteCount)
        case 8:
            // Deflate cannot do better than 1032 to 1.
            guard member.byteCount / 1040 <= member.storedByteCount else {
                throw fault("claims too many bytes")
            }
            return InflatedMember(
                source: PartOfBytes(source: source, start: start, count: member.storedByteCount),
                byteCount: member.byteCount, crc: member.crc, name: name)
        default: throw fault("is compressed by method \(member.method), which is not read")
        }
    }

    func entries(in folder: String) throws -> [FileTreeEntry] {
        let prefix = folder.isEmpty ? "" : folder + "/"
        var found: [String: FileTreeEntry] = [:]
        for name in names where name.hasPrefix(prefix) && name.count > prefix.count {
            let rest = name.dropFirst(prefix.count)
            let first = String(rest.prefix { $0 != "/" })
            let isFolder = first.count < rest.count
            found[first] = FileTreeEntry(
                name: first, isFolder: isFolder, byteCount: isFolder ? nil : members[name]?.byteCount)
        }
        return found.values.sorted { $0.name < $1.name }
    }
}

/// Some bytes of others.
struct PartOfBytes: ByteSource {
    let source: any ByteSource
    let start: Int
    let count: Int
    var knownByteCount: Int? { count }
    var byteCountLimit: Int { count }
    func read(at offset: Int, count wanted: Int) throws -> [UInt8] {
        guard offset >= 0, offset < count, wanted > 0 else { return [] }
        return try source.read(at: start + offset, count: min(wanted, count - offset))
    }
}

/// A deflated member of a zip file: its head is inflated for a look, all of it for more.
private final class InflatedMember: ByteSource {
    private let source: PartOfBytes
    private let byteCount: Int
    private let crc: UInt32
    private let name: String
    private let whole = Mutex<[UInt8]?>(nil)
    private static let headByteCount = 1 << 16

    init(source: PartOfBytes, byteCount: Int, crc: UInt32, name: String) {
        (self.source, self.byteCount, self.crc, self.name) = (source, byteCount, crc, name)
    }

    var knownByteCount: Int? { byteCount }
    var byteCountLimit: Int { byteCount }

    func read(at offset: Int, count: Int) throws -> [UInt8] {
        guard offset >= 0, offset < byteCount, count > 0 else { return [] }
        let end = offset + min(count, byteCount - offset)
        return try whole.withLock { whole in
            if whole == nil, end <= Self.headByteCount, byteCount > Self.headByteCount {
                let coded = try source.read(at: 0, count: 2 * Self.headByteCount)
                let head = try Deflate.inflateHead(coded, count: Self.headByteCount, isBare: true)
                if head.count >= end { return Array(head[offset..<end]) }
            }
            let all: [UInt8]
            if let whole {
                all = whole
            } else {
                all = try Deflate.inflate(
                    source.read(at: 0, count: source.count), limit: byteCount, isBare: true)
                guard all.count == byteCount, Deflate.crc32(all) == crc else {
                    throw ArrayFault(
                        "the member '\(name)' does not have the size and checksum that the directory gives")
                }
                whole = all
            }
            return Array(all[offset..<end])
        }
    }
}
