extension [UInt16] {
    /// The lower byte of each.
    func lowBytes() -> [UInt8] {
        // SAFETY: the buffer has room for a byte for each sample, and each is set.
        unsafe [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            for index in indices { unsafe target[index] = UInt8(truncatingIfNeeded: self[index]) }
            initialized = count
        }
    }

    /// Two bytes of each, the lower first.
    func littleEndianBytes() -> [UInt8] {
        // SAFETY: the buffer has room for two bytes for each sample, and all are copied; the machines that Swift runs
        // on are little endian.
        unsafe [UInt8](unsafeUninitializedCapacity: count * 2) { target, initialized in
            unsafe withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(target).copyMemory(from: $0) }
            initialized = count * 2
        }
    }
}
