import LightboxCore

/// What a NIfTI header says of space, time and values, in Lightbox's terms.
extension NIfTIHeader {
    /// The header as an image, and what a careful user should know of it.
    ///
    /// - Throws: where the datatype is one that Lightbox does not read.
    func image() throws(FormatError) -> (header: ImageHeader, notes: [String]) {
        let (type, channels) = try samples()
        var notes: [String] = []
        let scale = spaceUnitInMillimetres(&notes)
        let affine = self.affine(scale: scale, &notes)
        var shape = dimensions
        if shape.count == 1 { shape.append(1) }
        if isCIFTI {
            // A matrix stands in axes 5 and on, of places and maps; the four of space and time are empty.
            shape = Array(shape[4...])
            if shape.count == 1 { shape.append(1) }
        } else if shape.count > 4 {
            // The file's own fourth axis may be of length 1: vectors at each voxel stand in the fifth.
            let rest = shape[3...]
            var frames = 1
            for length in rest {
                let (product, overflow) = frames.multipliedReportingOverflow(by: length)
                guard !overflow else {
                    throw FormatError(.nifti1, field: "dim", at: 40, "multiply beyond all bounds")
                }
                frames = product
            }
            let lengths = rest.map(String.init).joined(separator: " × ")
            notes.append("Axes 4 to \(shape.count) (\(lengths)) are read as one axis of \(frames).")
            shape = Array(shape[..<3]) + [frames]
        }
        if version == .analyze {
            notes.append(
                "Analyze states no orientation that can be relied on, so left and right cannot be told apart."
            )
        }
        var header = ImageHeader(
            shape: shape, channels: channels, storedType: type,
            spacing: isCIFTI ? [] : spacing(scale: scale, affine, &notes),
            affine: isCIFTI ? nil : affine, timeStepSeconds: timeStepSeconds,
            rescale: rescale(isColour: channels > 1, &notes),
            window: calMax > calMin && calMin.isFinite && calMax.isFinite
                ? Window(center: (calMax + calMin) / 2, width: calMax - calMin) : nil)
        if !isCIFTI, dimensions.count > 4 { header.statedShape = dimensions }
        guard header.byteCount != nil else {
            throw FormatError(
                .nifti1, field: "dim", at: 40, "multiply to more bytes than there are addresses")
        }
        return (header, notes)
    }

    /// Whether the file is CIFTI-2: NIfTI-2 with an intent of its own and nothing in the axes of space and time.
    var isCIFTI: Bool {
        version == .nifti2 && (3000..<3100).contains(intentCode) && dimensions.count > 4
            && dimensions[..<4].allSatisfy { $0 == 1 }
    }

    private func samples() throws(FormatError) -> (SampleType, channels: Int) {
        let known: (type: SampleType, channels: Int)? =
            switch datatype {
            case 2: (.uint8, 1)
            case 4: (.int16, 1)
            case 8: (.int32, 1)
            case 16: (.float32, 1)
            case 32: (.complex64, 1)
            case 64: (.float64, 1)
            case 128: (.uint8, 3)
            case 256: (.int8, 1)
            case 512: (.uint16, 1)
            case 768: (.uint32, 1)
            case 1024: (.int64, 1)
            case 1280: (.uint64, 1)
            case 1792: (.complex128, 1)
            case 2304: (.uint8, 4)
            default: nil
            }
        guard let known else {
            let names = [
                0: "unknown", 1: "binary", 1536: "float128", 2048: "complex256",
            ]
            let name = names[datatype].map { " (\($0))" } ?? ""
            throw FormatError(
                .nifti1, field: "datatype", at: 70, "is \(datatype)\(name), which Lightbox does not read")
        }
        let bits = known.type.byteCount * known.channels * 8
        // niftilib trusts datatype alone; a file whose two fields disagree cannot be placed with certainty.
        guard bitpix == bits || bitpix == 0 else {
            throw FormatError(
                .nifti1, field: "bitpix", at: 72, "is \(bitpix), but datatype \(datatype) takes \(bits) bits")
        }
        return known
    }

    private func spaceUnitInMillimetres(_ notes: inout [String]) -> Double {
        switch spaceAndTimeUnits & 0x07 {
        case 1: return 1000
        case 2: return 1
        case 3: return 0.001
        case 0: return 1
        default:
            notes.append(
                "The unit of space in xyzt_units is not one of the standard's; millimetres are assumed.")
            return 1
        }
    }

    /// `pixdim[4]` in seconds, where the file has a fourth axis that is one of time.
    private var timeStepSeconds: Double? {
        guard dimensions.count >= 4, pixdim[4].isFinite, pixdim[4] > 0 else { return nil }
        return switch spaceAndTimeUnits & 0x38 {
        case 8: pixdim[4]
        case 16: pixdim[4] / 1e3
        case 24: pixdim[4] / 1e6
        default: nil
        }
    }

    private func spacing(scale: Double, _ affine: Affine?, _ notes: inout [String]) -> [Double] {
        let count = max(2, min(3, dimensions.count))
        let stated = (1...count).map { abs(pixdim[$0]) * scale }
        guard stated.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            if let affine { return Array(affine.spacing.prefix(count)) }
            notes.append("pixdim states no voxel size.")
            return []
        }
        if let affine, zip(stated, affine.spacing).contains(where: { abs($0 - $1) > 0.01 * max($0, $1) }) {
            let text = affine.spacing.map { "\(Float($0))" }.joined(separator: " × ")
            notes.append(
                "pixdim disagrees with the voxels of the affine (\(text) mm); positions follow the affine.")
        }
        return stated
    }

    private func rescale(isColour: Bool, _ notes: inout [String]) -> Rescale {
        // The standard gives scl_slope 0 the meaning "no rescale", and colours have none.
        guard slope.isFinite, slope != 0, !isColour else { return .identity }
        guard intercept.isFinite else {
            notes.append("scl_inter is no finite number; 0 is used.")
            return Rescale(slope: slope)
        }
        return Rescale(slope: slope, intercept: intercept)
    }

    /// Method 3 (sform) where its code is set, else method 2 (qform), else none: with method 1 a file states
    /// only how large its voxels are, and left cannot be told from right.
    private func affine(scale: Double, _ notes: inout [String]) -> Affine? {
        if sformCode > 0 {
            if let affine = Affine(rows: sformRows.map { $0.map { $0 * scale } }), affine.inverse != nil {
                return affine
            }
            notes.append("sform_code is \(sformCode), but the srow fields span no volume; they are ignored.")
        }
        if qformCode > 0 {
            if let affine = qform(scale: scale) { return affine }
            notes.append(
                "qform_code is \(qformCode), but the quatern fields hold no rotation; they are ignored.")
        }
        if sformCode <= 0, qformCode <= 0, version != .analyze {
            notes.append("sform_code and qform_code are both 0, so left and right cannot be told apart.")
        }
        return nil
    }

    private func qform(scale: Double) -> Affine? {
        var (b, c, d) = (quaternion[0], quaternion[1], quaternion[2])
        var a = 1 - (b * b + c * c + d * d)
        if a < 1e-7 {
            // A half turn: rounding may have left the three parts a little longer or shorter than 1.
            let length = (b * b + c * c + d * d).squareRoot()
            guard length > 0.5, length < 1.5 else { return nil }
            (a, b, c, d) = (0, b / length, c / length, d / length)
        } else {
            a = a.squareRoot()
        }
        let steps = (1...3).map { axis in
            // niftilib's rule: a size that is not positive counts as 1.
            (pixdim[axis] > 0 ? pixdim[axis] : 1) * scale * (axis == 3 && pixdim[0] < 0 ? -1 : 1)
        }
        let i = Vector3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)) * steps[0]
        let j = Vector3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)) * steps[1]
        let k = Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c) * steps[2]
        let origin = Vector3(qoffset[0], qoffset[1], qoffset[2]) * scale
        return Affine(rows: Affine(i: i, j: j, k: k, origin: origin).rows)
    }
}
