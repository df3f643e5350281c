import CLightboxIsal

/// A raw deflate stream being undone, which can be set down between two blocks and taken up there again.
///
/// ISA-L does the work, at twice zlib's speed. Not to be used by two tasks at once: `GzipBytes` guards it with
/// its lock.
@safe final class Inflater {
    /// How one step ended.
    enum Status: Equatable {
        /// More input or more room for output is needed.
        case going
        /// A block ended; the stream can be taken up here.
        case blockEnd(Place)
        /// The stream ended, and so many of the bytes consumed lie behind it.
        case streamEnd(unused: Int)
        case broken(String)
    }
    /// Where a block begins.
    struct Place: Equatable {
        /// How many of the bytes consumed so far belong to what follows.
        let unused: Int
        /// How many bits of the byte before those belong to what follows, and the bits.
        let bits: Int
        let value: UInt8
    }
    /// One step's outcome.
    struct Step {
        let consumed: Int
        let produced: Int
        let status: Status
    }
    static let windowByteCount = 32_768
    /// Shorter than most headers of blocks, so that few are read without being noticed.
    private static let huntByteCount = 96

    private let state: UnsafeMutablePointer<inflate_state>

    init() {
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: inflate_state())
        unsafe isal_inflate_init(state)
        restart()
    }

    deinit { unsafe state.deallocate() }

    /// Starts a new stream, or goes on in the middle of one: behind `window`, `bits` bits still to come.
    func restart(window: [UInt8] = [], bits: Int = 0, value: UInt8 = 0) {
        let count = min(window.count, Self.windowByteCount)
        // SAFETY: the state is initialized; the library copies the window before it returns, and at most 7 bits
        // are said to be at hand, which `value` has.
        _ = unsafe window.withUnsafeBufferPointer {
            unsafe lightbox_isal_restart(
                state, $0.baseAddress, UInt32(count), UInt32(min(max(bits, 0), 7)), value)
        }
    }

    /// The last bytes that came out, at most 32 KiB: what must be known to go on from here.
    var window: [UInt8] {
        // SAFETY: the shim writes at most 32 KiB and says how many bytes it wrote.
        unsafe [UInt8](unsafeUninitializedCapacity: Self.windowByteCount) { target, count in
            guard let start = target.baseAddress else { return }
            count = unsafe Int(lightbox_isal_window(state, start))
        }
    }

    /// Inflates from `input[start...]` to the end of `output`, as far as `limit` bytes, and carries the CRC-32 on.
    ///
    /// - Parameter huntingForBlocks: whether to stop where a block begins. Some go unnoticed.
    func step(
        _ input: [UInt8], from start: Int, into output: inout OutputSpan<UInt8>, limit: Int,
        crc: inout UInt32, huntingForBlocks: Bool
    ) -> Step {
        precondition(start >= 0 && start <= input.count)
        let available = min(input.count - start, Int(Int32.max))
        let room = min(output.freeCapacity, limit, Int(Int32.max))
        var (consumed, produced) = (0, 0)
        var status = Status.going
        // SAFETY: the library is told exactly how many bytes of each buffer it may touch, and has no pointer to
        // either after the closures. What it wrote is counted by what it left over.
        unsafe input.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target, initialized in
                guard let base = target.baseAddress else { return }
                let free = unsafe base + initialized
                repeat {
                    let piece = min(available - consumed, huntingForBlocks ? Self.huntByteCount : available)
                    unsafe state.pointee.next_in = source.baseAddress.map {
                        unsafe UnsafeMutablePointer(mutating: $0 + start + consumed)
                    }
                    unsafe state.pointee.avail_in = UInt32(piece)
                    unsafe state.pointee.next_out = free + produced
                    unsafe state.pointee.avail_out = UInt32(room - produced)
                    let code = unsafe isal_inflate(state)
                    consumed += unsafe piece - Int(state.pointee.avail_in)
                    produced = unsafe room - Int(state.pointee.avail_out)
                    status = outcome(code, huntingForBlocks: huntingForBlocks)
                } while huntingForBlocks && status == .going && consumed < available && produced < room
                unsafe state.pointee.next_in = nil
                unsafe state.pointee.next_out = nil
                initialized += produced
                crc = unsafe crc32_gzip_refl(crc, free, UInt64(produced))
            }
        }
        return Step(consumed: consumed, produced: produced, status: status)
    }

    private func outcome(_ code: Int32, huntingForBlocks: Bool) -> Status {
        guard code >= 0 else {
            let words =
                switch code {
                case ISAL_INVALID_BLOCK: "a block is of no known kind"
                case ISAL_INVALID_SYMBOL: "a code stands for nothing"
                case ISAL_INVALID_LOOKBACK: "a repetition begins before the data does"
                default: "ISA-L error \(code)"
                }
            return .broken(words)
        }
        let bits = unsafe Int(max(0, state.pointee.read_in_length))
        if unsafe lightbox_isal_is_done(state) != 0 { return .streamEnd(unused: bits / 8) }
        guard huntingForBlocks, unsafe lightbox_isal_is_in_header(state) != 0 else { return .going }
        let held = unsafe Int(state.pointee.tmp_in_size)
        let value = unsafe UInt8(truncatingIfNeeded: state.pointee.read_in)
        return .blockEnd(
            Place(unused: held + bits / 8, bits: bits % 8, value: value & ((1 << UInt8(bits % 8)) - 1)))
    }

    /// Goes on with the CRC-32 of `bytes[range]`.
    static func crc32(_ crc: UInt32, _ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        guard !range.isEmpty else { return crc }
        // SAFETY: the range was checked.
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return crc }
            return unsafe crc32_gzip_refl(crc, start + range.lowerBound, UInt64(range.count))
        }
    }
}
