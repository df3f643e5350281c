import CLightboxZlib

/// A raw deflate stream being undone, which can be set down at any block boundary and taken up there again.
///
/// Not to be used by two tasks at once: `GzipBytes` guards it with its lock.
@safe final class Inflater {
    /// How one step ended.
    enum Status: Equatable {
        /// More input or more room for output is needed.
        case going
        /// A block ended; the stream can be taken up here.
        case blockEnd
        case streamEnd
        case broken(String)
    }
    /// One step's outcome.
    struct Step {
        let consumed: Int
        let produced: Int
        let status: Status
        /// How many bits of the last byte consumed belong to what follows.
        let spareBits: Int
    }
    static let windowByteCount = 32_768

    private let stream: UnsafeMutablePointer<z_stream>

    /// Returns `nil` where there is no memory left for the window.
    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // SAFETY: `stream` is initialized, and lives until `deinit`. Minus 15: no zlib header, 32 KiB window.
        let code = unsafe inflateInit2_(stream, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Starts a new stream, or goes on in the middle of one: behind `window`, `bits` bits of `byte` still to come.
    func restart(window: [UInt8] = [], bits: Int = 0, byte: UInt8 = 0) {
        // SAFETY: the stream is initialized; zlib copies the window before it returns.
        unsafe inflateReset2(stream, -15)
        if bits > 0, bits < 8 { unsafe inflatePrime(stream, Int32(bits), Int32(byte) >> Int32(8 - bits)) }
        if !window.isEmpty {
            _ = unsafe window.withUnsafeBufferPointer {
                unsafe inflateSetDictionary(stream, $0.baseAddress, UInt32($0.count))
            }
        }
    }

    /// The last bytes that came out, at most 32 KiB: what must be known to go on from here.
    var window: [UInt8] {
        // SAFETY: zlib writes at most 32 KiB, the size of the window it was made with.
        unsafe [UInt8](unsafeUninitializedCapacity: Self.windowByteCount) { target, count in
            var length: UInt32 = 0
            let code = unsafe inflateGetDictionary(stream, target.baseAddress, &length)
            count = code == Z_OK ? min(Int(length), Self.windowByteCount) : 0
        }
    }

    /// Inflates from `input[inputStart...]` into `output[outputRange]`.
    func step(
        _ input: [UInt8], from inputStart: Int, into output: inout [UInt8], at outputRange: Range<Int>,
        stoppingAtBlocks: Bool
    ) -> Step {
        precondition(inputStart >= 0 && inputStart <= input.count)
        precondition(outputRange.lowerBound >= 0 && outputRange.upperBound <= output.count)
        let available = min(input.count - inputStart, Int(UInt32.max))
        let room = min(outputRange.count, Int(UInt32.max))
        // SAFETY: zlib is told exactly how many bytes of each array it may touch, both ranges were checked above,
        // and it is not given the chance to use the pointers after the closures.
        let code = unsafe input.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe stream.pointee.next_in = source.baseAddress.map {
                    unsafe UnsafeMutablePointer(mutating: $0 + inputStart)
                }
                unsafe stream.pointee.avail_in = UInt32(available)
                unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + outputRange.lowerBound }
                unsafe stream.pointee.avail_out = UInt32(room)
                let code = unsafe inflate(stream, stoppingAtBlocks ? Z_BLOCK : Z_NO_FLUSH)
                unsafe stream.pointee.next_in = nil
                unsafe stream.pointee.next_out = nil
                return code
            }
        }
        let consumed = unsafe available - Int(stream.pointee.avail_in)
        let produced = unsafe room - Int(stream.pointee.avail_out)
        let type = unsafe stream.pointee.data_type
        let status: Status =
            switch code {
            case Z_STREAM_END: .streamEnd
            // Bit 7: at the end of a block; bit 6: it was the last one.
            case Z_OK, Z_BUF_ERROR: type & 128 != 0 && type & 64 == 0 && stoppingAtBlocks ? .blockEnd : .going
            default:
                .broken(unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib error \(code)")
            }
        return Step(consumed: consumed, produced: produced, status: status, spareBits: Int(type & 7))
    }

    /// Goes on with the CRC-32 of `bytes[range]`.
    static func crc32(_ crc: UInt32, _ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        guard !range.isEmpty else { return crc }
        // SAFETY: the range was checked.
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return crc }
            return unsafe UInt32(crc32_z(UInt(crc), start + range.lowerBound, range.count))
        }
    }
}
