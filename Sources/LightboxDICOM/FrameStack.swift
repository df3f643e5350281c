import LightboxCore

/// How the frames of one object lie in the patient.
struct FrameStack {
    let affine: Affine?
    /// The distance from frame to frame, where they lie in order.
    let step: Double?

    init(_ header: DICOMHeader, frames: Int, spacing: PixelSpacing?, notes: inout [String]) {
        guard let first = header.plane(), let spacing else {
            (affine, step) = (nil, nil)
            return
        }
        if header.texts(.imageType).contains("MOSAIC") {
            notes.append(
                "This is a Siemens mosaic: its tiles are slices, shown side by side and without place.")
            (affine, step) = (nil, nil)
            return
        }
        let stated = header.statedSliceSpacing()
        guard frames > 1 else {
            affine = Affine(
                i: first.right * spacing.i, j: first.down * spacing.j, k: first.normal * (stated ?? 1),
                origin: first.position)
            step = stated
            return
        }
        guard let second = header.plane(frame: 1), let last = header.plane(frame: frames - 1) else {
            (affine, step) = (nil, nil)
            return
        }
        let k = (last.position - first.position) * (1 / Double(frames - 1))
        // Every frame must lie where even steps put it, to a tenth of a step.
        let isEven =
            k.length > 1e-6 && second.isParallel(to: first)
            && (1..<frames).allSatisfy { frame in
                guard let plane = header.plane(frame: frame), plane.isParallel(to: first) else {
                    return false
                }
                return (plane.position - first.position - k * Double(frame)).length < 0.1 * k.length
            }
        guard isEven else {
            notes.append(
                "The frames do not lie in even steps in the order of the file, so no place is given.")
            (affine, step) = (nil, nil)
            return
        }
        affine = Affine(i: first.right * spacing.i, j: first.down * spacing.j, k: k, origin: first.position)
        step = k.length
    }
}
