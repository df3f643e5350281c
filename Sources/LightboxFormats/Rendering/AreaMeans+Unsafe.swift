import LightboxCore

/// Makes a picture of another size out of its rows as they come: each pixel is the mean of the area that it covers.
///
/// Where there is alpha, colours count by it, so that what cannot be seen does not colour its neighbours.
struct AreaMeans<Sample: FixedWidthInteger & UnsignedInteger & BitwiseCopyable> {
    private let width: Int
    private let channels: Int
    private let outWidth: Int
    private let outHeight: Int
    private let across: [Cover]
    private let height: Int
    private var down: Cover
    /// The row that is coming out, and the one that comes in next.
    private var outRow = 0
    private var row = 0
    /// What has come in of the row that is coming out, column by column.
    private var sums: [Float]
    private var scratch: [Float]
    private(set) var samples: [Sample]

    /// - Precondition: all sizes are at least 1.
    init(width: Int, height: Int, channels: Int, outWidth: Int, outHeight: Int) {
        precondition(width > 0 && height > 0 && channels > 0 && outWidth > 0 && outHeight > 0)
        (self.width, self.height, self.channels) = (width, height, channels)
        (self.outWidth, self.outHeight) = (outWidth, outHeight)
        across = (0..<outWidth).map { Cover(of: $0, from: width, to: outWidth) }
        down = Cover(of: 0, from: height, to: outHeight)
        sums = [Float](repeating: 0, count: width * channels)
        scratch = channels % 2 == 0 ? sums : []
        samples = []
        samples.reserveCapacity(outWidth * outHeight * channels)
    }

    /// Takes the next row, whose samples begin at byte `start`.
    mutating func add(_ bytes: [UInt8], at start: Int = 0) {
        let count = width * channels
        precondition(start >= 0 && count * MemoryLayout<Sample>.size <= bytes.count - start)
        precondition(start % MemoryLayout<Sample>.alignment == 0)
        // SAFETY: the bytes hold `count` samples from `start` on, which is aligned for them, as array storage is; `sums` and,
        // where there is alpha, `scratch` have a place for each.
        unsafe bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            let from = unsafe (base + start).assumingMemoryBound(to: Sample.self)
            if channels % 2 == 0 { unsafe premultiply(from, count) }
            while outRow < outHeight, down.first <= row {
                let share = down.share(row)
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    if channels % 2 == 0 {
                        unsafe scratch.withUnsafeBufferPointer { scratch in
                            for i in 0..<count { unsafe sums[i] += scratch[i] * share }
                        }
                    } else {
                        for i in 0..<count { unsafe sums[i] += Float(from[i]) * share }
                    }
                }
                guard down.last == row else { break }
                emit()
                outRow += 1
                down = Cover(of: outRow, from: height, to: outHeight)
                for i in sums.indices { sums[i] = 0 }
            }
        }
        row += 1
    }

    private mutating func premultiply(_ from: UnsafePointer<Sample>, _ count: Int) {
        // SAFETY: as the caller says.
        unsafe scratch.withUnsafeMutableBufferPointer { scratch in
            var at = 0
            while at < count {
                let alpha = unsafe Float(from[at + channels - 1])
                for i in at..<(at + channels - 1) { unsafe scratch[i] = Float(from[i]) * alpha }
                unsafe scratch[at + channels - 1] = alpha
                at += channels
            }
        }
    }

    private mutating func emit() {
        let most = Float(Sample.max)
        let channels = channels
        // SAFETY: a cover's columns lie inside the row, of which `sums` has all channels.
        unsafe sums.withUnsafeBufferPointer { sums in
            for cover in across {
                let start = samples.count
                for channel in 0..<channels {
                    var (inner, column) = (Float(0), cover.first + 1)
                    while column < cover.last {
                        unsafe inner += sums[column &* channels &+ channel]
                        column &+= 1
                    }
                    var mean = unsafe sums[cover.first * channels + channel] * cover.share(cover.first)
                    mean += inner * cover.innerShare
                    if cover.last > cover.first {
                        mean += unsafe sums[cover.last * channels + channel] * cover.share(cover.last)
                    }
                    // Colours come premultiplied; alpha is the last.
                    samples.append(
                        channels % 2 == 0 && channel < channels - 1
                            ? 0 : Sample(max(0, min(most, mean.rounded()))))
                    if channels % 2 == 0 { pending[channel] = mean }
                }
                guard channels % 2 == 0, pending[channels - 1] > 0 else { continue }
                for channel in 0..<(channels - 1) {
                    let value = (pending[channel] / pending[channels - 1]).rounded()
                    samples[start + channel] = Sample(max(0, min(most, value)))
                }
            }
        }
    }
    /// The means of a pixel's channels, before colours are divided by alpha.
    private var pending = SIMD4<Float>()
}

/// The old pixels that a new one covers along one axis, and how much of it each fills; the shares add up to 1.
struct Cover: Sendable {
    let first: Int
    let last: Int
    private let firstShare: Float
    private let lastShare: Float
    let innerShare: Float

    init(of index: Int, from old: Int, to new: Int) {
        let scale = Double(old) / Double(new)
        let (start, end) = (Double(index) * scale, Double(index + 1) * scale)
        first = min(old - 1, Int(start))
        last = max(first, min(old - 1, Int((end - 1e-9).rounded(.up)) - 1))
        innerShare = Float(1 / scale)
        if first == last {
            (firstShare, lastShare) = (1, 1)
        } else {
            firstShare = Float((Double(first + 1) - start) / scale)
            lastShare = Float((end - Double(last)) / scale)
        }
    }

    @inline(__always)
    func share(_ pixel: Int) -> Float { pixel == first ? firstShare : pixel == last ? lastShare : innerShare }
}
