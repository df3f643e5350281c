import SystemPackage

/// A file of which only the start is read.
struct PackHandle {
    private let start: [UInt8]

    init(_ path: String) throws {
        let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
        start = try descriptor.closeAfter {
            try unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    /// The text before the first line end, or `nil` if there is none among the first `limit` bytes.
    func firstLine(atMost limit: Int) -> String? {
        guard let end = start.prefix(limit).firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return String(decoding: start[..<end], as: UTF8.self)
    }
}
