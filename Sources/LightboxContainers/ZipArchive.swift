import LightboxCodecs
public import LightboxCore
import Synchronization
public import SystemPackage

/// A zip file, whose members are read where they lie.
///
/// ```swift
/// let zip = try ZipArchive(FileBytes(path: "release.zip"), path: "release.zip")
/// let scan = try zip.open("inner/scan.nii.gz")     // nothing is unpacked
/// ```
/// Opening reads the directory at the file's end (APPNOTE 4.3.12) in one piece; names are compared as bytes,
/// and none becomes a `String` unless it is asked for. A stored member is read by seeking; of a deflated one only
/// what comes before the place is inflated, and going back is cheap (`GzipBytes`).
public final class ZipArchive: Sendable {
    public let path: FilePath
    let source: any ByteSource
    /// The central directory.
    let directory: [UInt8]
    /// What offsets in the directory must be moved by: bytes before the archive, as in self-extracting ones.
    private let shift: Int
    /// How many members the archive says that it has.
    public let memberCount: Int
    private let lookup = Mutex<Lookup>(Lookup())

    private struct Lookup {
        var visits = 0
        var places: [Int: Int]?
    }

    public init(_ source: any ByteSource, path: FilePath) throws {
        (self.source, self.path) = (source, path)
        let end = try ZipDirectoryEnd(source)
        directory = try source.read(at: end.directoryOffset, count: end.directoryByteCount)
        guard directory.count == end.directoryByteCount else {
            throw ArchiveError("ZIP", at: end.directoryOffset, "the file ends inside its directory")
        }
        shift = end.shift
        // Before anything is made of the names, the records must add up.
        var place = 0
        var count = 0
        while let record = try ZipRecord(directory, at: place, base: end.directoryOffset) {
            place = record.end
            count += 1
        }
        guard count == end.memberCount else {
            throw ArchiveError(
                "ZIP", at: end.directoryOffset + place,
                "the directory holds \(count) members, but says that there are \(end.memberCount)",
                hint: "the file may be damaged; `zip -FF` may repair it")
        }
        memberCount = count
    }

    /// Hands on each member's record, in the order of the directory.
    func forEachRecord(_ body: (ZipRecord) throws -> Void) rethrows {
        var place = 0
        while let record = try? ZipRecord(directory, at: place, base: 0) {
            try body(record)
            place = record.end
        }
    }

    /// The member called `name`; of several with one name the last, as other programs have it.
    func find(_ name: String) -> ZipRecord? {
        let wanted = Array(name.utf8)
        let places = lookup.withLock { lookup in
            lookup.visits += 1
            // The first visitor has it sooner without a table; whoever stays is worth one.
            if lookup.visits > 2, lookup.places == nil { lookup.places = makePlaces() }
            return lookup.places
        }
        if let places {
            guard let place = places[Self.hash(wanted[...])] else { return nil }
            if let record = try? ZipRecord(directory, at: place, base: 0), has(record, wanted, name) {
                return record
            }
        }
        var found: ZipRecord?
        forEachRecord { if has($0, wanted, name) { found = $0 } }
        return found
    }

    private func has(_ record: ZipRecord, _ wanted: [UInt8], _ name: String) -> Bool {
        if record.isPlain {
            return record.name.count == wanted.count && directory[record.name].elementsEqual(wanted)
        }
        return record.cleanName(in: directory) == name
    }

    private func makePlaces() -> [Int: Int] {
        var places: [Int: Int] = [:]
        places.reserveCapacity(memberCount)
        forEachRecord { record in
            if record.isPlain {
                places[Self.hash(directory[record.name])] = record.start
            } else if let name = record.cleanName(in: directory) {
                places[Self.hash(Array(name.utf8)[...])] = record.start
            }
        }
        return places
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash)
    }

    // MARK: Members

    /// The bytes of the member called `name`, or `nil` where there is none.
    ///
    /// - Throws: `ArchiveError` where it is encrypted, packed in a way that is not read, or not where the directory
    ///   says that it is.
    public func open(_ name: String) throws -> (any ByteSource)? {
        guard let record = find(name), !record.isFolder(in: directory) else { return nil }
        return try open(record)
    }

    func open(_ record: ZipRecord) throws -> any ByteSource {
        let name = record.cleanName(in: directory) ?? "?"
        func failure(_ problem: String, at offset: Int? = nil, hint: String? = nil) -> ArchiveError {
            ArchiveError("ZIP", member: name, at: offset, problem, hint: hint)
        }
        guard record.flags & 1 == 0 else {
            throw failure(
                "the member is encrypted", at: record.localOffset,
                hint: "unpack it with the password that came with the dataset, as with `7z x`")
        }
        let (start, overflow) = record.localOffset.addingReportingOverflow(shift)
        guard !overflow, start >= 0 else { throw failure("the directory gives an impossible place") }
        let head = try source.read(at: start, count: 30)
        guard head.count == 30, head.starts(with: [0x50, 0x4B, 3, 4]),
            let nameCount: UInt16 = head.span.integer(at: 26, .little),
            let extraCount: UInt16 = head.span.integer(at: 28, .little)
        else {
            throw failure(
                "no member begins where the directory says", at: start,
                hint: "the copy or download may not have been finished")
        }
        let localName = try source.read(at: start + 30, count: Int(nameCount))
        guard localName.elementsEqual(directory[record.name]) else {
            throw failure("the member has another name than in the directory", at: start + 30)
        }
        let dataStart = start + 30 + Int(nameCount) + Int(extraCount)
        guard record.packedCount <= source.byteCountLimit - dataStart else {
            throw failure(
                "the member claims \(record.packedCount) bytes, but \(max(0, source.byteCountLimit - dataStart)) "
                    + "remain", at: dataStart, hint: "the copy or download may not have been finished")
        }
        let body = ByteSlice(source, start: dataStart, count: record.packedCount)
        switch record.method {
        case 0:
            guard record.packedCount == record.byteCount else {
                throw failure("a stored member has two sizes", at: dataStart)
            }
            return body
        case 8:
            // Deflate never makes more than 1032 bytes of one.
            guard record.byteCount / 1032 <= record.packedCount else {
                throw failure(
                    "the member claims \(record.byteCount) bytes, which \(record.packedCount) deflated ones cannot hold",
                    at: dataStart)
            }
            let framed = FramedBytes(deflated: body, crc32: record.crc32, byteCount: record.byteCount)
            return SizedBytes(source: try GzipBytes(framed), count: record.byteCount)
        case 93 where record.byteCount <= Self.wholeLimit:
            let packed = try body.read(at: 0, count: record.packedCount)
            let bytes = try Zstandard.decode(packed, limit: record.byteCount)
            guard bytes.count == record.byteCount else {
                throw failure("\(bytes.count) bytes come out, not \(record.byteCount)", at: dataStart)
            }
            return MemoryBytes(bytes)
        default:
            throw failure(
                "the member is packed by \(Self.words(method: record.method)), which Lightbox does not read in place",
                at: record.localOffset, hint: "unpack the archive, as with `7z x`, and read the files")
        }
    }

    /// The largest member that is unpacked as a whole.
    static let wholeLimit = 1 << 30

    private static func words(method: UInt16) -> String {
        switch method {
        case 1: "Shrink"
        case 6: "Implode"
        case 9: "Deflate64"
        case 12: "bzip2"
        case 14: "LZMA"
        case 93: "Zstandard to more than 1 GiB"
        case 95: "xz"
        case 98: "PPMd"
        case 99: "AES encryption"
        default: "method \(method)"
        }
    }
}
