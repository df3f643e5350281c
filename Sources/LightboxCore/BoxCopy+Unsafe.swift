/// A box of elements on its way from one array of bytes to another, each with its own order of axes.
///
/// Starts and strides count elements. An axis may run backwards or be skipped over in either array.
public struct BoxCopy: Sendable {
    public let shape: [Int]
    public let elementByteCount: Int
    public let sourceStart: Int
    public let sourceStrides: [Int]
    public let targetStart: Int
    public let targetStrides: [Int]

    public init(
        shape: [Int], elementByteCount: Int, sourceStart: Int = 0, sourceStrides: [Int], targetStart: Int = 0,
        targetStrides: [Int]
    ) {
        (self.shape, self.elementByteCount) = (shape, elementByteCount)
        (self.sourceStart, self.sourceStrides) = (sourceStart, sourceStrides)
        (self.targetStart, self.targetStrides) = (targetStart, targetStrides)
    }

    /// Strides of an array whose axes lie as listed, the first fastest; `nil` where they exceed `Int`.
    public static func strides(of shape: [Int]) -> [Int]? {
        var (strides, stride) = ([Int](), 1)
        for length in shape {
            strides.append(stride)
            let (product, overflow) = stride.multipliedReportingOverflow(by: length)
            if overflow { return nil }
            stride = product
        }
        return strides
    }

    /// Copies the box, or returns `false` and copies nothing where it leaves either array.
    public func copy(from source: [UInt8], into target: inout [UInt8]) -> Bool {
        guard elementByteCount > 0, shape.count == sourceStrides.count, shape.count == targetStrides.count,
            shape.allSatisfy({ $0 >= 0 })
        else { return false }
        if shape.contains(0) { return true }
        guard Self.lies(sourceStart, sourceStrides, shape, within: source.count / elementByteCount),
            Self.lies(targetStart, targetStrides, shape, within: target.count / elementByteCount)
        else { return false }
        // Neighbouring axes that are one run in both arrays become one.
        var axes: [(length: Int, from: Int, to: Int)] = []
        for axis in shape.indices where shape[axis] > 1 {
            let (length, from, to) = (shape[axis], sourceStrides[axis], targetStrides[axis])
            if let last = axes.last, last.from * last.length == from, last.to * last.length == to {
                axes[axes.count - 1].length *= length
            } else {
                axes.append((length, from, to))
            }
        }
        let size = elementByteCount
        let inner = axes.first ?? (1, 1, 1)
        let outer = axes.dropFirst().map { $0 }
        // SAFETY: the first and the last element of the box, in both arrays and along every axis, lie inside: so
        // does each between them. The arrays are two, for `target` is held exclusively.
        unsafe source.withUnsafeBytes { from in
            unsafe target.withUnsafeMutableBytes { to in
                guard let from = from.baseAddress, let to = to.baseAddress else { return }
                var index = outer.map { _ in 0 }
                var (at, place) = (sourceStart, targetStart)
                while true {
                    let (a, b) = unsafe (from + at * size, to + place * size)
                    if inner.from == 1, inner.to == 1 {
                        unsafe b.copyMemory(from: a, byteCount: inner.length * size)
                    } else {
                        unsafe Self.copyRun(a, inner.from, b, inner.to, count: inner.length, size: size)
                    }
                    var axis = 0
                    while axis < outer.count {
                        index[axis] += 1
                        at += outer[axis].from
                        place += outer[axis].to
                        if index[axis] < outer[axis].length { break }
                        at -= outer[axis].from * outer[axis].length
                        place -= outer[axis].to * outer[axis].length
                        index[axis] = 0
                        axis += 1
                    }
                    if axis == outer.count { return }
                }
            }
        }
        return true
    }

    private static func lies(_ start: Int, _ strides: [Int], _ shape: [Int], within count: Int) -> Bool {
        var (low, high) = (start, start)
        for (length, stride) in zip(shape, strides) {
            let (reach, overflow) = (length - 1).multipliedReportingOverflow(by: stride)
            if overflow { return false }
            let (end, tooFar) = (reach < 0 ? low : high).addingReportingOverflow(reach)
            if tooFar { return false }
            if reach < 0 { low = end } else { high = end }
        }
        return low >= 0 && high < count
    }

    private static func copyRun(
        _ from: UnsafeRawPointer, _ step: Int, _ to: UnsafeMutableRawPointer, _ stride: Int, count: Int,
        size: Int
    ) {
        func run<T: BitwiseCopyable>(_: T.Type) {
            // SAFETY: the caller checked the extent; elements need not be aligned.
            for i in 0..<count {
                let value = unsafe from.loadUnaligned(fromByteOffset: i * step * size, as: T.self)
                unsafe to.storeBytes(of: value, toByteOffset: i * stride * size, as: T.self)
            }
        }
        switch size {
        case 1: run(UInt8.self)
        case 2: run(UInt16.self)
        case 4: run(UInt32.self)
        case 8: run(UInt64.self)
        default:
            for i in 0..<count {
                unsafe (to + i * stride * size).copyMemory(from: from + i * step * size, byteCount: size)
            }
        }
    }
}
