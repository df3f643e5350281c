import LightboxCore

extension Phantoms {
    /// A head as T1-weighted MR shows it: 1.25 mm voxels, axes R, A and S.
    ///
    /// On the patient's **left** lie a bright capsule taped to the scalp and a lesion in the white matter.
    public static func headT1(seed: UInt64 = 2) -> PhantomVolume {
        let shape = [144, 180, 152]
        let step: Float = 1.25
        let head = HeadModel(seed: seed)
        var random = PhantomRandom(seed: seed)
        let half = shape.map { Float($0 - 1) / 2 * step }
        var signals: [Float] = []
        signals.reserveCapacity(shape.reduce(1, *))
        for k in 0..<shape[2] {
            let z = Float(k) * step - half[2]
            for j in 0..<shape[1] {
                let y = Float(j) * step - half[1]
                // The receive field brightens one side a little.
                let field = 1 + 0.0012 * y - 0.0008 * z
                for i in 0..<shape[0] { signals.append(head.signal(Float(i) * step - half[0], y, z) * field) }
            }
        }
        // Voxels at an edge hold some of both tissues.
        for stride in [1, shape[0], shape[0] * shape[1]] { signals = smoothed(signals, stride: stride) }
        let values = signals.map { signal in
            // The noise of a magnitude image.
            let (a, b) = (signal + random.normal() * 13, random.normal() * 13)
            return Int16(min(4000, (a * a + b * b).squareRoot()))
        }
        return PhantomVolume(
            shape: shape,
            affine: Affine(
                i: Vector3(1.25, 0, 0), j: Vector3(0, 1.25, 0), k: Vector3(0, 0, 1.25),
                origin: Vector3(-Double(half[0]), -Double(half[1]), -Double(half[2]))), values: values)
    }

    /// One part of each neighbour along an axis and three of the sample itself.
    private static func smoothed(_ values: [Float], stride: Int) -> [Float] {
        var out = values
        guard values.count > 2 * stride else { return out }
        for index in stride..<values.count - stride {
            out[index] = (values[index - stride] + values[index + stride] + 3 * values[index]) * 0.2
        }
        return out
    }

    /// The same head in echo-planar imaging, every 2 s: the visual cortex follows a paradigm of 16 s blocks.
    public static func functionalMR(seed: UInt64 = 3) -> PhantomVolume {
        let shape = [56, 68, 36, 24]
        let step: Float = 3.5
        let head = HeadModel(seed: 2)
        let half = shape.map { Float($0 - 1) / 2 * step }
        var still: [Float] = []
        var active: [Float] = []
        for k in 0..<shape[2] {
            for j in 0..<shape[1] {
                for i in 0..<shape[0] {
                    let (x, y, z) = (
                        Float(i) * step - half[0], Float(j) * step - half[1], Float(k) * step - half[2] + 8
                    )
                    still.append(head.echoPlanarSignal(x, y, z))
                    let (dx, dy, dz) = ((abs(x) - 11) / 13, (y + 66) / 17, (z - 6) / 17)
                    active.append(max(0, 1 - dx * dx - dy * dy - dz * dz))
                }
            }
        }
        for stride in [1, shape[0]] { still = smoothed(still, stride: stride) }
        var random = PhantomRandom(seed: seed)
        var values: [Int16] = []
        values.reserveCapacity(shape.reduce(1, *))
        for time in 0..<shape[3] {
            // The blood follows some seconds after the light.
            let phase = Double(time) * 2 - 5
            let bold = Float(max(0, sine(phase / 32 * 360)))
            for index in still.indices {
                let signal = still[index] * (1 + 0.045 * active[index] * bold)
                values.append(Int16(max(0, min(4000, signal + random.normal() * 9 + 12))))
            }
        }
        return PhantomVolume(
            shape: shape,
            affine: Affine(
                i: Vector3(Double(step), 0, 0), j: Vector3(0, Double(step), 0),
                k: Vector3(0, 0, Double(step)),
                origin: Vector3(-Double(half[0]), -Double(half[1]), -Double(half[2]) + 8)),
            timeStepSeconds: 2, values: values)
    }
}

/// A head as a function of the position: x to the right, y to the front, z up, in millimetres.
struct HeadModel: Sendable {
    private let folds: SmoothNoise
    private let fine: SmoothNoise

    init(seed: UInt64) {
        folds = SmoothNoise(seed: PhantomRandom.mixed(seed))
        fine = SmoothNoise(seed: PhantomRandom.mixed(seed &+ 77))
    }

    /// What a place is made of.
    enum Tissue: Sendable {
        case air, scalp, muscle, bone, marrow, fluid, grey, white, deepGrey, lesion, capsule, eye, lens
    }

    /// The brightness in a T1-weighted image.
    func signal(_ x: Float, _ y: Float, _ z: Float) -> Float {
        switch tissue(x, y, z) {
        case .air: 4
        case .scalp: 920
        case .muscle: 430
        case .bone: 70
        case .marrow: 520
        case .fluid: 150
        case .grey: 520
        case .white: 790
        case .deepGrey: 600
        case .lesion: 340
        case .capsule: 1150
        case .eye: 170
        case .lens: 330
        }
    }

    func echoPlanarSignal(_ x: Float, _ y: Float, _ z: Float) -> Float {
        // Field errors above the sinuses take the signal away.
        let (sx, sy, sz) = (x / 22, (y - 52) / 24, (z + 26) / 20)
        let kept = min(1, (sx * sx + sy * sy + sz * sz) * 0.8)
        return switch tissue(x, y, z) {
        case .fluid, .eye: 1050 * kept
        case .grey, .deepGrey, .lesion: 820 * kept
        case .white: 640 * kept
        case .scalp, .muscle: 120
        default: 20
        }
    }

    private func norm(_ x: Float, _ y: Float, _ z: Float) -> Float { (x * x + y * y + z * z).squareRoot() }

    func tissue(_ x: Float, _ y: Float, _ z: Float) -> Tissue {
        // A capsule with oil on the left temple.
        if norm((x + 82) / 5, (y - 12) / 5, (z - 18) / 9) < 1 { return .capsule }
        // The head is narrower in front than behind.
        let taper = 1 - 0.0016 * max(-60, min(90, y))
        let skull = norm(x / (72 * taper), (y + 2) / 90, (z - 8) / 80)
        if skull >= 1.12 || z < -62 { return face(x, y, z, skull: skull) }
        if skull >= 1.035 { return z < -28 ? face(x, y, z, skull: skull) : .scalp }
        let brain = norm(x / (66.5 * taper), (y + 2) / 84, (z - 8) / 73)
        if z < -20, y > 8 - (z + 20) * 0.4 { return face(x, y, z, skull: skull) }
        if brain >= 1 {
            if skull < 1.012, skull > 0.965, z > 10 { return .marrow }
            return skull > 0.94 ? .bone : .fluid
        }
        return z < -14 ? hindbrain(x, y, z, brain: brain) : cerebrum(x, y, z, brain: brain)
    }

    private func cerebrum(_ x: Float, _ y: Float, _ z: Float, brain: Float) -> Tissue {
        let side = abs(x)
        // The cleft between the hemispheres, with the falx in it.
        let cleft = 0.75 + 0.9 * fine(y * 0.08, z * 0.08, 3)
        let inCallosum = norm(side / 16, (y - 2) / 36, (z - 21) / 11) < 1
        if side < cleft, !inCallosum, z > 22 || abs(y) > 38 { return .fluid }
        // Lateral ventricles with their horns, third ventricle.
        let arch = z - 17 - 0.004 * (y - 4) * (y - 4) * -1
        if norm((side - 8 - 0.06 * abs(y - 6)) / 6.2, (y + 2) / 37, (arch + 2) / 8.5) < 1 { return .fluid }
        if y < -18, norm((side - 22) / 5.5, (y + 34) / 20, (z - 4) / 9) < 1 { return .fluid }
        if side < 2.6, abs(y + 4) < 14, z > -10, z < 10 { return .fluid }
        // Thalamus, caudate, putamen and pallidum.
        if norm((side - 11) / 8.5, (y + 8) / 15, (z - 5) / 9.5) < 1 { return .deepGrey }
        if norm((side - 13) / 5, (y - 20) / 13, (z - 9) / 11) < 1 { return .deepGrey }
        if norm((side - 26) / 5.4, (y - 6) / 18, (z - 2) / 12) < 1 { return .deepGrey }
        if inCallosum { return .white }
        // A lesion in the white matter of the left parietal lobe.
        if norm((x + 30) / 9, (y + 24) / 8, (z - 36) / 8) < 1 + 0.25 * fine(x * 0.2, y * 0.2, z * 0.2) {
            return .lesion
        }
        // The cortex: folds are where a smooth field crosses zero, the deeper the farther out.
        let fold = folds(x * 0.082, y * 0.074, z * 0.078) + 0.4 * fine(x * 0.15, y * 0.15, z * 0.15)
        let depth = max(0, (brain - 0.56) / 0.44)
        let ridge = abs(fold)
        // The lateral fissure.
        let fissure = abs(z - 2 - 0.25 * (y - 20)) + 6 * max(0, 0.72 - brain) * 10
        if y > -34, y < 40, side > 34, fissure < 2 { return .fluid }
        if y > -38, y < 44, side > 30, fissure < 5.5 { return .grey }
        if depth > 0.25, ridge < 0.02 + 0.085 * depth * depth { return .fluid }
        if brain > 0.975, ridge < 0.36 { return .fluid }
        if brain > 0.93 - 0.02 * fine(x * 0.15, y * 0.15, z * 0.15) { return .grey }
        return depth > 0.08 && ridge < 0.2 + 0.16 * depth ? .grey : .white
    }

    private func hindbrain(_ x: Float, _ y: Float, _ z: Float, brain: Float) -> Tissue {
        let side = abs(x)
        // Brain stem, then the cerebellum with its leaves, then the temporal poles.
        if norm(x / 15, (y + 16) / 13, 0) < 1, z > -44 { return .white }
        if norm(x / 10, (y + 18) / 9, 0) < 1 { return .white }
        if norm(x / 5, (y + 33) / 5, (z + 26) / 10) < 1 { return .fluid }
        let cerebellum = norm((side - 20) / 29, (y + 50) / 30, (z + 34) / 21)
        if cerebellum < 1 {
            if norm((side - 18) / 13, (y + 46) / 14, (z + 34) / 9) < 1 { return .white }
            let leaf = sineWave((z + 34 + 0.35 * (y + 50)) * 0.95 + 2 * fine(x * 0.08, y * 0.08, z * 0.08))
            return leaf > 0.72 ? .fluid : leaf < -0.45 ? .white : .grey
        }
        let temporal = norm((side - 40) / 23, (y - 4) / 40, (z + 22) / 17)
        if temporal < 1 {
            let fold = abs(folds(x * 0.07, y * 0.07, z * 0.07))
            if temporal > 0.7, fold < 0.08 { return .fluid }
            return temporal > 0.66 || fold < 0.16 ? .grey : .white
        }
        if brain < 0.93, z > -24 { return cerebrum(x, y, z, brain: brain) }
        if brain > 0.9 { return .bone }
        return folds(x * 0.06, y * 0.06, z * 0.06) > 0 ? .marrow : .muscle
    }

    /// A sine that needs no library: the period is 1, good to a part in a thousand.
    private func sineWave(_ turns: Float) -> Float {
        let t = turns - turns.rounded(.down) - 0.5
        let s = 16 * t * (0.5 - abs(t))
        return -s * (0.775 + 0.225 * abs(s))
    }

    private func face(_ x: Float, _ y: Float, _ z: Float, skull: Float) -> Tissue {
        let side = abs(x)
        for eye in [Float(33)] where norm(side - eye, y - 70, z + 24) < 12.5 {
            return norm((side - eye) / 5, (y - 79) / 2.5, (z + 24) / 5) < 1 ? .lens : .eye
        }
        // The nose, the sinuses, the airway, the neck.
        if norm(x / 13, (y - 96) / 14, (z + 42) / 24) < 1 {
            return norm(side / 4, (y - 92) / 9, (z + 46) / 16) < 1 ? .air : .scalp
        }
        if norm(x / 17, (y - 58) / 22, (z + 46) / 15) < 1 {
            return fine(x * 0.2, 1, z * 0.12) > 0.1 ? .muscle : .air
        }
        let head = norm(x / 68, (y - 8) / 88, (z + 26) / 88)
        let neck = norm(x / 58, (y + 12) / 62, 0)
        guard z > -94, head < 1 || neck < 1 && z < -40 else {
            return skull < 1.12 && z > -62 ? .scalp : .air
        }
        let rim = max(0, 1 - (z < -40 ? min(head, neck) : head))
        if rim < 0.05 { return .scalp }
        if norm(x / 11, (y - 22) / 10, 0) < 1, z < -46 { return .air }
        if norm(x / 12, (y + 20) / 11, 0) < 1 { return norm(x / 6, (y + 22) / 6, 0) < 1 ? .white : .fluid }
        if norm(x / 20, (y + 12) / 30, 0) < 1, z < -50 { return .marrow }
        if y > 40, z < -56, norm(side / 34, (y - 54) / 24, 0) < 1 { return z < -74 ? .muscle : .bone }
        let fold = folds(x * 0.05, y * 0.05, z * 0.05)
        return fold > 0.45 ? .marrow : .muscle
    }
}
