import LightboxCore

extension ObjectVolumes {
    /// The volumes of a segmentation, one for each segment (PS3.3 §C.8.20); of a label map that as well.
    mutating func addSegments(_ image: DICOMImage, _ file: DICOMFile) {
        let set = file.dataSet
        guard let type = set.text("SegmentationType"), image.layout.samplesPerPixel == 1 else { return }
        let groups = FrameGroups(set, frames: image.layout.frames)
        let isLabelMap = type == "LABELMAP"
        var described = Segment.all(of: set)
        let numbers = (0..<groups.frames).map { frame in
            isLabelMap
                ? nil
                : groups.group("SegmentIdentificationSequence", frame)?.integer("ReferencedSegmentNumber")
        }
        for number in Set(numbers.compactMap { $0 }).sorted()
        where !described.contains(where: { $0.number == number }) {
            described.append(Segment(number: number))
        }
        let order = TileOrder(set, image.layout, segments: described.map(\.number))
        let layout: FramePlaces
        if let order {
            layout = FramePlaces(tiles: order, groups, image.layout)
        } else {
            layout = FramePlaces(image, groups)
        }
        let window = Window(center: 0.5, width: 1)
        func header(_ rescale: Rescale, type: SampleType, colour: ColourModel, window: Window?) -> ImageHeader
        {
            image.header.placed(
                layout.shape, spacing: layout.spacing, affine: layout.affine, type: type, rescale: rescale,
                colour: colour, window: window)
        }
        // All segments of a label map are made of the same frames.
        let allPlanes = isLabelMap ? layout.planes { _ in true } : []
        if isLabelMap {
            let everything = header(
                .identity, type: image.layout.storedType, colour: image.header.colour, window: nil)
            all.append(
                ObjectVolume(
                    name: "label map", header: everything, planes: allPlanes,
                    notes: layout.notes))
        }
        let maximum = set.number("MaximumFractionalValue") ?? 255
        let scale =
            type == "FRACTIONAL" && maximum > 0 ? Rescale(slope: 1 / maximum, intercept: 0) : .identity
        var names: Set<String> = []
        for segment in described {
            let name = "segment \(segment.number)"
            guard names.insert(name).inserted else { continue }
            let planes =
                isLabelMap
                ? allPlanes
                : layout.planes { (numbers[$0] ?? order?.segment(of: $0)) == segment.number }
            var volume = ObjectVolume(
                name: name, header: header(scale, type: .uint8, colour: .grey, window: window),
                planes: planes,
                values: isLabelMap ? .isEqual(to: segment.number) : .stored, notes: layout.notes)
            volume.segment = segment
            let empty = volume.emptyPlanes
            if empty == planes.count {
                volume.notes.append("No frame shows this segment: all of it is 0.")
            } else if empty > 0 {
                volume.notes.append("\(empty) of \(planes.count) slices have no frame and are filled with 0.")
            }
            all.append(volume)
        }
        main = all.first?.name
    }
}
