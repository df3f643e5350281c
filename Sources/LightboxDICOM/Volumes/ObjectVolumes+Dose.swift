import LightboxCore

extension ObjectVolumes {
    /// The grid of an RT Dose, in its unit (PS3.3 §C.8.8.3).
    mutating func addDose(_ image: DICOMImage, _ file: DICOMFile) {
        let set = file.dataSet
        guard let scaling = set.number("DoseGridScaling"), scaling.isFinite, scaling != 0,
            image.layout.samplesPerPixel == 1
        else { return }
        let frames = image.layout.frames
        let unit = set.text("DoseUnits").map { $0 == "GY" ? "Gy" : $0.lowercased() }
        let grid = DoseGrid(image.dataSet, offsets: set.numbers("GridFrameOffsetVector"), frames: frames)
        let header = image.header.placed(
            [image.layout.columns, image.layout.rows, frames], spacing: grid.spacing, affine: grid.affine,
            rescale: Rescale(slope: scaling, intercept: 0, unit: unit), window: .some(nil))
        all.append(
            ObjectVolume(
                name: "dose", header: header,
                planes: grid.order.map { [FramePiece($0, of: image.layout)] }, notes: grid.notes))
        main = "dose"
    }
}

/// Where the frames of a dose lie.
private struct DoseGrid {
    let affine: Affine?
    let spacing: [Double]
    /// The frames along k.
    let order: [Int]
    private(set) var notes: [String] = []

    init(_ header: DICOMHeader, offsets: [Double], frames: Int) {
        order = Array(0..<frames)
        let pixels = header.pixelSpacing()
        let flat = pixels.map { [$0.i, $0.j] } ?? []
        guard let plane = header.plane(), let pixels else {
            (affine, spacing) = (nil, flat)
            notes.append("The dose does not say where it lies in the patient.")
            return
        }
        func map(_ step: Vector3, _ origin: Vector3) -> Affine {
            Affine(i: plane.right * pixels.i, j: plane.down * pixels.j, k: step, origin: origin)
        }
        guard frames > 1 else {
            let step = header.statedSliceSpacing()
            affine = map(plane.normal * (step ?? 1), plane.position)
            spacing = flat + [step ?? 1]
            return
        }
        guard offsets.count >= frames, offsets.prefix(frames).allSatisfy({ $0.isFinite && abs($0) < 1e9 }),
            let first = offsets.first
        else {
            (affine, spacing) = (nil, flat)
            notes.append(
                "GridFrameOffsetVector does not give a place to each frame; no patient positions are given.")
            return
        }
        let step = (offsets[frames - 1] - first) / Double(frames - 1)
        let isEven = (0..<frames).allSatisfy {
            abs(offsets[$0] - first - step * Double($0)) <= max(0.01, 0.1 * abs(step))
        }
        guard isEven, abs(step) > 1e-6 else {
            (affine, spacing) = (nil, flat)
            notes.append("The frames lie unevenly: they are in order, but no patient positions are given.")
            return
        }
        spacing = flat + [abs(step)]
        // A vector that begins with 0 counts along the normal; any other states z in the patient, which only planes
        // across the patient can have.
        if first == 0 || abs(plane.normal.z) < 0.999 {
            if first != 0 {
                notes.append(
                    "GridFrameOffsetVector begins with \(first) although the planes are oblique: it is counted from its first value."
                )
            }
            affine = map(plane.normal * step, plane.position)
        } else {
            if abs(first - plane.position.z) > 0.01 {
                notes.append(
                    "GridFrameOffsetVector begins at z = \(first) mm, ImagePositionPatient says \(plane.position.z): the vector is followed."
                )
            }
            affine = map(
                Vector3(0, 0, step), Vector3(plane.position.x, plane.position.y, first))
        }
    }
}
