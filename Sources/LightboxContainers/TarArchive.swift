public import LightboxCore

/// A tar file, whose members are read where they lie.
///
/// A tar has no directory: opening it passes over all headers once (ustar, GNU and pax; POSIX.1-2017, pax). A member
/// is then a run of bytes, read by seeking; in a gzipped tar the checkpoints of `GzipBytes` make that possible too,
/// at the cost of inflating the archive once while it is opened.
public final class TarArchive: MemberArchive {
    struct Place {
        let start: Int
        let byteCount: Int
    }
    private let source: any ByteSource
    private let members: [ArchiveMember]
    private let places: [String: Place]
    public let unsafeNameCount: Int
    public let costNote: String?
    /// The most members that one archive may have; each takes some 200 bytes of memory.
    static let memberLimit = 20_000_000

    /// - Parameter isCompressed: whether what `source` gives must be inflated on the way to a place.
    public init(_ source: any ByteSource, isCompressed: Bool) throws {
        self.source = source
        costNote =
            isCompressed
            ? "The archive is compressed as a whole: it is inflated once to find its members." : nil
        var members: [ArchiveMember] = []
        var places: [String: Place] = [:]
        var links: [(name: String, target: String)] = []
        var unsafeNames = 0
        var offset = 0
        var next = TarHeader.Extras()
        while true {
            let block = try source.read(at: offset, count: 512)
            // Two blocks of zeros end an archive; many lack them.
            if block.isEmpty || block.allSatisfy({ $0 == 0 }) { break }
            guard block.count == 512 else {
                throw ArchiveError(
                    "tar", at: offset, "the file ends inside a header",
                    hint: "the copy or download may not have been finished")
            }
            let header = try TarHeader(block, at: offset)
            let size = next.byteCount ?? header.byteCount
            let (dataEnd, overflow) = (offset + 512).addingReportingOverflow(header.hasData ? size : 0)
            guard !overflow, dataEnd <= Int.max - 512, dataEnd <= source.byteCountLimit else {
                throw ArchiveError(
                    "tar", member: next.name ?? header.name, at: offset,
                    "the member claims \(size) bytes, more than the file has left",
                    hint: "the copy or download may not have been finished")
            }
            let start = offset + 512
            offset = start + (dataEnd - start + 511) / 512 * 512
            if header.isExtension {
                guard size <= 1 << 20 else {
                    throw ArchiveError("tar", at: start, "an extended header of \(size) bytes is too large")
                }
                let bytes = try source.read(at: start, count: size)
                guard bytes.count == size else {
                    throw ArchiveError("tar", at: start, "the file ends inside an extended header")
                }
                try next.take(bytes, kind: header.kind, at: start)
                continue
            }
            defer { next = TarHeader.Extras() }
            guard let name = MemberName.clean(next.name ?? header.name) else {
                // `./` itself, which most archives begin with, is no name to be wary of.
                if (next.name ?? header.name).contains(where: { $0 != "." && $0 != "/" })
                    || (next.name ?? header.name).contains("..")
                {
                    unsafeNames += 1
                }
                continue
            }
            guard members.count < Self.memberLimit else {
                throw ArchiveError("tar", at: offset, "the archive has more than \(Self.memberLimit) members")
            }
            switch header.kind {
            case UInt8(ascii: "5"):
                members.append(ArchiveMember(name: name.hasSuffix("/") ? name : name + "/", byteCount: 0))
            case UInt8(ascii: "1"):
                links.append((name, next.linkName ?? header.linkName))
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
                if name.hasSuffix("/") {
                    members.append(ArchiveMember(name: name, byteCount: 0))
                } else {
                    members.append(ArchiveMember(name: name, byteCount: size))
                    places[name] = Place(start: start, byteCount: size)
                }
            default: continue
            }
        }
        for link in links {
            guard let target = MemberName.clean(link.target), let place = places[target] else { continue }
            members.append(ArchiveMember(name: link.name, byteCount: place.byteCount))
            places[link.name] = place
        }
        (self.members, self.places, unsafeNameCount) = (members, places, unsafeNames)
    }

    public func open(_ name: String) throws -> (any ByteSource)? {
        places[name].map { ByteSlice(source, start: $0.start, count: $0.byteCount) }
    }
    public func forEachMember(_ body: (ArchiveMember) throws -> Void) throws {
        for member in members { try body(member) }
    }
}

/// One header of a tar file.
struct TarHeader {
    let name: String
    let linkName: String
    let byteCount: Int
    let kind: UInt8

    /// What headers of their own say of the member that follows.
    struct Extras {
        var name: String?
        var linkName: String?
        var byteCount: Int?

        mutating func take(_ bytes: [UInt8], kind: UInt8, at offset: Int) throws {
            switch kind {
            case UInt8(ascii: "L"): name = TarHeader.text(bytes[...])
            case UInt8(ascii: "K"): linkName = TarHeader.text(bytes[...])
            case UInt8(ascii: "x"): try takeRecords(bytes, at: offset)
            default: break
            }
        }

        /// Pax records: `LENGTH KEY=VALUE\n`, the length counting all of it.
        private mutating func takeRecords(_ bytes: [UInt8], at offset: Int) throws {
            var rest = bytes[...]
            while !rest.isEmpty, rest.first != 0 {
                guard let blank = rest.firstIndex(of: 0x20),
                    let length = Int(String(decoding: rest[..<blank], as: UTF8.self)),
                    length > blank - rest.startIndex, length <= rest.count
                else {
                    throw ArchiveError("tar", at: offset + rest.startIndex, "a pax record is malformed")
                }
                let record = rest[(blank + 1)..<(rest.startIndex + length)]
                rest = rest.dropFirst(length)
                guard let equals = record.firstIndex(of: 0x3D) else { continue }
                var value = record[(equals + 1)...]
                if value.last == 0x0A { value.removeLast() }
                let text = String(decoding: value, as: UTF8.self)
                switch String(decoding: record[..<equals], as: UTF8.self) {
                case "path": name = text
                case "linkpath": linkName = text
                case "size":
                    guard let size = Int(text), size >= 0 else {
                        throw ArchiveError("tar", at: offset, "the size in a pax record is no number")
                    }
                    byteCount = size
                default: break
                }
            }
        }
    }

    init(_ block: [UInt8], at offset: Int) throws(ArchiveError) {
        // The checksum is that of the header with blanks in its place; old programs summed signed bytes.
        var sum = 0, signed = 0
        for (i, byte) in block.enumerated() {
            let value = (148..<156).contains(i) ? 0x20 : byte
            sum += Int(value)
            signed += Int(Int8(bitPattern: value))
        }
        guard let stated = Self.number(block[148..<156]), stated == sum || stated == signed else {
            throw ArchiveError(
                "tar", at: offset, "no header begins here: its checksum is wrong",
                hint: "the file may be damaged or not have been copied whole")
        }
        guard let size = Self.number(block[124..<136]), size >= 0 else {
            throw ArchiveError("tar", at: offset + 124, "the size in the header is no number")
        }
        byteCount = size
        kind = block[156]
        var name = Self.text(block[0..<100])
        // POSIX has the front part of long names apart; GNU has other things there.
        if block[257..<263].elementsEqual([0x75, 0x73, 0x74, 0x61, 0x72, 0]) {
            let prefix = Self.text(block[345..<500])
            if !prefix.isEmpty { name = prefix + "/" + name }
        }
        self.name = name
        linkName = Self.text(block[157..<257])
    }

    var isExtension: Bool { "LKxgX".utf8.contains(kind) }
    /// Links, devices and folders have none, whatever size they state.
    var hasData: Bool { !"123456".utf8.contains(kind) }

    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let bytes = bytes.prefix { $0 != 0 }
        return String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// An octal number, or a binary one with its highest bit set, as GNU writes large ones.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first & 0x80 != 0 {
            var value = Int(first & 0x7F)
            for byte in bytes.dropFirst() {
                guard value >> 54 == 0 else { return nil }
                value = value << 8 | Int(byte)
            }
            return value
        }
        var value = 0
        for byte in bytes.drop(while: { $0 == 0x20 }) {
            if byte == 0 || byte == 0x20 { break }
            guard (0x30...0x37).contains(byte) else { return nil }
            value = value << 3 | Int(byte - 0x30)
        }
        return value
    }
}
