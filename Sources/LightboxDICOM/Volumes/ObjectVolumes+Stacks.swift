import LightboxCore

extension ObjectVolumes {
    /// The most stacks that are told apart.
    private static let stackLimit = 1000

    /// The volumes of an enhanced object: one for each stack and kind of frame, with a fourth axis where frames share a
    /// place.
    mutating func addStacks(_ image: DICOMImage, _ file: DICOMFile, _ tables: DisplayTables) {
        let (layout, header, set) = (image.layout, image.dataSet, file.dataSet)
        let groups = FrameGroups(set, frames: layout.frames)
        guard !set.items(.perFrameFunctionalGroupsSequence).isEmpty, layout.samplesPerPixel == 1,
            layout.frames > 1 || layout.storedType.isFloatingPoint,
            set["TotalPixelMatrixColumns"] == nil
        else { return }
        let dimensions = FrameDimensions(set)
        var stacks: [FrameStackKey: [Int]] = [:]
        var keys: [FrameStackKey] = []
        for frame in 0..<layout.frames {
            guard let plane = header.plane(frame: frame) else { return }
            let key = FrameStackKey(plane, header, groups, frame)
            if stacks[key] == nil { keys.append(key) }
            stacks[key, default: []].append(frame)
        }
        guard keys.count <= Self.stackLimit else {
            notes.append("The frames are of \(keys.count) kinds or stacks, too many to make volumes of.")
            return
        }
        var names: Set<String> = []
        for key in keys {
            guard let frames = stacks[key] else { continue }
            let planes = frames.compactMap { header.plane(frame: $0) }
            func length(_ tag: Tag) -> Double? {
                header.numbers(tag, frame: frames[0]).first { $0 > 0 && $0.isFinite }
            }
            guard planes.count == frames.count,
                let grid = FrameGrid(
                    planes, pixels: header.pixelSpacing(frame: frames[0]),
                    statedStep: length(.spacingBetweenSlices),
                    thickness: length(.sliceThickness))
            else { continue }
            let times = FrameTimes(frames, at: grid.places, groups, dimensions)
            var cells = [[FramePiece]](repeating: [], count: grid.depth * times.count)
            for (index, frame) in frames.enumerated() {
                cells[times.places[index] * grid.depth + grid.places[index]] = [FramePiece(frame, of: layout)]
            }
            let rescales = frames.map { header.rescale(frame: $0) }
            let isUniform = Set(rescales).count == 1
            let middle = frames[frames.count / 2]
            let shape = [layout.columns, layout.rows, grid.depth] + (times.count > 1 ? [times.count] : [])
            var name = keys.count > 1 ? key.name(among: keys) : key.stack.map { "stack \($0)" } ?? "stack"
            if !names.insert(name).inserted {
                name += " (\(names.count + 1))"
                names.insert(name)
            }
            let place = image.header.placed(
                shape, spacing: grid.spacing, affine: grid.affine, type: isUniform ? nil : .float32,
                rescale: isUniform ? rescales[0] : Rescale(unit: rescales[0].unit),
                window: .some(tables.window(header, frame: middle)))
            var all = [Rescale](repeating: .identity, count: layout.frames)
            for (frame, rescale) in zip(frames, rescales) { all[frame] = rescale }
            var volume = ObjectVolume(
                name: name, header: place, planes: cells, values: isUniform ? .stored : .rescaled(all),
                notes: grid.notes + times.notes)
            volume.timeAxis = times.axis
            if !isUniform {
                volume.notes.append(
                    "The frames have rescales of their own; the volume holds rescaled values as float32.")
            }
            if volume.emptyPlanes > 0 {
                volume.notes.append(
                    "\(volume.emptyPlanes) of \(cells.count) slices have no frame and are filled with 0.")
            }
            self.all.append(volume)
        }
        // The frames as they are stored do as well where they lie in order and share one rescale.
        if let first = self.all.first, image.header.affine == nil || first.values != .stored {
            main = first.name
        }
    }
}

/// What frames must share to be one volume.
struct FrameStackKey: Hashable {
    let stack: String?
    /// The kind of frame: its FrameType, and which part of a complex number it is.
    let kind: String
    private let orientation: [Int]
    private let spacing: [Int]

    init(_ plane: ImagePlane, _ header: DICOMHeader, _ groups: FrameGroups, _ frame: Int) {
        stack = groups.group("FrameContentSequence", frame)?.text("StackID")
        let types = [
            "MRImageFrameTypeSequence", "CTImageFrameTypeSequence", "PETFrameTypeSequence",
            "ParametricMapFrameTypeSequence",
        ]
        let item = types.lazy.compactMap { groups.group($0, frame) }.first
        kind = [item?.text("FrameType"), item?.text("ComplexImageComponent")].compactMap { $0 }
            .joined(separator: "\\")
        func rounded(_ values: [Double]) -> [Int] { values.map { Int(($0 * 1000).rounded()) } }
        orientation = rounded([plane.right, plane.down].flatMap { [$0.x, $0.y, $0.z] })
        let pixels = header.pixelSpacing(frame: frame)
        spacing = rounded([pixels?.i, pixels?.j].compactMap { $0 }.filter { $0 < 1e6 })
    }

    /// The stack, and in what its frames are others than those of the same stack.
    func name(among keys: [FrameStackKey]) -> String {
        let name = stack.map { "stack \($0)" } ?? "stack"
        let others = keys.filter { $0.stack == stack && $0 != self }
        guard others.contains(where: { $0.kind != kind }) else { return name }
        let own = kind.split(separator: "\\")
        let words = own.indices.filter { index in
            others.contains { other in
                let theirs = other.kind.split(separator: "\\")
                return !theirs.indices.contains(index) || theirs[index] != own[index]
            }
        }.map { own[$0].lowercased() }
        return words.isEmpty ? name : name + ", " + words.joined(separator: " ")
    }
}

/// The dimensions of an object, apart from those of space.
struct FrameDimensions {
    /// For each its place in DimensionIndexValues, and the element that it is an index of.
    let others: [(index: Int, tag: Tag, name: String)]

    init(_ set: DICOMDataSet) {
        let space: Set<Tag> = [
            .stackID, .inStackPositionNumber, .imagePositionPatient, .imageOrientationPatient, .sliceLocation,
            .planePositionSequence, .planeOrientationSequence,
        ]
        others = set.items("DimensionIndexSequence").enumerated().compactMap { index, item in
            guard let tag = item["DimensionIndexPointer"].flatMap({ item.attributeTag($0) }),
                !space.contains(tag)
            else { return nil }
            let name =
                DataDictionary.entry(for: tag)?.keyword ?? item.text("DimensionDescriptionLabel")
                ?? tag.digits
            return (index, tag, name)
        }
    }
}
