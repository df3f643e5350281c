import LightboxCore
import LightboxDICOM
import LightboxFormats
import SystemPackage

/// What is done to an image on its way to a target, step by step.
struct ConversionPlan {
    private(set) var image: any ImageSource
    private(set) var notes: [String]
    private let source: ConversionSource
    private let target: ConversionTarget
    private let choices: ConversionChoices

    init(_ source: ConversionSource, _ target: ConversionTarget, _ choices: ConversionChoices) {
        (self.source, self.target, self.choices) = (source, target, choices)
        (image, notes) = (source.image, source.notes)
        // These keep all axes that a file has; the others, and a choice of volume, count those behind the third as one.
        if [.nifti, .nifti2, .npy].contains(target), choices.volume == nil, let whole = UnfoldedImage(image),
            target == .npy || !NIfTIWriter.isVector(whole.header)
        {
            image = whole
            notes.removeAll { $0.hasPrefix("Axes 4 to ") }
        }
        // Repetitions of an MR image are a repetition time apart, where nothing says otherwise.
        let header = image.header
        if header.timeStepSeconds == nil, header.shape.count == 4, source.dicom?.modality == "MR",
            let time = source.dicom?.repetitionTimeMilliseconds, time > 0
        {
            image = RelabelledImage(image, header.with(timeStepSeconds: time / 1000))
        }
    }

    private var name: String {
        switch target {
        case .nifti, .nifti2: "NIfTI"
        case .nrrd: "NRRD"
        case .metaimage: "MetaImage"
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .tiff: "TIFF"
        case .npy: "NPY"
        case .dicom: "DICOM"
        }
    }

    /// Takes the volume and the slice that were asked for.
    mutating func select() throws {
        var ranges = image.header.shape.map { 0..<$0 }
        func choose(_ index: Int, _ axis: Int, _ word: String) throws {
            let length = image.header.length(axis)
            guard (0..<length).contains(index) else {
                throw ConversionError(
                    "There is no \(word) \(index): the image has \(length == 1 ? "one" : "\(length), counted from 0")."
                )
            }
            if axis < ranges.count { ranges[axis] = index..<index + 1 }
        }
        if let volume = choices.volume { try choose(volume, 3, "volume") }
        if let slice = choices.slice { try choose(slice, 2, "slice") }
        if choices.volume != nil || choices.slice != nil, let box = CroppedImage(image, to: Region(ranges)) {
            image = box
        }
    }

    /// Makes red, green and blue of colours that are coded otherwise.
    mutating func decodeColours() {
        guard let colours = RGBImage(image) else { return }
        let note =
            switch image.header.colour {
            case .ybrFull: "Colours are turned from luma and differences into RGB."
            case .cmyk: "Cyan, magenta, yellow and black are turned into RGB, without a colour profile."
            default: "The numbers of the palette are turned into its colours, as RGB."
            }
        notes.append(note)
        image = colours
    }

    func writer(for path: FilePath) -> any ImageWriter {
        switch target {
        case .nifti, .nifti2:
            var writer = NIfTIWriter()
            if target == .nifti2 { writer.version = .two }
            writer.spaceCode = source.spaceCode ?? (source.dicom == nil ? 2 : 1)
            if choices.volume == nil { writer.intentCode = source.intentCode }
            return writer
        case .nrrd: return NRRDWriter()
        case .metaimage: return MetaImageWriter()
        case .tiff: return TIFFWriter()
        case .npy: return NPYWriter()
        case .png: return PictureWriter(.png)
        case .jpeg:
            var writer = PictureWriter(.jpeg)
            writer.quality = choices.quality
            return writer
        case .dicom:
            var writer = DICOMSeriesWriter()
            writer.modality = choices.modality ?? source.dicom?.modality ?? "OT"
            writer.bodyPartExamined = source.dicom?.bodyPartExamined
            writer.repetitionTimeMilliseconds = source.dicom?.repetitionTimeMilliseconds
            return writer
        }
    }

    /// Brings the samples into a type, and the values onto a scale, that the target can hold.
    mutating func fit(_ writer: any ImageWriter) throws {
        if let picture = writer as? PictureWriter { return try fit(picture) }
        if let display = choices.display { return try show(display) }
        if target == .dicom { return try fitDICOM() }
        let header = image.header
        if choices.isRescaling {
            guard !header.storedType.isComplex else {
                throw ConversionError("Complex samples are not rescaled.", hint: "leave --rescale away")
            }
            image = RetypedImage(image, as: .float32, rescaling: true)
        } else if !writer.keepsRescale, !header.rescale.isIdentity, !choices.isStored {
            guard !header.storedType.isComplex else { return }
            let type = header.wholeTypeOfRescaled ?? .float32
            notes.append(
                "\(name) has no slope: the samples are written as rescaled values (\(scaleWords(header.rescale))), "
                    + "\(type.rawValue). --stored keeps them as they are.")
            image = RetypedImage(image, as: type, rescaling: true)
        }
    }

    private func scaleWords(_ rescale: Rescale) -> String {
        let sign = rescale.intercept < 0 ? "−" : "+"
        return "x \(rescale.slope.headerText) \(sign) \(abs(rescale.intercept).headerText)"
            + (rescale.unit.map { " \($0.withoutControlCharacters)" } ?? "")
    }

    /// Shows what a picture cannot hold through a window.
    private mutating func fit(_ writer: PictureWriter) throws {
        if let display = choices.display { return try show(display) }
        if writer.holds(image.header) { return }
        if image.header.window != nil { try show(.file) }
    }

    private mutating func show(_ display: ConversionChoices.Display) throws {
        let window: Window
        switch display {
        case .window(let given): window = given
        case .file:
            guard let own = image.header.window else {
                throw ConversionError(
                    "The file proposes no window.",
                    hint: "--window 40,400 gives centre and width, --window range the values' own range")
            }
            window = own
        case .range:
            let statistics = try SampleStatistics(of: image).rescaled(by: image.header.rescale)
            let width = statistics.maximum - statistics.minimum
            window =
                statistics.count > 0 && width > 0 && width.isFinite
                ? Window(center: statistics.minimum + width / 2, width: width)
                : Window(center: statistics.count > 0 ? statistics.minimum : 0, width: 1)
        }
        if case .table = window.function {
            notes.append(
                "The image is written as a display shows it: 8 bits, by the file's own table of greys.")
            image = DisplayedImage(image, window: window)
            return
        }
        notes.append(
            "The image is written as a display shows it: 8 bits, window centre \(window.center.headerText), width "
                + "\(window.width.headerText).")
        image = DisplayedImage(image, window: window)
    }

    /// Finds whole numbers of at most 16 bits for the samples.
    private mutating func fitDICOM() throws {
        let header = image.header
        guard header.channels == 1, !header.storedType.isComplex, header.planeCount ?? 0 > 0 else { return }
        if DICOMSeriesWriter.types.contains(header.storedType) { return }
        if header.storedType == .int8 {
            image = RetypedImage(image, as: .int16)
            return
        }
        let facts = try WholeNumbers(of: image)
        if facts.areWhole, let type = facts.narrowType {
            notes.append("All samples are whole numbers of 16 bits, and are written as \(type.rawValue).")
            image = RetypedImage(image, as: type)
            return
        }
        // Without the way out, the writer says what is in the way.
        guard choices.isRescaling else { return }
        let statistics = facts.statistics.rescaled(by: header.rescale)
        guard statistics.count > 0 else { throw ConversionError("The image has no finite value to write.") }
        let spread = (statistics.maximum - statistics.minimum) / 65_534
        guard spread.isFinite else { throw ConversionError("The values are too far apart for 16 bits.") }
        let middle = statistics.minimum + (statistics.maximum - statistics.minimum) / 2
        // The slope and intercept that the file will have, which the text of 16 characters decides.
        let slope = Double(DICOMWriter.decimalString(spread > 0 ? spread * (1 + 1e-9) : 1)) ?? 1
        let scale = Rescale(
            slope: slope > 0 ? slope : 1, intercept: Double(DICOMWriter.decimalString(middle)) ?? middle,
            unit: header.rescale.unit)
        var words = "Values are rounded to steps of \(scale.slope.headerText): int16 with RescaleSlope."
        if facts.statistics.nonFiniteCount > 0 {
            words += " NaN is written as PixelPaddingValue -32768."
        }
        notes.append(words)
        image = RetypedImage(image, as: .int16, rescaling: true, quantised: scale, missing: -32_768)
    }

    /// Lays the axes of an image from DICOM as dcm2niix does: rows from the bottom up and, of a 3-D acquisition, each
    /// axis along the nearest one of the patient.
    mutating func orientLikeDCM2NIIX() {
        guard source.dicom != nil, image.header.shape.count > 1 else { return }
        let shape = image.header.shape
        image = ReorderedImage(image, flipped: [false, true, false])
        guard source.dicom?.is3D == true, shape.count == 3, shape[2] > 1,
            let flippedAffine = image.header.affine
        else { return }
        let way = PatientAxes(flippedAffine, shape: shape)
        if way.isIdentity { return }
        image = ReorderedImage(image, order: way.order, flipped: way.flipped)
        notes.append("The axes of the 3-D acquisition are laid along the patient's, as dcm2niix lays them.")
    }

    /// The diffusion gradients of the image's volumes, as files beside it have them.
    mutating func gradients() throws -> GradientTable? {
        guard source.dicom?.modality == "MR", let volume = source.image as? SeriesVolume,
            image.header.shape.count == 4, image.header.shape[3] == volume.header.shape.last
        else { return nil }
        switch try volume.gradients() {
        case nil: return nil
        case .uncertain(let sentence):
            notes.append(sentence)
            return nil
        case .table(let gradients):
            guard let affine = image.header.affine else {
                notes.append(
                    "The image has no place in the patient, so no diffusion gradients are written beside it.")
                return nil
            }
            let undirected = gradients.count { $0.bValue > 0 && $0.direction.length == 0 }
            if undirected > 0 {
                notes.append(
                    "\(undirected) \(undirected == 1 ? "volume has" : "volumes have") a b-value and no direction (a "
                        + "trace, or computed): 0 0 0 in .bvec.")
            }
            return GradientTable(gradients, affine)
        }
    }

    /// Says what the target has no place for.
    mutating func noteWhatIsLost() {
        let header = image.header
        if !header.rescale.isIdentity, [.png, .tiff, .npy, .metaimage, .jpeg, .nrrd].contains(target),
            !header.storedType.isComplex
        {
            notes.append(
                "\(name) keeps no slope: a stored value v stands for v \(scaleWords(header.rescale)).")
        }
        if [.png, .jpeg, .npy].contains(target), header.affine != nil {
            notes.append("\(name) keeps no geometry: spacing and orientation are left behind.")
        } else if target == .tiff, header.affine != nil {
            notes.append("TIFF keeps the size of a pixel, and no orientation.")
        }
        if header.isInverted, [.png, .npy, .nrrd, .metaimage, .nifti, .nifti2].contains(target) {
            notes.append("Small values are meant to be white (MONOCHROME1); \(name) has no word for that.")
        }
        if target == .dicom, header.affine == nil {
            notes.append("The source does not say where it lies in the patient, nor do the files.")
        }
    }
}

/// An image under another header of the same size and type.
struct RelabelledImage: ImageSource {
    let header: ImageHeader
    private let base: any ImageSource

    init(_ base: any ImageSource, _ header: ImageHeader) {
        precondition(header.shape == base.header.shape && header.storedType == base.header.storedType)
        (self.base, self.header) = (base, header)
    }
    func read(_ region: Region) throws -> SampleBlock { try base.read(region) }
    func readFloats(_ region: Region) throws -> [Float] { try base.readFloats(region) }
}
