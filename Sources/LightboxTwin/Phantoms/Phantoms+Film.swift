public import LightboxCore

extension Phantoms {
    /// A picture of grey values from 0 to 65 535, row by row.
    public struct Film: Sendable {
        public let width: Int
        public let height: Int
        public let values: [UInt16]

        /// The picture as samples of shape (width, height).
        public var block: SampleBlock? {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(values.count * 2)
            for value in values {
                bytes.append(UInt8(truncatingIfNeeded: value))
                bytes.append(UInt8(value >> 8))
            }
            return SampleBlock(shape: [width, height], channels: 1, type: .uint16, bytes: bytes)
        }
    }

    /// A chest film seen from the front: the heart lies to the patient's left, which is the right of the picture
    /// and has the marker.
    ///
    /// - Parameter hasEffusion: whether fluid hides the left costophrenic angle.
    public static func chestFilm(size: Int = 1024, hasEffusion: Bool = false, seed: UInt64 = 4) -> Film {
        let step = 400 / Float(size)
        var random = PhantomRandom(seed: seed)
        var film = Canvas(width: size, height: size, step: step, value: 0)
        let painter = FilmPainter(hasEffusion: hasEffusion)
        painter.paintSoftTissue(on: &film, random: &random)
        var layer = Canvas(width: size, height: size, step: step, value: 0)
        for part in painter.bones {
            for index in layer.values.indices { layer.values[index] = 0 }
            part(&layer)
            for index in film.values.indices { film.values[index] += layer.values[index] }
        }
        film.blur(radius: 1)
        painter.paintMarker(on: &film)
        let values = film.values.map { absorbed -> UInt16 in
            // Fewer photons arrive where more is absorbed, so that the grain grows.
            let noisy = absorbed + random.normal() * (0.005 + 0.007 * max(0, absorbed))
            let tone = noisy <= 0 ? 0 : noisy / (noisy + 0.62) * 1.5
            return UInt16(max(0, min(65535, 2600 + tone * 50000)))
        }
        return Film(width: size, height: size, values: values)
    }
}

/// The parts of a chest film in millimetres, x to the patient's left, y down.
private struct FilmPainter {
    let hasEffusion: Bool
    typealias Ellipse = Canvas.Ellipse

    func paintSoftTissue(on film: inout Canvas, random: inout PhantomRandom) {
        // Neck, shoulders, chest, belly.
        film.add(Ellipse(x: 0, y: -190, rx: 46, ry: 70, edge: 26), 0.5)
        film.add(Ellipse(x: 0, y: 60, rx: 172, ry: 235, edge: 40, squareness: 0.7), 0.56)
        for side: Float in [-1, 1] {
            film.add(Ellipse(x: side * 150, y: -118, rx: 74, ry: 60, turn: side * 24, edge: 50), 0.3)
            film.add(Ellipse(x: side * 76, y: 60, rx: 58, ry: 54, edge: 60), 0.09)
        }
        film.add(Ellipse(x: 0, y: 190, rx: 190, ry: 90, edge: 44), 0.5)
        // Lungs: dark.
        for side: Float in [-1, 1] {
            let height: Float = side < 0 ? 124 : 128
            film.add(
                Ellipse(x: side * 74, y: -4, rx: 54, ry: height, turn: side * -6, edge: 16, squareness: 0.25),
                -0.46)
            film.add(Ellipse(x: side * 86, y: 52, rx: 50, ry: 66, turn: side * -6, edge: 26), -0.12)
        }
        // Mediastinum, heart, great vessels.
        film.add(Ellipse(x: 2, y: -30, rx: 26, ry: 160, edge: 18), 0.26)
        film.add(Ellipse(x: 30, y: 62, rx: 68, ry: 47, turn: 32, edge: 10), 0.36)
        film.add(Ellipse(x: -12, y: 52, rx: 34, ry: 50, edge: 12), 0.2)
        film.add(Ellipse(x: 25, y: -52, rx: 17, ry: 18, edge: 9), 0.2)
        film.add(Ellipse(x: 27, y: -18, rx: 15, ry: 20, edge: 12), 0.14)
        film.add(Ellipse(x: 22, y: 40, rx: 8, ry: 110, edge: 8), 0.07)
        film.add(Ellipse(x: 0, y: -120, rx: 8, ry: 64, edge: 5), -0.17)
        // Diaphragm: the right dome stands higher; gas in the stomach under the left.
        film.add(Ellipse(x: -72, y: 192, rx: 92, ry: 100, edge: 7, squareness: 0.3), 0.46)
        film.add(Ellipse(x: 84, y: 200, rx: 78, ry: 94, edge: 7, squareness: 0.3), 0.4)
        film.add(Ellipse(x: 74, y: 128, rx: 27, ry: 11, turn: -6, edge: 7), -0.3)
        if hasEffusion { film.add(Ellipse(x: 112, y: 132, rx: 48, ry: 62, turn: -14, edge: 34), 0.42) }
        vessels(&film, random: &random)
    }

    /// Vessels branch from the hila and grow thin towards the edge of the lung.
    private func vessels(_ film: inout Canvas, random: inout PhantomRandom) {
        for side: Float in [-1, 1] {
            let hilum = (x: side * 36, y: side < 0 ? Float(-4) : Float(-12))
            film.add(Ellipse(x: hilum.x, y: hilum.y + 4, rx: 13, ry: 24, turn: side * -14, edge: 14), 0.17)
            for branch in 0..<15 {
                let spread = Double(branch) / 14 * 196 - 92
                var angle = spread + (random.unit() - 0.5) * 16
                let start = 4 + Float(random.unit()) * 14
                var at = (
                    x: hilum.x + side * Float(cosine(angle)) * start,
                    y: hilum.y + Float(sine(angle)) * start * 1.6
                )
                var radius: Float = 3
                for _ in 0..<7 where abs(at.x) < 112 {
                    let length = 10 + Float(random.unit()) * 6
                    let to = (
                        x: at.x + side * Float(cosine(angle)) * length, y: at.y + Float(sine(angle)) * length
                    )
                    let next = radius * 0.82
                    film.addStroke(from: at, to: to, radius: (radius, next), edge: 2.4, 0.03 + 0.016 * radius)
                    if random.unit() < 0.75 {
                        let fork = angle + (random.unit() < 0.5 ? -34 : 34)
                        let tip = (
                            x: to.x + side * Float(cosine(fork)) * length * 1.3,
                            y: to.y + Float(sine(fork)) * length * 1.3
                        )
                        film.addStroke(from: to, to: tip, radius: (next * 0.8, next * 0.4), edge: 2.2, 0.05)
                    }
                    at = to
                    radius = next
                    angle += (random.unit() - 0.5) * 26
                }
            }
        }
    }

    /// Layers of bone; what overlaps within one layer does not add up.
    var bones: [(inout Canvas) -> Void] {
        [spine, posteriorRibs, anteriorRibs, girdle]
    }

    private func spine(_ layer: inout Canvas) {
        for vertebra in 0..<17 {
            let y = -196 + Float(vertebra) * 23.5
            layer.paint(Ellipse(x: 0, y: y, rx: 17.5, ry: 9.8, edge: 4, squareness: 0.8), 0.17)
            layer.paint(Ellipse(x: 0, y: y, rx: 15, ry: 7.4, edge: 4, squareness: 0.8), 0.12)
            layer.paint(Ellipse(x: 0, y: y + 2, rx: 2.6, ry: 6, edge: 2), 0.19)
            for side: Float in [-1, 1] {
                layer.paint(Ellipse(x: side * 9, y: y - 1, rx: 2.6, ry: 3.6, edge: 2), 0.2)
                layer.paint(Ellipse(x: side * 24, y: y - 3, rx: 10, ry: 3.4, turn: side * -8, edge: 3), 0.11)
            }
        }
    }

    private func rib(
        _ layer: inout Canvas, side: Float, width: Float, strength: Float, points: [(x: Float, y: Float)]
    ) {
        for (radius, value) in [(width, strength), (width - 1.7, strength * 0.62)] {
            for point in points {
                layer.paint(Ellipse(x: side * point.x, y: point.y, rx: radius, ry: radius, edge: 1.6), value)
            }
        }
    }

    private func posteriorRibs(_ layer: inout Canvas) {
        for side: Float in [-1, 1] {
            for rib in 0..<10 {
                let top = -152 + Float(rib) * 25
                let reach = min(136, 70 + Float(rib) * 15) - max(0, Float(rib) - 7) * 6
                let points = (0...90).map { step -> (x: Float, y: Float) in
                    let t = Float(step) / 90
                    return (
                        20 + (reach - 20) * t, top - 13 * t * (1 - t) * 2 + (12 + Float(rib) * 5.4) * t * t
                    )
                }
                self.rib(&layer, side: side, width: 5.6, strength: 0.17, points: points)
            }
        }
    }

    private func anteriorRibs(_ layer: inout Canvas) {
        for side: Float in [-1, 1] {
            for rib in 1..<8 {
                let start = -128 + Float(rib) * 28
                let reach = min(136, 78 + Float(rib) * 13)
                let inner: Float = 42 + Float(rib) * 4
                let points = (0...80).map { step -> (x: Float, y: Float) in
                    let t = Float(step) / 80
                    return (reach - (reach - inner) * t, start + 6 + 46 * t - 10 * t * t)
                }
                self.rib(&layer, side: side, width: 6.6, strength: 0.085, points: points)
            }
        }
    }

    private func girdle(_ layer: inout Canvas) {
        for side: Float in [-1, 1] {
            let clavicle = (0...100).map { step -> (x: Float, y: Float) in
                let t = Float(step) / 100
                return (14 + 130 * t, -118 - 34 * t + 14 * Float(sine(Double(t) * 330)))
            }
            rib(&layer, side: side, width: 6.4, strength: 0.2, points: clavicle)
            layer.paint(
                Ellipse(x: side * 150, y: -74, rx: 24, ry: 58, turn: side * 12, edge: 5), 0.1, over: -1...0.1)
            layer.paint(Ellipse(x: side * 180, y: -146, rx: 24, ry: 24, edge: 4), 0.22)
            layer.paint(
                Ellipse(x: side * 194, y: -70, rx: 13, ry: 74, turn: side * -6, edge: 3), 0.24, over: -1...0.2
            )
        }
    }

    /// An L at the patient's left.
    func paintMarker(on film: inout Canvas) {
        let corner = (x: Float(158), y: Float(-176))
        film.addStroke(
            from: corner, to: (corner.x, corner.y + 18), radius: (2, 2), edge: 0.8, 2)
        film.addStroke(
            from: (corner.x + 2.6, corner.y + 18), to: (corner.x + 11, corner.y + 18), radius: (2, 2),
            edge: 0.8, 2)
    }
}
