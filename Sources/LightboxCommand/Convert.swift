import ArgumentParser
import LightboxCore
import LightboxFormats
import LightboxWriters
import SystemPackage

/// `lightbox convert`: an image of any kind into a file of another.
struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write an image as another kind of file, geometry kept.",
        usage: "lightbox convert [OPTIONS] IN... OUT",
        discussion: """
            IN is a file of any kind that Lightbox reads, a folder that holds one DICOM series, or several files. The \
            name of OUT says what is written: .nii, .nii.gz, .nrrd, .mha, .mhd, .npy, .tif, .png, .jpg; a name without \
            an ending is a folder that becomes a DICOM series. Samples are written as they are stored where OUT keeps \
            slope and intercept (NIfTI, DICOM), and else as rescaled values; every change is said. What OUT cannot \
            hold is refused before anything is written, a file is never there by half, and none is replaced unless \
            --force says so.

            Exit codes: 0 if it was written, 2 if not.

            Examples:
              lightbox convert ct-chest/ chest.nii.gz
              lightbox convert brain.mgz brain.nrrd
              lightbox convert head.nii.gz head-series          a DICOM series
              lightbox convert ct-chest/ 'png/slice-{k}.png' --window 40,400
              lightbox convert scan.h5 kspace.npy --part /kspace
            """)

    @Argument(help: "What to read, and last of all the file or folder to write.", completion: .file())
    var paths: [String]
    @Option(help: "The kind to write, where the name of OUT does not say it.") var to: ConversionTarget?
    @Option(help: "The part of a file that holds several; 'lightbox info' lists them.") var part: String?
    @Option(help: "The SeriesInstanceUID to take of a folder that holds several.") var series: String?
    @Option(help: "The stack to take of a series that is no single volume, counted from 1.") var stack: Int?
    @Flag(help: "Convert a series although some of its files cannot be read.") var partial = false
    @Option(help: "The volume (time point) to take, counted from 0.") var volume: Int?
    @Option(help: "The slice to take, counted from 0.") var slice: Int?
    @Flag(help: "Write rescaled values as float32; for DICOM the nearest of 65,535 steps.") var rescale =
        false
    @Flag(help: "Write the samples as stored, although OUT keeps no slope and intercept.") var stored = false
    @Option(
        help:
            "Write 8 bits as a display shows them: centre and width (40,400), 'file' for the file's own, or 'range'."
    )
    var window: WindowChoice?
    @Option(help: "JPEG's quality, 1 to 100.") var quality = 90
    @Option(help: "Modality of a DICOM series, where the source states none.") var modality: String?
    @Flag(help: "Replace what is there.") var force = false
    @Flag(help: "Print one JSON object a line, one for each file written.") var json = false

    func validate() throws {
        guard paths.count >= 2 else {
            throw ValidationError("Name what to read, and then what to write: lightbox convert IN... OUT")
        }
        guard (1...100).contains(quality) else {
            throw ValidationError("'--quality' must be 1 to 100, not \(quality).")
        }
        if rescale, stored { throw ValidationError("'--rescale' and '--stored' exclude each other.") }
        if let modality,
            modality.isEmpty || modality.utf8.count > 16
                || !modality.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
        {
            throw ValidationError("'--modality' is a code of capital letters such as CT or MR.")
        }
    }

    private var choices: ConversionChoices {
        var choices = ConversionChoices()
        (choices.target, choices.part, choices.series, choices.stack) = (to, part, series, stack)
        (choices.volume, choices.slice, choices.isRescaling, choices.isStored) = (
            volume, slice, rescale, stored
        )
        (choices.display, choices.quality, choices.modality) = (window?.display, quality, modality)
        (choices.isReplacing, choices.isPartial) = (force, partial)
        return choices
    }

    func run() async throws {
        let choices = self.choices
        let inputs = paths.dropLast().map { FilePath($0) }
        let output = FilePath(paths.last ?? "")
        let hasSlash = paths.last?.hasSuffix("/") == true
        var asked = choices
        // A FilePath forgets the slash at its end, which says that a folder is meant.
        if hasSlash, asked.target == nil { asked.target = .dicom }
        let work = Task { [asked] in
            let source = try ConversionSource(inputs, asked)
            let conversion = try Conversion(source, to: output, asked)
            for note in conversion.notes { Terminal.say("note: \(note)") }
            return (conversion, try conversion.write())
        }
        do {
            let (conversion, files) = try await Interrupts.cancelling(work) { try await work.value }
            report(conversion, files)
        } catch is CancellationError {
            Terminal.say("Stopped; nothing was left behind.")
            throw ExitCode(Exit.notDone)
        }
    }

    private func report(_ conversion: Conversion, _ files: [FilePath]) {
        let header = conversion.image.header
        guard json else {
            let first = files.first?.string.withoutControlCharacters ?? ""
            let what =
                header.shape.map(String.init).joined(separator: " × ")
                + (header.channels > 1 ? ", \(header.channels) channels" : "")
                + ", \(header.storedType.rawValue)"
            let gradients = conversion.gradients == nil ? "" : " Its b-values and directions lie beside it."
            return Terminal.say(
                files.count == 1 || conversion.gradients != nil
                    ? "Wrote '\(first)': \(what).\(gradients)"
                    : "Wrote \(files.count) files, '\(first)' and so on: \(what).")
        }
        let tables = conversion.gradients == nil ? 0 : 2
        for file in files.dropLast(tables) {
            let line: JSONValue = [
                "path": .string(file.string), "kind": .string(conversion.target.rawValue),
                "shape": .array(header.shape.map { .integer(Int64($0)) }),
                "channels": .integer(Int64(header.channels)),
                "storedType": .string(header.storedType.rawValue),
                "affine": header.affine.map { affine in
                    .array((affine.rows + [[0, 0, 0, 1]]).map { .array($0.map { .number($0) }) })
                } ?? .null,
                "rescale": [
                    "slope": .number(header.rescale.slope), "intercept": .number(header.rescale.intercept),
                ],
                "notes": .strings(conversion.notes),
            ]
            Terminal.print(line.text)
        }
        for (file, kind) in zip(files.suffix(tables), ["bval", "bvec"]) {
            let line: JSONValue = ["path": .string(file.string), "kind": .string(kind)]
            Terminal.print(line.text)
        }
    }
}

/// What `--window` takes.
struct WindowChoice: ExpressibleByArgument {
    let display: ConversionChoices.Display

    init?(argument: String) {
        switch argument {
        case "file": display = .file
        case "range": display = .range
        default:
            let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
            guard numbers.count == 2, let center = numbers[0], let width = numbers[1], center.isFinite,
                width.isFinite, width > 0
            else { return nil }
            display = .window(Window(center: center, width: width))
        }
    }
}
