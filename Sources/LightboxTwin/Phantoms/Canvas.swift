/// A picture in millimetres on which soft-edged shapes are painted one over another.
struct Canvas {
    let width: Int
    let height: Int
    /// The distance between pixel centres.
    let step: Float
    var values: [Float]

    /// Creates a canvas whose middle is (0, 0); x grows to the right and y down.
    init(width: Int, height: Int, step: Float, value: Float) {
        (self.width, self.height, self.step) = (width, height, step)
        values = [Float](repeating: value, count: width * height)
    }

    func x(_ column: Int) -> Float { (Float(column) - Float(width - 1) / 2) * step }
    func y(_ row: Int) -> Float { (Float(row) - Float(height - 1) / 2) * step }
    private func columns(_ from: Float, _ to: Float) -> Range<Int> { Self.clamped(from, to, width, step) }
    private func rows(_ from: Float, _ to: Float) -> Range<Int> { Self.clamped(from, to, height, step) }
    private static func clamped(_ from: Float, _ to: Float, _ count: Int, _ step: Float) -> Range<Int> {
        let middle = Float(count - 1) / 2
        let low = max(0, min(Float(count), (from / step + middle).rounded(.down)))
        let high = max(low, min(Float(count), (to / step + middle).rounded(.up) + 1))
        return Int(low)..<Int(high)
    }

    /// An ellipse and how it is put on.
    struct Ellipse {
        var x: Float
        var y: Float
        var rx: Float
        var ry: Float
        /// Degrees by which the x axis of the ellipse is turned towards y.
        var turn: Float = 0
        /// How wide the edge is in which it fades.
        var edge: Float = 2
        /// 0 for an ellipse, 1 for a rectangle with round corners, between for something between.
        var squareness: Float = 0
    }

    /// Lets the shape take the place of what is there; only pixels in `range` are changed.
    mutating func paint(
        _ shape: Ellipse, _ value: Float, over range: ClosedRange<Float> = -.infinity ... .infinity
    ) {
        cover(shape) { old, alpha in range.contains(old) ? old + (value - old) * alpha : old }
    }

    /// Adds to what is there.
    mutating func add(_ shape: Ellipse, _ value: Float) {
        cover(shape) { old, alpha in old + value * alpha }
    }

    @inline(__always)
    private mutating func cover(_ shape: Ellipse, _ change: (_ old: Float, _ alpha: Float) -> Float) {
        guard shape.rx > 0, shape.ry > 0 else { return }
        let (c, s) = (Float(cosine(Double(shape.turn))), Float(sine(Double(shape.turn))))
        // Half the sides of the box around the turned ellipse.
        let halfX = (shape.rx * shape.rx * c * c + shape.ry * shape.ry * s * s).squareRoot()
        let halfY = (shape.rx * shape.rx * s * s + shape.ry * shape.ry * c * c).squareRoot()
        let grow: Float = shape.squareness > 0 ? 1.2 : 1
        let columns = columns(shape.x - halfX * grow - shape.edge, shape.x + halfX * grow + shape.edge)
        let small = min(shape.rx, shape.ry) / shape.edge
        for row in rows(shape.y - halfY * grow - shape.edge, shape.y + halfY * grow + shape.edge) {
            let dy = y(row) - shape.y
            for column in columns {
                let dx = x(column) - shape.x
                let (u, v) = ((c * dx + s * dy) / shape.rx, (c * dy - s * dx) / shape.ry)
                let (a, b) = (u * u, v * v)
                var q = (a + b).squareRoot()
                if shape.squareness > 0 {
                    q += ((a * a + b * b).squareRoot().squareRoot() - q) * shape.squareness
                }
                let alpha = max(0, min(1, (1 - q) * small + 0.5))
                guard alpha > 0 else { continue }
                let place = row * width + column
                values[place] = change(values[place], alpha)
            }
        }
    }

    /// A stroke from one point to another, as wide as given at either end.
    mutating func addStroke(
        from a: (x: Float, y: Float), to b: (x: Float, y: Float), radius: (Float, Float), edge: Float,
        _ value: Float
    ) {
        let widest = max(radius.0, radius.1) + edge
        let columns = columns(min(a.x, b.x) - widest, max(a.x, b.x) + widest)
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = max(1e-6, dx * dx + dy * dy)
        for row in rows(min(a.y, b.y) - widest, max(a.y, b.y) + widest) {
            for column in columns {
                let (px, py) = (x(column) - a.x, y(row) - a.y)
                let t = max(0, min(1, (px * dx + py * dy) / length))
                let (ex, ey) = (px - t * dx, py - t * dy)
                let inside = radius.0 + (radius.1 - radius.0) * t - (ex * ex + ey * ey).squareRoot()
                let alpha = max(0, min(1, inside / edge + 0.5))
                if alpha > 0 { values[row * width + column] += value * alpha }
            }
        }
    }

    /// Blurs with a box of `2 * radius + 1` pixels, along rows and then along columns, `times` over.
    mutating func blur(radius: Int, times: Int = 1) {
        guard radius > 0 else { return }
        for _ in 0..<times {
            values = Self.blurredRows(values, width: width, height: height, radius: radius)
            values = Self.blurredColumns(values, width: width, height: height, radius: radius)
        }
    }

    private static func blurredRows(_ values: [Float], width: Int, height: Int, radius: Int) -> [Float] {
        var out = values
        let scale = 1 / Float(2 * radius + 1)
        for row in 0..<height {
            let start = row * width
            var sum: Float = 0
            for k in -radius...radius { sum += values[start + max(0, min(width - 1, k))] }
            for column in 0..<width {
                out[start + column] = sum * scale
                sum +=
                    values[start + min(width - 1, column + radius + 1)]
                    - values[start + max(0, column - radius)]
            }
        }
        return out
    }

    private static func blurredColumns(_ values: [Float], width: Int, height: Int, radius: Int) -> [Float] {
        var out = values
        let scale = 1 / Float(2 * radius + 1)
        var sums = [Float](repeating: 0, count: width)
        for k in -radius...radius {
            let start = max(0, min(height - 1, k)) * width
            for column in 0..<width { sums[column] += values[start + column] }
        }
        for row in 0..<height {
            let next = min(height - 1, row + radius + 1) * width
            let last = max(0, row - radius) * width
            for column in 0..<width {
                out[row * width + column] = sums[column] * scale
                sums[column] += values[next + column] - values[last + column]
            }
        }
        return out
    }
}
