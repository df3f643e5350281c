import LightboxCore
public import LightboxFormats
public import SystemPackage

/// Turns an image of any kind that Lightbox reads into a file of one that it writes.
///
///     let source = try ConversionSource(["ct-chest"], ConversionChoices())
///     let conversion = try Conversion(source, to: "chest.nii.gz", ConversionChoices())
///     for file in try conversion.write() { print(file) }
///
/// Making one decides all that is to be done, says it in `notes`, and refuses what the target cannot hold; nothing
/// is written before `write`.
public struct Conversion: Sendable {
    /// The image as it is written.
    public let image: any ImageSource
    /// What was changed on the way, and what the target has no place for, a sentence each.
    public let notes: [String]
    public let target: ConversionTarget
    /// The b-values and directions that are written beside the image, where it is a diffusion series.
    public let gradients: GradientTable?
    private let writer: any ImageWriter
    private let path: FilePath
    private let isReplacing: Bool

    public init(_ source: ConversionSource, to path: FilePath, _ choices: ConversionChoices) throws {
        guard let target = choices.target ?? ConversionTarget(path: path) else {
            let kinds = ConversionTarget.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConversionError(
                "The name '\(path.string.withoutControlCharacters)' does not say what kind of file it is to be.",
                hint: "say it with --to: \(kinds)")
        }
        var plan = ConversionPlan(source, target, choices)
        try plan.select()
        plan.decodeColours()
        let writer = plan.writer(for: path)
        try plan.fit(writer)
        var gradients: GradientTable?
        if target == .nifti || target == .nifti2 {
            plan.orientLikeDCM2NIIX()
            gradients = try plan.gradients()
        }
        if !SliceNames.isPattern(path) { try writer.check(plan.image.header) }
        plan.noteWhatIsLost()
        (image, notes, self.target, self.writer) = (plan.image, plan.notes, target, writer)
        self.gradients = SliceNames.isPattern(path) ? nil : gradients
        (self.path, isReplacing) = (path, choices.isReplacing)
    }

    /// Writes the files, and returns their paths.
    public func write() throws -> [FilePath] {
        guard SliceNames.isPattern(path) else {
            guard let gradients else { return try writer.write(image, to: path, replacing: isReplacing) }
            return try gradients.write(
                with: { try writer.write(image, to: $0, replacing: isReplacing) }, to: path,
                replacing: isReplacing)
        }
        return try SliceNames(path, image.header).write(image, with: writer, replacing: isReplacing)
    }
}
