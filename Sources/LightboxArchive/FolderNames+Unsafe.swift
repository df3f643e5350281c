internal import CLightboxLinux
internal import Glibc
internal import SystemPackage

/// The names in a folder, in the order of their bytes, held in one piece of memory.
///
/// A folder may hold a million names: they are put in order and asked about without an object for each.
struct FolderNames {
    /// Where a name lies.
    private struct Place {
        /// The name's first bytes as a number that sorts as they do.
        let key: UInt64
        let start: Int
        let count: Int
        let isFolder: Bool?
    }
    private var places: [Place] = []
    /// The names, each with a NUL behind it.
    private var bytes: [UInt8] = []

    /// Lists an open folder, `.` and `..` left out.
    init(of folder: FileDescriptor) throws(Errno) {
        let copy = fcntl(folder.rawValue, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw Errno(rawValue: errno) }
        guard let stream = unsafe fdopendir(copy) else {
            let failure = Errno(rawValue: errno)
            _ = Glibc.close(copy)
            throw failure
        }
        defer { unsafe closedir(stream) }
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { throw .ioError }
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw Errno(rawValue: errno) }
                break
            }
            // SAFETY: the name ends with NUL inside the entry, which stays until the next readdir. It is
            // read at its offset, because it may be longer than the array that the structure declares.
            let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
            let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
            let name = unsafe UnsafeRawBufferPointer(start: start, count: count)
            if unsafe count <= 2 && name.allSatisfy({ $0 == UInt8(ascii: ".") }) { continue }
            let isFolder: Bool? =
                switch unsafe Int(entry.pointee.d_type) {
                case Int(DT_DIR): true
                case Int(DT_UNKNOWN): nil
                default: false
                }
            places.append(
                Place(key: unsafe Self.key(of: name), start: bytes.count, count: count, isFolder: isFolder))
            unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count + 1))
        }
        sort()
    }

    var indices: Range<Int> { places.indices }

    /// Whether a name is a folder's, where the file system says so at once.
    func isFolder(_ index: Int) -> Bool? { places[index].isFolder }

    subscript(_ index: Int) -> [UInt8] {
        let place = places[index]
        return Array(bytes[place.start..<place.start + place.count])
    }

    /// Where a name is, or `nil` where it is not there.
    func firstIndex(of name: [UInt8]) -> Int? {
        let key = Self.key(of: name)
        return places.firstIndex { place in
            place.key == key && bytes[place.start..<place.start + place.count].elementsEqual(name)
        }
    }

    /// Asks about a name in the open folder, without following a link.
    func status(of index: Int, in folder: FileDescriptor) throws(Errno) -> FileStatus {
        let start = places[index].start
        var answer = lightbox_statx()
        // SAFETY: the name lies in `bytes` with its NUL, and `answer` is the type asked for.
        let code = unsafe bytes.withUnsafeBytes { memory in
            guard let base = memory.baseAddress else { return Int32(-1) }
            let name = unsafe base.advanced(by: start).assumingMemoryBound(to: CChar.self)
            return unsafe lightbox_status(folder.rawValue, name, &answer)
        }
        guard code == 0 else { throw Errno(rawValue: errno) }
        return FileStatus(answer)
    }

    private static func key(of name: some RandomAccessCollection<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        for byte in name.prefix(8) { key = key << 8 | UInt64(byte) }
        return name.count < 8 ? key << (8 * (8 - name.count)) : key
    }

    private mutating func sort() {
        // SAFETY: every place lies within `bytes`, with its NUL, and no more is compared than both names have.
        unsafe bytes.withUnsafeBytes { memory in
            guard let base = memory.baseAddress else { return }
            places.sort { a, b in
                if a.key != b.key { return a.key < b.key }
                let order = unsafe memcmp(base + a.start, base + b.start, min(a.count, b.count))
                return order == 0 ? a.count < b.count : order < 0
            }
        }
    }
}
