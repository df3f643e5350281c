public import LightboxCore

/// Opens HDF5 files.
///
/// ```swift
/// let file = try HDF5File.open(path: "brain.h5")
/// for dataset in try file.listing().datasets { print(dataset.path, dataset.shape, dataset.type.words) }
/// ```
public enum HDF5File {
    /// A file that does not lie on disk is taken into memory up to this size.
    public static let memoryLimit = 1 << 30

    /// The bytes that every HDF5 file begins with, at 0, 512 or a larger power of two.
    static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Opens a file on disk.
    public static func open(path: String) throws(HDF5Error) -> any HDF5Container {
        try HDF5LibraryFile(path: path)
    }

    /// Opens a file that lies anywhere: a member of an archive, say.
    public static func open(_ source: any ByteSource) throws(HDF5Error) -> any HDF5Container {
        let bytes: [UInt8]
        do {
            bytes = try source.read(at: 0, count: min(source.byteCountLimit, memoryLimit + 1))
        } catch {
            throw HDF5Error("the file's bytes cannot be read: \(error)")
        }
        guard bytes.count <= memoryLimit else {
            throw HDF5Error(
                "an HDF5 file inside an archive is read up to \(memoryLimit >> 20) MiB, and this is larger",
                hint: "take it out of the archive")
        }
        return try HDF5LibraryFile(bytes: bytes)
    }
}
