internal import Glibc

extension Store {
    /// Whether the path can be seen at all.
    static func exists(_ path: String) -> Bool { unsafe Glibc.access(path, F_OK) == 0 }

    /// The device number of the file system that holds `path`, or `nil` if it cannot be asked.
    static func device(of path: String) -> UInt64? {
        var information = stat()
        // SAFETY: the call fills the structure that it is given, or fails and leaves it alone.
        return unsafe stat(path, &information) == 0 ? UInt64(information.st_dev) : nil
    }

    /// The whole of a small file, or `nil` if it cannot be read.
    static func contents(of path: String) -> [UInt8]? {
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { _ = Glibc.close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < 4_194_304 {
            // SAFETY: the call writes no more than the buffer's length.
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(file, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += buffer.prefix(count)
        }
        return bytes
    }
}
