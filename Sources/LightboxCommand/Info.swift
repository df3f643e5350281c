import ArgumentParser
import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import SystemPackage

/// `lightbox info`: what is in a file, whatever it is.
struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is in a file, any format.",
        discussion: """
            Names the kind of each file by its content and, of images, shape, type, spacing and orientation. A file \
            that cannot be read has its reason, and does not keep the others from being shown.

            Exit codes: 0 if every file could be read or is of a kind that holds no image for us, 1 if some had an \
            error.

            Examples:
              lightbox info head.nii.gz
              lightbox info --json --pixels scans/*.dcm
              lightbox info --dicom-json slice.dcm
            """)

    @Argument(help: "The files to look at.") var files: [String]
    @Flag(help: "Print one JSON object a line, one line for each file.") var json = false
    @Flag(help: "Read all samples too: their SHA-256, smallest, largest and mean value.") var pixels = false
    @Flag(help: "Print each DICOM file in the DICOM JSON model (PS3.18 Annex F), one object a line.")
    var dicomJSON = false

    func validate() throws {
        if dicomJSON, json || pixels {
            throw ValidationError("'--dicom-json' goes with neither '--json' nor '--pixels'.")
        }
    }

    func run() throws {
        if dicomJSON { return try printDICOMJSON() }
        var hasError = false
        for (index, file) in files.enumerated() {
            let entry = InfoEntry(path: file, readingPixels: pixels)
            if entry.error != nil { hasError = true }
            if json {
                Terminal.print(entry.json.text)
            } else {
                if index > 0 { Terminal.print("") }
                for line in entry.lines(Style(isOn: Terminal.wantsColour)) { Terminal.print(line) }
            }
        }
        if hasError { throw ExitCode(Exit.wanting) }
    }

    private func printDICOMJSON() throws {
        var hasError = false
        for file in files {
            do {
                let path = FilePath(file)
                let object = try FrontDoor.standard.dicomFile(path)
                Terminal.print(try object.jsonModel(name: path.lastComponent?.string ?? file).text)
                if let problem = object.problem { throw problem }
            } catch {
                let refusal = InfoEntry.Refusal(error)
                Terminal.say(
                    "lightbox: \(file.withoutControlCharacters): " + refusal.sentence
                        + (refusal.hint.map { "\nhint: \($0)" } ?? ""))
                hasError = true
            }
        }
        if hasError { throw ExitCode(Exit.wanting) }
    }
}
