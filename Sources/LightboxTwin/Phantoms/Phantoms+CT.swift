import LightboxCore

extension Phantoms {
    /// A thorax and upper abdomen in CT with contrast: Hounsfield units, axial slices, 1.5 × 1.5 × 3 mm.
    ///
    /// The patient lies on a table. The heart, the stomach and the spleen lie on the left, the liver on the right,
    /// and a nodule of 12 mm in the right lung.
    public static func chestCT(seed: UInt64 = 1) -> PhantomVolume {
        let (size, depth) = (256, 112)
        let (step, thickness): (Float, Float) = (1.5, 3)
        var random = PhantomRandom(seed: seed)
        let vessels = LungVessels(random: &random)
        var values: [Int16] = []
        values.reserveCapacity(size * size * depth)
        for slice in 0..<depth {
            let z = (Float(slice) - Float(depth - 1) / 2) * thickness
            var canvas = Canvas(width: size, height: size, step: step, value: -1000)
            ChestSlice(z: z, vessels: vessels).paint(on: &canvas)
            var noise = Canvas(width: size, height: size, step: step, value: 0)
            for index in noise.values.indices { noise.values[index] = random.normal() }
            // The grain of a soft reconstruction kernel.
            noise.blur(radius: 1)
            for index in canvas.values.indices {
                let value = canvas.values[index]
                let strength: Float = value < -950 ? 18 : 42
                values.append(
                    Int16(max(-1024, min(3000, (value + noise.values[index] * strength).rounded()))))
            }
        }
        // i leads to the left, j to the back, k to the head.
        let half = Double(size - 1) / 2 * Double(step)
        return PhantomVolume(
            shape: [size, size, depth],
            affine: Affine(
                i: Vector3(-Double(step), 0, 0), j: Vector3(0, -Double(step), 0),
                k: Vector3(0, 0, Double(thickness)),
                origin: Vector3(half, half, -Double(depth - 1) / 2 * Double(thickness))),
            values: values)
    }
}

/// The vessels of both lungs: straight pieces that branch from the hila.
struct LungVessels {
    struct Piece {
        var from: SIMD3<Float>
        var to: SIMD3<Float>
        var radius: Float
    }
    private(set) var pieces: [Piece] = []

    init(random: inout PhantomRandom) {
        func spread(_ range: Float, _ random: inout PhantomRandom) -> Float {
            (Float(random.unit()) * 2 - 1) * range
        }
        for side: Float in [-1, 1] {
            let hilum = SIMD3<Float>(side * 34, 4, 30)
            var tips: [(at: SIMD3<Float>, way: SIMD3<Float>, radius: Float)] = []
            for branch in 0..<9 {
                let angle = Double(branch) * 40
                let way = SIMD3<Float>(
                    side * (0.55 + Float(random.unit()) * 0.5), Float(sine(angle)) * 0.9, Float(cosine(angle))
                )
                tips.append((hilum, Self.unit(way), 5.2))
            }
            for _ in 0..<7 {
                var next: [(at: SIMD3<Float>, way: SIMD3<Float>, radius: Float)] = []
                for tip in tips {
                    let end = tip.at + tip.way * (12 + Float(random.unit()) * 7)
                    pieces.append(Piece(from: tip.at, to: end, radius: tip.radius))
                    for _ in 0..<2 where next.count < 420 {
                        let turn = SIMD3<Float>(
                            spread(0.52, &random), spread(0.52, &random), spread(0.52, &random))
                        next.append((end, Self.unit(tip.way + turn), tip.radius * 0.77))
                    }
                }
                tips = next
            }
        }
    }

    private static func unit(_ v: SIMD3<Float>) -> SIMD3<Float> { v / (v * v).sum().squareRoot() }
}

/// A thick vessel: a smooth line through some points.
private struct GreatVessel: Sendable {
    let points: [SIMD3<Float>]
    let radius: Float
    let value: Float
    let low: Float
    let high: Float

    /// `through` holds x, y and z of each point.
    init(radius: Float, value: Float, through knots: [SIMD3<Float>]) {
        var points: [SIMD3<Float>] = []
        for index in 0..<max(0, knots.count - 1) {
            // Catmull-Rom between neighbours.
            let (a, b) = (knots[max(0, index - 1)], knots[index])
            let (c, d) = (knots[index + 1], knots[min(knots.count - 1, index + 2)])
            for step in 0..<16 {
                let t = Float(step) / 16
                let (t2, t3) = (t * t, t * t * t)
                let ends = (2 * b + (c - a) * t) * 0.5
                let second: SIMD3<Float> = (2 * a - 5 * b + 4 * c - d) * (0.5 * t2)
                let third: SIMD3<Float> = (3 * b - a - 3 * c + d) * (0.5 * t3)
                points.append(ends + second + third)
            }
        }
        self.points = points
        (self.radius, self.value) = (radius, value)
        low = (points.map(\.z).min() ?? 0) - radius
        high = (points.map(\.z).max() ?? 0) + radius
    }
}

/// One axial slice of the chest phantom; x to the patient's left, y to the back, in millimetres.
private struct ChestSlice {
    let z: Float
    let vessels: LungVessels

    typealias Ellipse = Canvas.Ellipse

    /// 0 below `a`, 1 above `b`, smooth between.
    private func rise(_ a: Float, _ b: Float, _ at: Float) -> Float {
        let t = max(0, min(1, (at - a) / (b - a)))
        return t * t * (3 - 2 * t)
    }

    /// The cut of an ellipsoid, or `nil` where the slice misses it.
    private func cut(
        _ x: Float, _ y: Float, _ cz: Float, _ rx: Float, _ ry: Float, _ rz: Float, turn: Float = 0,
        edge: Float = 2.5
    ) -> Ellipse? {
        let s = 1 - (z - cz) * (z - cz) / (rz * rz)
        guard s > 0 else { return nil }
        let f = s.squareRoot()
        return Ellipse(x: x, y: y, rx: rx * f, ry: ry * f, turn: turn, edge: edge)
    }

    static let greatVessels: [GreatVessel] = [
        // Cavae, pulmonary trunk with its branches, aorta, and the arteries from its arch.
        GreatVessel(
            radius: 9, value: 258,
            through: [SIMD3(-34, -12, 128), SIMD3(-29, -18, 90), SIMD3(-27, -16, 30), SIMD3(-22, -12, 6)]),
        GreatVessel(
            radius: 11, value: 150,
            through: [SIMD3(-20, -4, -14), SIMD3(-22, 20, -50), SIMD3(-22, 26, -100), SIMD3(-18, 30, -190)]),
        GreatVessel(
            radius: 12, value: 222,
            through: [
                SIMD3(12, -44, 2), SIMD3(16, -26, 34), SIMD3(20, -6, 48), SIMD3(36, 8, 44), SIMD3(48, 16, 36),
            ]),
        GreatVessel(
            radius: 10, value: 222,
            through: [SIMD3(18, -12, 46), SIMD3(-4, -6, 42), SIMD3(-36, 4, 36), SIMD3(-50, 10, 30)]),
        GreatVessel(
            radius: 13, value: 236,
            through: [
                SIMD3(6, -24, 8), SIMD3(-8, -34, 48), SIMD3(-4, -26, 78), SIMD3(8, 2, 90), SIMD3(20, 30, 82),
                SIMD3(25, 42, 56), SIMD3(24, 43, -30), SIMD3(10, 37, -90), SIMD3(6, 35, -190),
            ]),
        GreatVessel(
            radius: 6, value: 236, through: [SIMD3(-2, -16, 88), SIMD3(-14, -12, 112), SIMD3(-24, -10, 190)]),
        GreatVessel(
            radius: 4.5, value: 236, through: [SIMD3(8, 0, 98), SIMD3(10, -4, 120), SIMD3(16, -8, 190)]),
        GreatVessel(
            radius: 5, value: 236, through: [SIMD3(16, 22, 92), SIMD3(24, 14, 120), SIMD3(40, 6, 160)]),
    ]

    func paint(on canvas: inout Canvas) {
        table(&canvas)
        let narrow = rise(90, 175, z)
        let (rx, ry) = (163 - 46 * narrow, 104 - 20 * narrow)
        canvas.paint(Ellipse(x: 0, y: 0, rx: rx, ry: ry, edge: 2, squareness: 0.45), -95)
        canvas.paint(Ellipse(x: 0, y: 0, rx: rx - 1.5, ry: ry - 1.5, edge: 2, squareness: 0.45), 10)
        canvas.paint(Ellipse(x: 0, y: 0, rx: rx - 4, ry: ry - 4, edge: 2, squareness: 0.45), -105)
        canvas.paint(Ellipse(x: 0, y: 0, rx: rx - 17, ry: ry - 15, edge: 3, squareness: 0.45), 55)
        // Back muscles, then the space inside the ribs.
        for side: Float in [-1, 1] {
            canvas.paint(Ellipse(x: side * 32, y: 72, rx: 26, ry: 17, turn: side * 14, edge: 4), 62)
        }
        let inside = Ellipse(x: 0, y: -6, rx: rx - 33, ry: ry - 31, edge: 3, squareness: 0.45)
        canvas.paint(inside, -92)
        abdomen(&canvas, narrow)
        lungs(&canvas, narrow)
        diaphragm(&canvas)
        mediastinum(&canvas)
        spine(&canvas)
        ribs(&canvas, rx: rx - 26, ry: ry - 23)
    }

    private func table(_ canvas: inout Canvas) {
        canvas.paint(Ellipse(x: 0, y: 128, rx: 190, ry: 22, edge: 1.5, squareness: 0.45), -160)
        canvas.paint(Ellipse(x: 0, y: 128, rx: 187, ry: 19, edge: 1.5, squareness: 0.45), -930)
        canvas.paint(Ellipse(x: 0, y: 112, rx: 150, ry: 9, edge: 2, squareness: 0.45), -960)
    }

    private func lungs(_ canvas: inout Canvas, _ narrow: Float) {
        guard z > -75, z < 158 else { return }
        let t = (z - 20) / 138
        let f = z > 20 ? (1 - t * t).squareRoot() : 1
        for side: Float in [-1, 1] {
            let size: Float = side < 0 ? 1 : 0.94
            let lung = Ellipse(
                x: side * (69 - 14 * narrow), y: 2, rx: 57 * f * size - 6 * narrow, ry: 76 * f - 4 * narrow,
                turn: side * 8, edge: 3)
            canvas.paint(lung, -868)
            // Blood sinks to the back of a patient who lies.
            canvas.paint(
                Ellipse(x: lung.x, y: 60 * f, rx: lung.rx * 0.8, ry: 26 * f, turn: lung.turn, edge: 30), -815,
                over: -900 ... -700)
        }
        for piece in vessels.pieces {
            let (low, high) = piece.from.z < piece.to.z ? (piece.from, piece.to) : (piece.to, piece.from)
            guard z > low.z - piece.radius, z < high.z + piece.radius else { continue }
            let t = high.z - low.z > 0.1 ? max(0, min(1, (z - low.z) / (high.z - low.z))) : 0.5
            let at = low + (high - low) * t
            // A vessel that runs in the slice is cut along.
            let slope = (high - low) / max(1, high.z - low.z)
            let (dx, dy) = (slope.x, slope.y)
            let stretch = min(4, (1 + dx * dx + dy * dy).squareRoot())
            let angle = abs(dx) > 1e-3 ? Float(arcTangent(Double(dy), Double(dx))) : 90
            canvas.paint(
                Ellipse(
                    x: at.x, y: at.y, rx: piece.radius * stretch, ry: piece.radius, turn: angle, edge: 2),
                120,
                over: -950 ... -100)
        }
        // The nodule: 12 mm, in the upper lobe of the right lung.
        if let nodule = cut(-88, 18, 78, 6, 6, 6, edge: 1.5) { canvas.paint(nodule, 45) }
    }

    private func diaphragm(_ canvas: inout Canvas) {
        // The domes, with liver under the right one and stomach and spleen under the left.
        if let liver = cut(-58, -4, -75, 78, 74, 78, edge: 3), z < 0 {
            canvas.paint(liver, 112)
            if let lobe = cut(8, -44, -72, 52, 30, 48, turn: 12, edge: 3) { canvas.paint(lobe, 112) }
            for branch in 0..<5 {
                let angle = Float(branch) * 34 - 60
                let (c, s) = (Float(cosine(Double(angle))), Float(sine(Double(angle))))
                if let vein = cut(-52 + 30 * c, 4 + 26 * s, -52, 11, 3.2, 24, turn: angle, edge: 3) {
                    canvas.paint(vein, 168, over: 60...130)
                }
            }
            if let cyst = cut(-86, -18, -62, 9, 9, 9) { canvas.paint(cyst, 8) }
            if let gallbladder = cut(-44, -44, -112, 14, 18, 22, turn: 20) { canvas.paint(gallbladder, 12) }
        }
        if let dome = cut(60, -4, -88, 62, 66, 72, edge: 3), z < -16 {
            if z > -76 { canvas.paint(dome, 58, over: -1100 ... -60) }
            if let stomach = cut(48, -34, -72, 38, 30, 46, turn: 24, edge: 3) {
                canvas.paint(stomach, 62)
                canvas.paint(
                    Ellipse(x: 48, y: -34, rx: stomach.rx - 5, ry: stomach.ry - 5, turn: 24, edge: 3), 22)
                // Gas rises to the front.
                let gas = Ellipse(x: 46, y: -48, rx: stomach.rx * 0.62, ry: stomach.ry * 0.38, edge: 2)
                if stomach.rx > 16 { canvas.paint(gas, -960) }
            }
            if let spleen = cut(92, 34, -84, 24, 44, 48, turn: 22, edge: 3) { canvas.paint(spleen, 128) }
        }
    }

    private func abdomen(_ canvas: inout Canvas, _ narrow: Float) {
        guard z < -30 else { return }
        for side: Float in [-1, 1] {
            if let kidney = cut(side * 58, 46, side < 0 ? -142 : -132, 25, 32, 52, turn: side * 28, edge: 2.5)
            {
                canvas.paint(kidney, 196)
                canvas.paint(
                    Ellipse(
                        x: kidney.x - side * 4, y: kidney.y - 3, rx: kidney.rx * 0.5, ry: kidney.ry * 0.52,
                        turn: kidney.turn, edge: 6), 92)
            }
        }
        if let pancreas = cut(18, -2, -112, 52, 11, 18, turn: -16, edge: 3) { canvas.paint(pancreas, 96) }
        for loop in 0..<9 {
            let angle = Double(loop) * 40 + 15
            let (x, y) = (Float(cosine(angle)) * 62 + 6, Float(sine(angle)) * 34 - 38)
            if let bowel = cut(
                x, y, -160, 17, 15, 26 + Float(loop % 3) * 8, turn: Float(loop) * 30, edge: 2.5)
            {
                canvas.paint(bowel, 70, over: -110...20)
                canvas.paint(
                    Ellipse(x: x, y: y, rx: bowel.rx - 4, ry: bowel.ry - 4, turn: bowel.turn, edge: 2.5),
                    loop % 4 == 0 ? -820 : 24, over: 20...90)
            }
        }
    }

    private func mediastinum(_ canvas: inout Canvas) {
        if z > -40 {
            let width: Float = 30 + 8 * rise(0, 60, z)
            canvas.paint(
                Ellipse(x: 0, y: 4, rx: width, ry: 62 - 22 * rise(70, 150, z), edge: 4, squareness: 0.45), -60
            )
        }
        if let heart = cut(24, -26, -6, 60, 46, 52, turn: 24, edge: 3) {
            canvas.paint(heart, 58)
            // Right ventricle, left ventricle with its wall, both atria.
            if let chamber = cut(2, -42, -8, 34, 19, 36, turn: 28, edge: 3) { canvas.paint(chamber, 205) }
            if let wall = cut(46, -18, -8, 33, 27, 40, turn: 28, edge: 3) { canvas.paint(wall, 108) }
            if let chamber = cut(45, -18, -8, 21, 16, 30, turn: 28, edge: 3) { canvas.paint(chamber, 228) }
            if let chamber = cut(-18, -14, 4, 22, 22, 30, edge: 3) { canvas.paint(chamber, 198) }
            if let chamber = cut(14, 12, 12, 28, 16, 24, edge: 3) { canvas.paint(chamber, 226) }
        }
        for vessel in ChestSlice.greatVessels where z > vessel.low && z < vessel.high {
            for point in vessel.points {
                guard let piece = cut(point.x, point.y, point.z, vessel.radius, vessel.radius, vessel.radius)
                else { continue }
                canvas.paint(piece, vessel.value, over: -1100...(vessel.value - 1))
            }
        }
        // Airways and gullet.
        if z > 52 {
            canvas.paint(Ellipse(x: -1, y: 14, rx: 10.5, ry: 9.5, edge: 2), 40)
            canvas.paint(Ellipse(x: -1, y: 14, rx: 8.5, ry: 7.5, edge: 2), -995)
        } else if z > 18 {
            for side: Float in [-1, 1] {
                let x = side * (5 + (52 - z) * 0.85)
                canvas.paint(Ellipse(x: x, y: 12, rx: 9, ry: 6.8, turn: side * 12, edge: 2), 30)
                canvas.paint(Ellipse(x: x, y: 12, rx: 7, ry: 5, turn: side * 12, edge: 2), -990)
            }
        }
        if z > -60 { canvas.paint(Ellipse(x: 8, y: 32, rx: 7, ry: 5, edge: 2), 38) }
    }

    private func spine(_ canvas: inout Canvas) {
        let period: Float = 27
        let phase = (z + 400).truncatingRemainder(dividingBy: period)
        let isDisc = phase < 6
        canvas.paint(Ellipse(x: 0, y: 68, rx: 22, ry: 16.5, edge: 2), isDisc ? 85 : 520)
        canvas.paint(Ellipse(x: 0, y: 68, rx: 19, ry: 13.5, edge: 3), isDisc ? 75 : 215)
        canvas.paint(Ellipse(x: 0, y: 88, rx: 16, ry: 11, edge: 2), phase < 13 ? 480 : 70)
        canvas.paint(Ellipse(x: 0, y: 87, rx: 10, ry: 7.5, edge: 2), 12)
        canvas.paint(Ellipse(x: 0, y: 87, rx: 5, ry: 4, edge: 2), 38)
        if phase > 8 {
            canvas.paint(Ellipse(x: 0, y: 106, rx: 3.6, ry: 12, edge: 2), 460, over: -130...300)
            for side: Float in [-1, 1] where phase > 14 {
                canvas.paint(
                    Ellipse(x: side * 25, y: 84, rx: 15, ry: 4.6, turn: side * 18, edge: 2), 430,
                    over: -130...300)
            }
        }
    }

    private func ribs(_ canvas: inout Canvas, rx: Float, ry: Float) {
        guard z > -110 else { return }
        for side: Float in [-1, 1] {
            for rib in 0..<11 {
                let start = 150 - Float(rib) * 27
                // A rib leaves the spine and falls towards the front; a slice meets it where it has its height.
                for degree in 0...74 {
                    let t = Float(degree) / 74
                    let height = start - 70 * t * t - 14 * t
                    let off = abs(height - z)
                    guard off < 6.5, t < (rib > 7 ? 0.72 : 0.97) else { continue }
                    let angle = Double(78 - 152 * t)
                    let (c, s) = (Float(cosine(angle)), Float(sine(angle)))
                    // On the same rounded rectangle as the wall of the chest.
                    let q = 0.55 + 0.45 * (c * c * c * c + s * s * s * s).squareRoot().squareRoot()
                    let size = 5.2 * (1 - off * off / 42).squareRoot()
                    let at = (x: side * rx * c / q * 0.985, y: -2 + ry * s / q * 0.97)
                    let isCartilage = t > 0.86
                    canvas.paint(
                        Ellipse(x: at.x, y: at.y, rx: size, ry: size, edge: 2), isCartilage ? 120 : 560,
                        over: -200...400)
                    if !isCartilage, off < 3.5 {
                        canvas.paint(
                            Ellipse(x: at.x, y: at.y, rx: size - 2.8, ry: size - 2.8, edge: 2), 230,
                            over: 300...700)
                    }
                }
            }
            if z > 112 {
                let reach = (z - 112) * 1.3
                canvas.paint(
                    Ellipse(
                        x: side * (74 - reach * 0.3), y: 62, rx: 42 - reach * 0.2, ry: 4, turn: side * -24,
                        edge: 2),
                    420, over: -130...200)
            }
        }
        if z > -20, z < 122 {
            canvas.paint(Ellipse(x: 0, y: -ry + 3, rx: 17, ry: 6.5, edge: 2), 420)
            canvas.paint(Ellipse(x: 0, y: -ry + 3, rx: 14, ry: 3.6, edge: 2), 160)
        }
    }
}
