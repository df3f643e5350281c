import SystemPackage

extension FileDescriptor {
    /// Replaces `buffer` with up to `count` bytes from `offset`; fewer only at the end of the file.
    func fill(_ buffer: inout [UInt8], from offset: Int, count: Int) throws(Errno) {
        if buffer.count > count { buffer.removeLast(buffer.count - count) }
        if buffer.count < count { buffer = [UInt8](repeating: 0, count: count) }
        var filled = 0
        var failure: Errno?
        // SAFETY: every read goes to the part of the array behind `filled`, and the pointer stays in here.
        unsafe buffer.withUnsafeMutableBytes { target in
            while filled < count {
                do {
                    let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[filled...])
                    let got = try unsafe read(fromAbsoluteOffset: Int64(offset + filled), into: rest)
                    if got == 0 { break }
                    filled += got
                } catch {
                    failure = error as? Errno ?? .ioError
                    return
                }
            }
        }
        if filled < count { buffer.removeLast(count - filled) }
        if let failure { throw failure }
    }
}
