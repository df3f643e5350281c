import LightboxCore

extension ObjectVolumes {
    /// The frames as they are stored, as one volume that keeps the place of the image.
    private func frames(_ image: DICOMImage, named name: String) -> ObjectVolume {
        ObjectVolume(
            name: name, header: image.header,
            planes: (0..<image.layout.frames).map { [FramePiece($0, of: image.layout)] })
    }

    /// The values that a Modality LUT makes of the stored ones (PS3.3 §C.11.1).
    mutating func addModalityValues(_ image: DICOMImage, _ tables: DisplayTables) {
        guard let table = tables.modality, image.layout.samplesPerPixel == 1 else { return }
        var volume = frames(image, named: "modality LUT")
        volume.header = volume.header.placed(
            volume.header.shape, spacing: volume.header.spacing, affine: volume.header.affine,
            type: table.type,
            rescale: Rescale(unit: table.unit), window: .some(tables.window(image.dataSet)))
        volume.values = .table(table)
        all.append(volume)
    }

    /// The rescaled values of frames that have rescales of their own, where no stack holds them.
    mutating func addRescaledFrames(_ image: DICOMImage) {
        let (header, layout) = (image.dataSet, image.layout)
        guard all.isEmpty, layout.frames > 1, header.hasFrameGroups,
            layout.samplesPerPixel == 1
        else { return }
        let rescales = (0..<layout.frames).map { header.rescale(frame: $0) }
        guard Set(rescales).count > 1 else { return }
        var volume = frames(image, named: "rescaled values")
        volume.header = volume.header.placed(
            volume.header.shape, spacing: volume.header.spacing, affine: volume.header.affine, type: .float32,
            rescale: Rescale(unit: rescales[0].unit))
        volume.values = .rescaled(rescales)
        all.append(volume)
        main = volume.name
    }

    /// The values of the real world that the stored ones stand for, one part for each mapping (PS3.3
    /// §C.7.6.16.2.11).
    mutating func addRealWorldValues(_ image: DICOMImage, _ file: DICOMFile) throws {
        let layout = image.layout
        guard layout.samplesPerPixel == 1 else { return }
        let groups = FrameGroups(file.dataSet, frames: layout.frames)
        let lists = (0..<layout.frames).map { groups.items("RealWorldValueMappingSequence", $0) }
        guard let first = lists.first, !first.isEmpty else { return }
        let bases = all.isEmpty ? [frames(image, named: "")] : all
        for (index, item) in first.enumerated() {
            let mapping = RealWorldMapping(item)
            let words = "real world values" + (first.count > 1 ? " \(index + 1)" : "")
            for base in bases {
                var volume = base
                let name = base.name.isEmpty ? words : base.name + ", " + words
                volume = ObjectVolume(
                    name: name, header: base.header, planes: base.planes, notes: base.notes)
                (volume.timeAxis, volume.mapping) = (base.timeAxis, mapping)
                func place(_ type: SampleType?, _ rescale: Rescale) -> ImageHeader {
                    base.header.placed(
                        base.header.shape, spacing: base.header.spacing, affine: base.header.affine,
                        type: type, rescale: rescale, window: .some(nil))
                }
                let unit = mapping.unit?.value
                if let element = item["RealWorldValueLUTData"] {
                    let numbers = try file.numbers(of: element)
                    guard let lowest = mapping.first.flatMap({ Int(exactly: $0) }), !numbers.isEmpty else {
                        continue
                    }
                    volume.values = .table(LookupTable(first: lowest, entries: numbers, bits: 64))
                    volume.header = place(.float32, Rescale(unit: unit))
                } else {
                    let rescales = lists.map { list in
                        RealWorldMapping(list.indices.contains(index) ? list[index] : item).rescale
                    }
                    let used = Set(base.planes.joined().map { rescales[$0.frame] })
                    guard !used.contains(nil), let common = used.first ?? nil else { continue }
                    if used.count == 1 {
                        volume.header = place(layout.storedType, common)
                    } else {
                        volume.values = .rescaled(rescales.map { $0 ?? .identity })
                        volume.header = place(.float32, Rescale(unit: unit))
                        volume.notes.append(
                            "The frames have mappings of their own; the volume holds real values as float32.")
                    }
                }
                if let low = mapping.first, let high = mapping.last, !layout.storedType.isFloatingPoint {
                    volume.notes.append("The mapping is for stored values from \(low) to \(high).")
                }
                all.append(volume)
            }
        }
        if layout.storedType.isFloatingPoint { main = all.first { $0.mapping != nil }?.name ?? main }
    }
}

extension RealWorldMapping {
    /// Slope and intercept, where it has them.
    var rescale: Rescale? {
        guard let slope, slope.isFinite else { return nil }
        let intercept = intercept ?? 0
        return intercept.isFinite ? Rescale(slope: slope, intercept: intercept, unit: unit?.value) : nil
    }
}
