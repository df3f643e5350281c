package import SystemPackage

extension FileDescriptor {
    /// Replaces `buffer` with up to `count` bytes from `offset`; fewer only at the end of the file.
    package func fill(_ buffer: inout [UInt8], from offset: Int, count: Int) throws(Errno) {
        buffer.removeAll(keepingCapacity: true)
        var failure: Errno?
        // SAFETY: every read goes to the part of the span that has room, and the pointer stays in here.
        buffer.append(addingCapacity: count) { output in
            unsafe output.withUnsafeMutableBufferPointer { target, filled in
                while filled < count {
                    do {
                        let rest = unsafe UnsafeMutableRawBufferPointer(
                            UnsafeMutableBufferPointer(rebasing: target[filled..<count]))
                        let got = try unsafe read(fromAbsoluteOffset: Int64(offset + filled), into: rest)
                        if got == 0 { break }
                        filled += got
                    } catch {
                        failure = error as? Errno ?? .ioError
                        return
                    }
                }
            }
        }
        if let failure { throw failure }
    }
}
