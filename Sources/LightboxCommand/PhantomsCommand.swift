import ArgumentParser
import Foundation
import LightboxTwin
import SystemPackage

/// `lightbox phantoms` writes made-up images to try Lightbox with.
struct PhantomsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phantoms",
        abstract: "Write a folder of made-up images to try Lightbox with.",
        discussion: """
            Writes a chest CT (DICOM), a head and a functional series (NIfTI) and chest films (PNG, JPEG), computed \
            and marked SYNTHETIC. The files are the same each time.

            Examples:
              lightbox phantoms phantoms && lightbox serve phantoms
              lightbox phantoms --orientations poses     one asymmetric volume in 50 poses, NIfTI and DICOM
            """)

    @Argument(help: "The folder to fill; it is made where it is not there.") var folder: String
    @Flag(help: "Write the orientation phantom: all 48 axis orders and two oblique ones.") var orientations =
        false

    func run() throws {
        let path = FilePath(folder)
        let files: [FilePath]
        do {
            files =
                try orientations
                ? Phantoms.writeOrientations(into: path) : Phantoms.writeDemoFolder(into: path)
        } catch {
            Terminal.say("Could not fill '\(folder)': \((error as NSError).localizedDescription)")
            throw ExitCode(Exit.notDone)
        }
        Terminal.say("Wrote \(files.count) files into '\(folder)'.")
        Terminal.say("hint: look at them with 'lightbox serve \(folder)'")
    }
}
