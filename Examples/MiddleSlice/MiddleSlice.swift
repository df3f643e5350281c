// Reads an image of any format that Lightbox knows, or a folder of DICOM slices, and says what lies in its middle.
//
//     swift run middle-slice head.nii.gz
//     swift run middle-slice scans/chest/
import Foundation
import LightboxCore
import LightboxFormats
import SystemPackage

@main struct MiddleSlice {
    static func main() {
        guard CommandLine.arguments.count == 2 else {
            print("usage: middle-slice FILE|FOLDER")
            exit(64)
        }
        // Every error of Lightbox is a sentence that names the file, the place in it and, where there is one, the way out.
        do { try show(FilePath(CommandLine.arguments[1])) } catch {
            print("\(error)")
            exit(1)
        }
    }

    private static func show(_ path: FilePath) throws {
        let image = try open(path)
        let header = image.header
        print("shape    \(header.shape), \(header.channels) channel(s) of \(header.storedType.rawValue)")
        print("spacing  \(header.spacing) mm")

        // One sample along every axis beyond the first two: of most formats nothing else is read.
        let middle = header.shape.map { $0 / 2 }
        let slice = Region(
            header.shape.indices.map { axis in
                axis < 2 ? 0..<header.shape[axis] : middle[axis]..<middle[axis] + 1
            })
        let values = try image.readFloats(slice).filter(\.isFinite)
        guard let low = values.min(), let high = values.max() else { return }
        print("slice    \(low) to \(high) \(header.rescale.unit ?? "")")

        if let affine = header.affine, middle.count >= 3 {
            let place = affine.position(
                ofVoxel: Vector3(Double(middle[0]), Double(middle[1]), Double(middle[2])))
            print("middle   \(place.x), \(place.y), \(place.z) mm (RAS+)")
        }
    }

    /// Opens a file, a member of an archive or a multi-scale folder; else the largest volume of a folder of slices.
    private static func open(_ path: FilePath) throws -> any ImageSource {
        guard FrontDoor.standard.report(path).format == .folder else {
            return try FrontDoor.standard.openMain(path)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
        let series = try DICOMSeries(names.map { path.appending($0) })
        for finding in series.findings { print("note     \(finding)") }
        guard let volume = series.volumes.max(by: { $0.header.shape.last ?? 0 < $1.header.shape.last ?? 0 })
        else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return volume
    }
}
