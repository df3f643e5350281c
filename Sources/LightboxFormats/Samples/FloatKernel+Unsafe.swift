import Glibc
public import LightboxCore

/// Turns stored samples into rescaled `float32`, in loops that the compiler makes wide.
struct FloatKernel: Sendable {
    let type: SampleType
    let rescale: Rescale

    init(_ type: SampleType, _ rescale: Rescale) { (self.type, self.rescale) = (type, rescale) }

    /// Whether every result is a whole number that `float32` holds, so that it can be worked out in it.
    private var isExactInFloat: Bool {
        let reach: Double
        switch type {
        case .uint8, .int8: reach = 255
        case .uint16, .int16: reach = 65_535
        default: return false
        }
        let (slope, intercept) = (rescale.slope, rescale.intercept)
        return slope == slope.rounded() && intercept == intercept.rounded()
            && abs(slope) * reach + abs(intercept) < 0x1p24
    }

    /// Puts the values of as many whole samples as both hold into `target`, and returns how many they were.
    func convert(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Float>) -> Int {
        let count = min(source.count / type.byteCount, target.count)
        switch type {
        case .uint8: unsafe whole(UInt8.self, source, target, count)
        case .int8: unsafe whole(Int8.self, source, target, count)
        case .uint16: unsafe whole(UInt16.self, source, target, count)
        case .int16: unsafe whole(Int16.self, source, target, count)
        case .uint32: unsafe whole(UInt32.self, source, target, count)
        case .int32: unsafe whole(Int32.self, source, target, count)
        case .uint64: unsafe whole(UInt64.self, source, target, count)
        case .int64: unsafe whole(Int64.self, source, target, count)
        case .float16: unsafe each(source, target, count) { Double(half: $0 as UInt16) }
        case .float32:
            if rescale.isIdentity {
                // SAFETY: `count` samples lie in both buffers.
                if let to = target.baseAddress, let from = source.baseAddress {
                    unsafe memcpy(to, from, count * 4)
                }
            } else {
                unsafe each(source, target, count) { Double(Float(bitPattern: $0 as UInt32)) }
            }
        case .float64: unsafe each(source, target, count) { Double(bitPattern: $0 as UInt64) }
        case .complex64:
            unsafe each(source, target, count) { (bits: UInt64) in
                Double(
                    magnitudeOf: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))),
                    Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits >> 32))))
            }
        case .complex128:
            // SAFETY: every offset lies a whole sample before the end of `source`, as `count` was worked out.
            for i in 0..<count {
                let real = unsafe source.loadUnaligned(fromByteOffset: i * 16, as: Double.self)
                let imaginary = unsafe source.loadUnaligned(fromByteOffset: i * 16 + 8, as: Double.self)
                unsafe target[i] = Float(rescale(Double(magnitudeOf: real, imaginary)))
            }
        }
        return count
    }

    /// Appends the values of the whole samples in `bytes[range]`, as far as there is room.
    func append(_ bytes: [UInt8], _ range: Range<Int>, to output: inout OutputSpan<Float>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        // SAFETY: the range was checked, and no more values are written than the span has room for.
        unsafe bytes.withUnsafeBytes { source in
            unsafe output.withUnsafeMutableBufferPointer { target, initialized in
                let free = unsafe UnsafeMutableBufferPointer(rebasing: target[initialized...])
                initialized += unsafe convert(UnsafeRawBufferPointer(rebasing: source[range]), into: free)
            }
        }
    }

    private func whole<T: FixedWidthInteger & BitwiseCopyable>(
        _: T.Type, _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableBufferPointer<Float>,
        _ count: Int
    ) {
        guard count > 0, let to = target.baseAddress, let from = source.baseAddress else { return }
        // SAFETY: `count` samples lie in both buffers. x86 and ARM load whole numbers from any address; the loads
        // are spelt unaligned all the same, and become the same instructions.
        if isExactInFloat {
            let (slope, intercept) = (Float(rescale.slope), Float(rescale.intercept))
            for i in 0..<count {
                let value = unsafe from.loadUnaligned(
                    fromByteOffset: i &* MemoryLayout<T>.size, as: T.self)
                unsafe to[i] = Float(T(littleEndian: value)) * slope + intercept
            }
        } else {
            let (slope, intercept) = (rescale.slope, rescale.intercept)
            for i in 0..<count {
                let value = unsafe from.loadUnaligned(
                    fromByteOffset: i &* MemoryLayout<T>.size, as: T.self)
                unsafe to[i] = Float(Double(T(littleEndian: value)) * slope + intercept)
            }
        }
    }

    @inline(__always)
    private func each<T: FixedWidthInteger & BitwiseCopyable>(
        _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableBufferPointer<Float>, _ count: Int,
        _ number: (T) -> Double
    ) {
        guard count > 0, let to = target.baseAddress, let from = source.baseAddress else { return }
        let (slope, intercept) = (rescale.slope, rescale.intercept)
        // SAFETY: `count` samples lie in both buffers.
        for i in 0..<count {
            let value = unsafe from.loadUnaligned(fromByteOffset: i &* MemoryLayout<T>.size, as: T.self)
            unsafe to[i] = Float(number(T(littleEndian: value)) * slope + intercept)
        }
    }
}

extension SampleBlock {
    /// The rescaled values as `float32`, in the order of the samples.
    public func floats(_ rescale: Rescale = .identity) -> [Float] {
        let kernel = FloatKernel(type, rescale)
        // SAFETY: the kernel fills as many values as it says, and both buffers stay in their closures.
        return unsafe [Float](unsafeUninitializedCapacity: bytes.count / type.byteCount) { target, count in
            unsafe target.adviseHugePages()
            count = unsafe bytes.withUnsafeBytes { unsafe kernel.convert($0, into: target) }
        }
    }
}

extension UnsafeMutableBufferPointer {
    /// Asks for large pages where the buffer is long: the first touch of each small one costs as much as copying it.
    func adviseHugePages() {
        unsafe UnsafeMutableRawBufferPointer(self).adviseHugePages()
    }
}

extension UnsafeMutableRawBufferPointer {
    func adviseHugePages() {
        let page = 2 << 20
        guard let start = baseAddress, count >= 2 * page else { return }
        let first = (Int(bitPattern: start) + page - 1) & ~(page - 1)
        let end = (Int(bitPattern: start) + count) & ~(page - 1)
        guard end > first else { return }
        // SAFETY: the range lies within the buffer; the call changes how it is backed, not what is in it.
        _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: first), end - first, MADV_HUGEPAGE)
    }
}

extension OutputSpan<Float> {
    /// Asks for large pages for all that the span has room for.
    mutating func adviseHugePages() {
        unsafe withUnsafeMutableBufferPointer { target, _ in unsafe target.adviseHugePages() }
    }
}

extension Array where Element: BitwiseCopyable {
    /// Asks for large pages for all that the array has room for.
    mutating func adviseHugePages() {
        // SAFETY: an array's storage goes on from its first element as far as its capacity says.
        let room = capacity
        unsafe withUnsafeMutableBufferPointer { target in
            unsafe UnsafeMutableRawBufferPointer(
                start: target.baseAddress, count: room * MemoryLayout<Element>.stride
            ).adviseHugePages()
        }
    }
}

extension OutputSpan<UInt8> {
    /// Appends bytes, as far as there is room.
    mutating func append(copying bytes: [UInt8]) {
        // SAFETY: no more is copied than the span has room for.
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe withUnsafeMutableBufferPointer { target, initialized in
                let count = min(source.count, target.count - initialized)
                guard count > 0, let from = source.baseAddress, let to = target.baseAddress else { return }
                unsafe (to + initialized).initialize(from: from, count: count)
                initialized += count
            }
        }
    }
}
