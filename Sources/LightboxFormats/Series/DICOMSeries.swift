import LightboxCore
import LightboxDICOM
public import SystemPackage

/// The files of one SeriesInstanceUID, as the volumes that they make.
public struct DICOMSeries: Sendable {
    /// The volumes, the one with the most slices first; never empty.
    public let volumes: [SeriesVolume]
    /// What is odd about the series as a whole, a sentence each.
    ///
    /// What is odd about one volume is in its own `findings`.
    public let findings: [String]
    /// The files that could not be read, or hold no pixels, and are left out; `findings` says why.
    public let leftOut: [FilePath]

    /// Reads the headers of the files and sorts their slices in space.
    ///
    /// The order of the files means nothing. Files that cannot be read, or hold no pixels, are left out and
    /// counted in `findings`.
    ///
    /// - Throws: what kept the first file from being read, if none could be.
    public init(_ paths: [FilePath]) throws { try self.init(paths.map { SeriesFile(path: $0) }) }

    /// Does the same for files on disk or in archives.
    public init(_ files: [SeriesFile]) throws {
        var files = files
        var slices: [SeriesSlice] = []
        var failures: [(path: FilePath, error: any Error)] = []
        var timeStep: Double?
        for index in files.indices {
            let path = files[index].path
            try Task.checkCancellation()
            do {
                let (header, source) = try files[index].readHeader()
                slices += try SeriesSlice.slices(of: header, file: index, from: source)
                timeStep = timeStep ?? header.number(.temporalResolution).map { $0 / 1000 }
            } catch let error as DICOMError {
                failures.append((path, FormatError(error, path: path)))
            } catch {
                failures.append((path, error))
            }
        }
        let (stacks, oddities) = SliceStack.stacks(of: slices)
        volumes = stacks.compactMap { SeriesVolume($0, files: files, timeStepSeconds: timeStep) }
        guard !volumes.isEmpty else {
            throw failures.first?.error ?? FormatError(.dicom, "the series has no files")
        }
        var findings = oddities
        if let first = failures.first {
            let name = first.path.lastComponent?.string.withoutControlCharacters ?? "?"
            let reason = (first.error as? FormatError)?.sentence ?? "\(first.error)"
            findings.append(
                failures.count == 1
                    ? "1 file is left out: '\(name)': \(reason)"
                    : "\(failures.count) files are left out, the first of them '\(name)': \(reason)")
        }
        self.findings = findings
        leftOut = failures.map(\.path)
    }
}
