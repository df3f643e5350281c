/// The discrete Fourier transform of any length: by halves where that is a power of two, by Bluestein's way
/// otherwise.
///
/// Sources: Cooley and Tukey 1965 (doi:10.1090/S0025-5718-1965-0178586-1); Bluestein 1970 (doi:10.1109/TAU.1970.1162132).
struct FourierTransform {
    let length: Int
    /// The power of two in which the work is done.
    private let size: Int
    private let cosines: [Double]
    private let sines: [Double]
    /// For other lengths: exp(-iπ k²/n), and the transform of its conjugate.
    private var chirp: (re: [Double], im: [Double]) = ([], [])
    private var kernel: (re: [Double], im: [Double]) = ([], [])

    init(length: Int) {
        self.length = length
        var size = 1
        let isPower = length & (length - 1) == 0
        while size < (isPower ? length : 2 * length - 1) { size *= 2 }
        self.size = size
        cosines = (0..<max(1, size / 2)).map { Self.cosine(2 * Double($0) / Double(size)) }
        sines = (0..<max(1, size / 2)).map { Self.sine(2 * Double($0) / Double(size)) }
        guard !isPower, length > 0 else { return }
        for k in 0..<length {
            // k² modulo 2n keeps the angle small, and so exact.
            let turn = Double((k * k) % (2 * length)) / Double(length)
            chirp.re.append(Self.cosine(turn))
            chirp.im.append(-Self.sine(turn))
        }
        kernel = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
        for k in 0..<length {
            (kernel.re[k], kernel.im[k]) = (chirp.re[k], -chirp.im[k])
            if k > 0 { (kernel.re[size - k], kernel.im[size - k]) = (chirp.re[k], -chirp.im[k]) }
        }
        byHalves(&kernel.re, &kernel.im)
    }

    /// The cosine of π times `turn`.
    private static func cosine(_ turn: Double) -> Double { sine(turn + 0.5) }

    /// The sine of π times `turn`, by its series, to the last digit or two.
    private static func sine(_ turn: Double) -> Double {
        var t = turn.remainder(dividingBy: 2)
        // sin(π - x) = sin(x): bring the angle between -π/2 and π/2.
        if t > 0.5 { t = 1 - t } else if t < -0.5 { t = -1 - t }
        let x = t * .pi
        var (term, sum, n) = (x, x, 1.0)
        while abs(term) > 1e-19 {
            term *= -x * x / ((n + 1) * (n + 2))
            sum += term
            n += 2
        }
        return sum
    }

    /// The forward transform, in place, without any scale.
    func forward(_ re: inout [Double], _ im: inout [Double]) {
        precondition(re.count == length && im.count == length)
        if chirp.re.isEmpty {
            byHalves(&re, &im)
            return
        }
        var a = [Double](repeating: 0, count: size)
        var b = a
        for k in 0..<length {
            a[k] = re[k] * chirp.re[k] - im[k] * chirp.im[k]
            b[k] = re[k] * chirp.im[k] + im[k] * chirp.re[k]
        }
        byHalves(&a, &b)
        for k in 0..<size {
            // Conjugated, so that another forward transform goes back.
            let real = a[k] * kernel.re[k] - b[k] * kernel.im[k]
            b[k] = -(a[k] * kernel.im[k] + b[k] * kernel.re[k])
            a[k] = real
        }
        byHalves(&a, &b)
        let scale = 1 / Double(size)
        for k in 0..<length {
            let (real, imaginary) = (a[k] * scale, -b[k] * scale)
            re[k] = real * chirp.re[k] - imaginary * chirp.im[k]
            im[k] = real * chirp.im[k] + imaginary * chirp.re[k]
        }
    }

    private func byHalves(_ re: inout [Double], _ im: inout [Double]) {
        var j = 0
        for i in 1..<max(1, size) {
            var bit = size >> 1
            while j & bit != 0 {
                j ^= bit
                bit >>= 1
            }
            j |= bit
            if i < j {
                re.swapAt(i, j)
                im.swapAt(i, j)
            }
        }
        var half = 1
        while half < size {
            let step = size / (2 * half)
            var start = 0
            while start < size {
                for k in 0..<half {
                    let (c, s) = (cosines[k * step], -sines[k * step])
                    let (p, q) = (start + k, start + k + half)
                    let (x, y) = (re[q] * c - im[q] * s, re[q] * s + im[q] * c)
                    (re[q], im[q]) = (re[p] - x, im[p] - y)
                    (re[p], im[p]) = (re[p] + x, im[p] + y)
                }
                start += 2 * half
            }
            half *= 2
        }
    }

    /// The inverse transform with the centre of both sides at n/2, scaled so that energy is kept.
    func centredInverse(_ re: inout [Double], _ im: inout [Double]) {
        Self.rotate(&re, by: length / 2)
        Self.rotate(&im, by: length / 2)
        // Exchanging the parts turns a forward transform into the inverse.
        forward(&im, &re)
        let scale = 1 / Double(length).squareRoot()
        for k in 0..<length {
            re[k] *= scale
            im[k] *= scale
        }
        Self.rotate(&re, by: (length + 1) / 2)
        Self.rotate(&im, by: (length + 1) / 2)
    }

    /// Moves element `count` to the front.
    private static func rotate(_ values: inout [Double], by count: Int) {
        values = Array(values[count...] + values[..<count])
    }
}

/// A complex array of up to three axes, the first the fastest, on its way from k-space to an image.
struct ComplexGrid {
    let shape: [Int]
    var re: [Double]
    var im: [Double]

    init(shape: [Int]) {
        self.shape = shape
        let count = shape.reduce(1, *)
        re = [Double](repeating: 0, count: count)
        im = re
    }

    /// The centred inverse transform along every axis that is longer than 1.
    mutating func transform() {
        var stride = 1
        for length in shape {
            defer { stride *= length }
            guard length > 1 else { continue }
            let plan = FourierTransform(length: length)
            var (a, b) = ([Double](repeating: 0, count: length), [Double](repeating: 0, count: length))
            for line in 0..<re.count / length {
                let start = line / stride * stride * length + line % stride
                for k in 0..<length { (a[k], b[k]) = (re[start + k * stride], im[start + k * stride]) }
                plan.centredInverse(&a, &b)
                for k in 0..<length { (re[start + k * stride], im[start + k * stride]) = (a[k], b[k]) }
            }
        }
    }

    /// The square of the magnitude of the middle of the grid, added to `sum`.
    func addPower(croppedTo wanted: [Int], to sum: inout [Double]) {
        let first = zip(shape, wanted).map { ($0 - $1) / 2 }
        var place = wanted.map { _ in 0 }
        for index in sum.indices {
            var (at, stride) = (0, 1)
            for axis in shape.indices {
                at += (first[axis] + place[axis]) * stride
                stride *= shape[axis]
            }
            sum[index] += re[at] * re[at] + im[at] * im[at]
            var axis = 0
            while axis < place.count {
                place[axis] += 1
                if place[axis] < wanted[axis] { break }
                place[axis] = 0
                axis += 1
            }
        }
    }
}
