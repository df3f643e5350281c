extension Array<UInt8> {
    /// Reverses each group of `size` bytes (2, 4 or 8); a rest that fills no group stays as it is.
    mutating func reverseEach(_ size: Int) {
        func swap<T: FixedWidthInteger>(_: T.Type, _ bytes: UnsafeMutableRawBufferPointer) {
            // SAFETY: every offset is a multiple of the size and lies a whole element before the end.
            for i in 0..<bytes.count / MemoryLayout<T>.size {
                let offset = i * MemoryLayout<T>.size
                let value = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: T.self)
                unsafe bytes.storeBytes(of: value.byteSwapped, toByteOffset: offset, as: T.self)
            }
        }
        unsafe withUnsafeMutableBytes { bytes in
            switch size {
            case 2: unsafe swap(UInt16.self, bytes)
            case 4: unsafe swap(UInt32.self, bytes)
            case 8: unsafe swap(UInt64.self, bytes)
            default: break
            }
        }
    }
}
