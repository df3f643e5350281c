import LightboxCore
public import LightboxDICOM

extension SeriesVolume {
    /// What diffusion gradients the volumes of a series were measured with.
    public enum Gradients: Sendable, Hashable {
        /// One for each time point.
        case table([DiffusionGradient])
        /// Some are known, but make no table; a sentence says why.
        case uncertain(String)
    }

    /// The diffusion gradient of each time point, or `nil` where none has a b-value above 0.
    ///
    /// Every slice is asked, so that slices that were dealt out to the wrong time point would be noticed.
    ///
    /// - Throws: what opening the files throws.
    public func gradients() throws -> Gradients? {
        guard header.shape.count == 4, let count = header.shape.last, count > 1 else { return nil }
        var readers: [Int: DiffusionReader] = [:]
        func gradient(_ slice: SeriesSlice) throws -> DiffusionGradient? {
            if let reader = readers[slice.file] { return reader.gradient(ofFrame: slice.frame) }
            let bytes = try files[slice.file].open()
            let header = try DICOMHeader(bytes)
            let reader = try DiffusionReader(header, from: header.content(of: bytes))
            // Only a file of many frames is asked again.
            if header.frameCount > 1 { readers[slice.file] = reader }
            return reader.gradient(ofFrame: slice.frame)
        }
        let middles = try stack.slices.map { slices in
            try slices.compactMap { $0 }.first.flatMap { try gradient($0) }
        }
        guard middles.contains(where: { $0?.bValue ?? 0 > 0 }) else { return nil }
        let table = middles.compactMap { $0 }
        guard table.count == count else {
            return .uncertain(
                "\(count - table.count) of \(count) volumes state no b-value, so none are written beside the image."
            )
        }
        for (time, slices) in stack.slices.enumerated() {
            for slice in slices.compactMap({ $0 }).dropFirst() {
                try Task.checkCancellation()
                // The slices of a mosaic lie in one file, and share its gradient.
                if slice.file == slices.first??.file, slice.frame == slices.first??.frame { continue }
                guard let own = try gradient(slice), own.isLike(table[time]) else {
                    return .uncertain(
                        "The slices of volume \(time) have several diffusion gradients, so none are written beside "
                            + "the image.")
                }
            }
        }
        return .table(table)
    }
}

extension DiffusionGradient {
    fileprivate func isLike(_ other: DiffusionGradient) -> Bool {
        abs(bValue - other.bValue) <= max(1e-3, 1e-3 * other.bValue)
            && (direction - other.direction).length < 1e-2
    }
}
