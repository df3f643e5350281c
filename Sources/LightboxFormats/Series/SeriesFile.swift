import LightboxCodecs
public import LightboxCore
import LightboxDICOM
public import SystemPackage

/// One file of a series: on disk or in an archive, gzipped or not.
public struct SeriesFile: Sendable {
    /// The path, which goes on below an archive's own where the file is a member of one.
    public let path: FilePath
    private let stored: @Sendable () throws -> any ByteSource
    private var isGzipped = false

    /// The file at a path, which may go on below an archive.
    public init(path: FilePath) { self.init(path: path) { try FrontDoor.standard.bytes(at: path) } }

    /// A file that is opened otherwise, such as a member of an archive.
    public init(path: FilePath, open: @escaping @Sendable () throws -> any ByteSource) {
        (self.path, stored) = (path, open)
    }

    /// The bytes of the file, inflated where it is gzipped.
    func open() throws -> any ByteSource {
        let bytes = try stored()
        return isGzipped ? try GzipBytes(bytes) : bytes
    }

    /// Reads the header, and finds out whether the file is gzipped.
    mutating func readHeader() throws -> (header: DICOMHeader, content: any ByteSource) {
        let bytes = try stored()
        do { return (try DICOMHeader(bytes), bytes) } catch let error as DICOMError {
            guard error.problem == .notDICOM, try bytes.read(at: 0, count: 2) == [0x1F, 0x8B] else {
                throw error
            }
            isGzipped = true
            let content = try GzipBytes(bytes)
            return (try DICOMHeader(content), content)
        }
    }
}
