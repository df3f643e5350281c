import LightboxCore

/// One member in a zip file's central directory (APPNOTE 4.3.12); it holds places, no copies.
struct ZipRecord: Sendable {
    /// Where the record begins and ends in the directory.
    let start: Int
    let end: Int
    let flags: UInt16
    let method: UInt16
    let crc32: UInt32
    let packedCount: Int
    let byteCount: Int
    let localOffset: Int
    /// The name's bytes in the directory.
    let name: Range<Int>
    private let extra: Range<Int>
    /// Which system's names these are; 0 is MS-DOS.
    private let madeBy: UInt8
    /// Whether the name's bytes are what the member is called: ASCII or UTF-8, and in need of no cleaning.
    let isPlain: Bool

    /// The record at `place`, or `nil` where the directory ends.
    ///
    /// - Parameter base: where the directory lies in the file, for messages.
    init?(_ directory: [UInt8], at place: Int, base: Int) throws(ArchiveError) {
        let bytes = directory.span
        guard place < bytes.count, let mark: UInt32 = bytes.integer(at: place, .little) else { return nil }
        // A digital signature may follow the members.
        if mark == 0x0505_4B50 { return nil }
        guard mark == 0x0201_4B50, let madeBy: UInt16 = bytes.integer(at: place + 4, .little),
            let flags: UInt16 = bytes.integer(at: place + 8, .little),
            let method: UInt16 = bytes.integer(at: place + 10, .little),
            let crc: UInt32 = bytes.integer(at: place + 16, .little),
            let packed: UInt32 = bytes.integer(at: place + 20, .little),
            let unpacked: UInt32 = bytes.integer(at: place + 24, .little),
            let nameCount: UInt16 = bytes.integer(at: place + 28, .little),
            let extraCount: UInt16 = bytes.integer(at: place + 30, .little),
            let commentCount: UInt16 = bytes.integer(at: place + 32, .little),
            let local: UInt32 = bytes.integer(at: place + 42, .little)
        else { throw ArchiveError("ZIP", at: base + place, "no directory record begins here") }
        let nameEnd = place + 46 + Int(nameCount)
        let extraEnd = nameEnd + Int(extraCount)
        guard extraEnd + Int(commentCount) <= bytes.count else {
            throw ArchiveError("ZIP", at: base + place, "the directory ends inside a record")
        }
        (start, end) = (place, extraEnd + Int(commentCount))
        (self.flags, self.method, crc32) = (flags, method, crc)
        self.madeBy = UInt8(truncatingIfNeeded: madeBy >> 8)
        (name, extra) = (place + 46..<nameEnd, nameEnd..<extraEnd)
        var sizes = [UInt64(unpacked), UInt64(packed), UInt64(local)]
        if sizes.contains(0xFFFF_FFFF) {
            // Zip64 (4.5.3): those that do not fit follow in this order.
            var field = nameEnd
            while field + 4 <= extraEnd {
                guard let id: UInt16 = bytes.integer(at: field, .little),
                    let count: UInt16 = bytes.integer(at: field + 2, .little)
                else { break }
                var value = field + 4
                let fieldEnd = min(value + Int(count), extraEnd)
                if id == 1 {
                    for i in sizes.indices where sizes[i] == 0xFFFF_FFFF {
                        guard value + 8 <= fieldEnd, let size: UInt64 = bytes.integer(at: value, .little)
                        else {
                            throw ArchiveError("ZIP", at: base + field, "the zip64 sizes are cut short")
                        }
                        sizes[i] = size
                        value += 8
                    }
                }
                field = fieldEnd
            }
        }
        guard let size = Int(exactly: sizes[0]), let packedSize = Int(exactly: sizes[1]),
            let offset = Int(exactly: sizes[2])
        else { throw ArchiveError("ZIP", at: base + place, "a size is larger than any file") }
        (byteCount, packedCount, localOffset) = (size, packedSize, offset)
        var isPlain = nameCount > 0
        var previous = UInt8(ascii: "/")
        for i in name {
            let byte = bytes[i]
            if byte >= 0x80 || byte == 0x5C || byte == 0 || byte == 0x3A
                || previous == 0x2F && (byte == 0x2F || byte == 0x2E)
            {
                isPlain = false
                break
            }
            previous = byte
        }
        self.isPlain = isPlain
    }

    func isFolder(in directory: [UInt8]) -> Bool {
        name.upperBound > name.lowerBound
            && (directory[name.upperBound - 1] == UInt8(ascii: "/")
                || directory[name.upperBound - 1] == 0x5C && madeBy == 0 && byteCount == 0)
    }

    /// The name by which the member is found, or `nil` for one that leads out of the archive.
    func cleanName(in directory: [UInt8]) -> String? {
        let bytes = directory[name]
        if isPlain { return String(decoding: bytes, as: UTF8.self) }
        // Many programs write UTF-8 and do not say so.
        let text = String(validating: bytes, as: UTF8.self) ?? MemberName.codePage437(bytes)
        return MemberName.clean(text, backslashes: madeBy == 0)
    }
}

/// The end of a zip file, which tells where its directory is (APPNOTE 4.3.14 to 4.3.16).
struct ZipDirectoryEnd {
    let directoryOffset: Int
    let directoryByteCount: Int
    let memberCount: Int
    let shift: Int

    init(_ source: any ByteSource) throws {
        guard let size = source.knownByteCount else {
            throw ArchiveError(
                "ZIP", "the archive lies in a compressed file, whose end is not known",
                hint: "unpack it first")
        }
        let tailStart = max(0, size - 65_557)
        let tail = try source.read(at: tailStart, count: min(size, 65_557))
        let bytes = tail.span
        var place = bytes.count - 22
        while place >= 0 {
            if bytes[place] == 0x50, bytes.integer(UInt32.self, at: place, .little) == 0x0605_4B50,
                let comment: UInt16 = bytes.integer(at: place + 20, .little),
                place + 22 + Int(comment) <= bytes.count
            {
                break
            }
            place -= 1
        }
        guard place >= 0, let disk: UInt16 = bytes.integer(at: place + 4, .little),
            let count: UInt16 = bytes.integer(at: place + 10, .little),
            let byteCount: UInt32 = bytes.integer(at: place + 12, .little),
            let offset: UInt32 = bytes.integer(at: place + 16, .little)
        else {
            throw ArchiveError(
                "ZIP", at: size, "the file ends without a zip file's directory",
                hint: "the copy or download may not have been finished")
        }
        var end = tailStart + place
        var numbers = [UInt64(count), UInt64(byteCount), UInt64(offset)]
        let isFull = count == 0xFFFF || byteCount == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
        let locator = end >= 20 ? try source.read(at: end - 20, count: 20) : []
        if isFull || locator.span.integer(UInt32.self, at: 0, .little) == 0x0706_4B50,
            locator.span.integer(UInt32.self, at: 0, .little) == 0x0706_4B50,
            let stated: UInt64 = locator.span.integer(at: 8, .little)
        {
            // The record lies before its locator; where bytes were put before the archive, not where it says.
            for candidate in [Int(exactly: stated), end - 76] {
                guard let candidate, candidate >= 0, candidate <= end - 76 else { continue }
                let record = try source.read(at: candidate, count: 56)
                guard record.span.integer(UInt32.self, at: 0, .little) == 0x0606_4B50,
                    let members: UInt64 = record.span.integer(at: 32, .little),
                    let length: UInt64 = record.span.integer(at: 40, .little),
                    let start: UInt64 = record.span.integer(at: 48, .little)
                else { continue }
                numbers = [members, length, start]
                end = candidate
                break
            }
        } else if disk != 0, disk != 0xFFFF {
            throw ArchiveError(
                "ZIP", at: end, "the archive is one of several volumes",
                hint: "join them first, as with `zip -s 0 release.zip --out whole.zip`")
        }
        guard let members = Int(exactly: numbers[0]), let length = Int(exactly: numbers[1]),
            let start = Int(exactly: numbers[2]), length <= end, start <= end - length
        else {
            throw ArchiveError("ZIP", at: end, "the directory is said to be larger than the file")
        }
        // A record takes 46 bytes at least.
        guard members <= length / 46 else {
            throw ArchiveError("ZIP", at: end, "the directory is too small for \(members) members")
        }
        (memberCount, directoryByteCount, directoryOffset) = (members, length, end - length)
        shift = end - length - start
    }
}
