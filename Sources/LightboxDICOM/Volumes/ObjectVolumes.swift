import LightboxCore

/// The volumes that an object's frames make: the slices of a mosaic, the segments of a segmentation, a dose grid.
///
///     let image = try DICOMImage(bytes)
///     for volume in try ObjectVolumes(image, DICOMFile(bytes)).all {
///         print(volume.name, volume.header.shape)
///     }
public struct ObjectVolumes: Sendable {
    public internal(set) var all: [ObjectVolume] = []
    /// The volume that is better looked at than the frames as they are stored.
    public internal(set) var main: String?
    /// What stood in the way of a volume, a sentence each.
    public internal(set) var notes: [String] = []

    /// Whether an object may have any, as its header tells without more being read.
    public static func mayExist(in header: DICOMHeader) -> Bool {
        // The tiles of a slide may be a hundred thousand, each with its groups, and make no volume here.
        if header.text(.modality) == "SM", !header.contains(.realWorldValueMappingSequence) { return false }
        return header.texts(.imageType).contains("MOSAIC") || header.contains(.modalityLUTSequence)
            || header.contains(.realWorldValueMappingSequence) || header.hasFrameGroups
            || header.contains(.doseGridScaling)
    }

    /// Works out the volumes; what cannot be worked out is said in `notes`.
    ///
    /// - Throws: what the source throws.
    public init(_ image: DICOMImage, _ file: DICOMFile) throws {
        // What a damaged header claims must not decide how much memory is asked for.
        guard image.layout.frames <= SeriesSlice.frameLimit else {
            notes.append("Of more than \(SeriesSlice.frameLimit) frames no volumes are made.")
            return
        }
        let tables = DisplayTables(image.dataSet, file)
        try addMosaic(image, file)
        addSegments(image, file)
        addDose(image, file)
        if file.dataSet["SegmentationType"] == nil { addStacks(image, file, tables) }
        addRescaledFrames(image)
        try addRealWorldValues(image, file)
        addModalityValues(image, tables)
    }

    private mutating func addMosaic(_ image: DICOMImage, _ file: DICOMFile) throws {
        guard image.dataSet.texts(.imageType).contains("MOSAIC"), image.layout.frames == 1 else { return }
        do {
            let mosaic = try MosaicGeometry(image.dataSet, file)
            let planes = (0..<mosaic.count).map { slice in
                let tile = mosaic.tile(slice)
                return [FramePiece(frame: 0, columns: tile.columns, rows: tile.rows, i: 0, j: 0)]
            }
            let header = image.header.placed(
                [mosaic.columns, mosaic.rows, mosaic.count], spacing: mosaic.spacing, affine: mosaic.affine)
            all.append(ObjectVolume(name: "mosaic", header: header, planes: planes, notes: mosaic.notes))
            main = "mosaic"
        } catch let problem as MosaicProblem { notes.append(problem.description) }
    }
}

extension ImageHeader {
    /// The header of other places for the same kind of samples.
    func placed(
        _ shape: [Int], spacing: [Double], affine: Affine?, type: SampleType? = nil, rescale: Rescale? = nil,
        colour: ColourModel? = nil, window: Window?? = nil
    ) -> ImageHeader {
        // Padding is a stored value, and means nothing once others stand in its place.
        let isSame = type ?? storedType == storedType
        return ImageHeader(
            shape: shape, channels: channels, storedType: type ?? storedType, spacing: spacing,
            affine: affine, rescale: rescale ?? self.rescale, isInverted: isInverted,
            window: window ?? self.window, colour: colour ?? self.colour,
            paddingValue: isSame ? paddingValue : nil,
            paddingLimit: isSame ? paddingLimit : nil)
    }
}
