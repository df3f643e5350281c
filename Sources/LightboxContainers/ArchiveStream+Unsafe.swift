import CLightboxLibarchive
import LightboxCore

/// An archive being read from its beginning by libarchive.
///
/// To be used by one task.
@safe final class ArchiveStream {
    struct Entry {
        let name: String
        let byteCount: Int
        let isFile: Bool
        let isFolder: Bool
    }

    /// What libarchive asks for bytes.
    @safe fileprivate final class Feed {
        let source: any ByteSource
        var offset = 0
        var piece: UnsafeMutableBufferPointer<UInt8>
        var failure: (any Error)?
        static let byteCount = 1 << 18

        init(_ source: any ByteSource) {
            self.source = source
            unsafe piece = .allocate(capacity: Self.byteCount)
        }
        deinit { unsafe piece.deallocate() }
    }

    private let archive: OpaquePointer
    private let feed: Feed
    private let kind: String

    init(_ source: any ByteSource, kind: String) throws {
        self.kind = kind
        feed = Feed(source)
        guard let archive = unsafe archive_read_new() else {
            throw ArchiveError(kind, "there is no memory left")
        }
        unsafe self.archive = archive
        unsafe archive_read_support_filter_all(archive)
        unsafe archive_read_support_format_all(archive)
        // SAFETY: the feed lives as long as this object, which frees the archive before it goes; libarchive is done
        // with a piece before it asks for the next.
        let context = unsafe Unmanaged.passUnretained(feed).toOpaque()
        unsafe archive_read_set_callback_data(archive, context)
        unsafe archive_read_set_read_callback(archive) { _, context, target in
            guard let context = unsafe context, let target = unsafe target else { return -1 }
            let feed = unsafe Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue()
            do {
                let bytes = try feed.source.read(at: feed.offset, count: Feed.byteCount)
                let count = min(bytes.count, Feed.byteCount)
                for i in 0..<count { unsafe feed.piece[i] = bytes[i] }
                feed.offset += count
                unsafe target.pointee = unsafe UnsafeRawPointer(feed.piece.baseAddress)
                return count
            } catch {
                feed.failure = error
                return -1
            }
        }
        if source.knownByteCount != nil {
            unsafe archive_read_set_seek_callback(archive) { _, context, offset, whence in
                guard let context = unsafe context else { return -1 }
                let feed = unsafe Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue()
                let size = feed.source.knownByteCount ?? 0
                let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? feed.offset : size
                let (place, overflow) = base.addingReportingOverflow(Int(offset))
                guard !overflow, place >= 0 else { return -1 }
                feed.offset = min(place, size)
                return Int64(feed.offset)
            }
        }
        // All of this object is made by now, so that its end frees the archive, here as well.
        guard unsafe archive_read_open1(archive) == ARCHIVE_OK else { throw failure() }
    }

    deinit { unsafe archive_read_free(archive) }

    /// The next member, or `nil` at the end.
    func next() throws -> Entry? {
        var entry: OpaquePointer?
        // SAFETY: the entry belongs to the archive and is used only here.
        switch unsafe archive_read_next_header(archive, &entry) {
        case ARCHIVE_EOF: return nil
        case ARCHIVE_OK, ARCHIVE_WARN: break
        default: throw failure()
        }
        guard let entry = unsafe entry else { return nil }
        let name: String
        if let text = unsafe archive_entry_pathname_utf8(entry) {
            name = unsafe String(cString: text)
        } else if let text = unsafe archive_entry_pathname(entry) {
            name = unsafe String(cString: text)
        } else {
            name = ""
        }
        let type = unsafe archive_entry_filetype(entry)
        return unsafe Entry(
            name: name, byteCount: Int(max(0, archive_entry_size(entry))), isFile: type == 0o100000,
            isFolder: type == 0o040000)
    }

    /// All of the current member.
    func contents(of name: String, limit: Int) throws -> [UInt8] {
        var out: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            // SAFETY: libarchive is told the room there is.
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe archive_read_data(archive, $0.baseAddress, $0.count)
            }
            if count == 0 { return out }
            guard count > 0 else { throw failure(name) }
            guard out.count + count <= limit else {
                throw ArchiveError(
                    kind, member: name,
                    "the member is larger than the \(limit) bytes that are unpacked at once",
                    hint: "unpack the archive and read the files")
            }
            out += piece[0..<count]
        }
    }

    private func failure(_ member: String? = nil) -> any Error {
        if let failure = feed.failure { return failure }
        let words = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "it is damaged"
        return ArchiveError(
            kind, member: member, at: feed.offset, "libarchive could not read it: \(words)",
            hint: "the archive may be damaged, encrypted, or not have been copied whole")
    }
}
