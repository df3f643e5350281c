public import LightboxCore

/// Opens HDF5 files.
///
/// ```swift
/// let file = try HDF5File(FileBytes(path: "brain.h5"), path: "brain.h5")
/// for dataset in try file.listing().datasets { print(dataset.path, dataset.shape, dataset.type.words) }
/// ```
/// Our own reader takes nearly every file: it holds no lock, reads from any source and stays whole whatever is in
/// the file. Only what it does not know (chunks coded by nbit or a plug-in; messages that
/// objects share) goes to libhdf5, which is looked for then. A file that is damaged never does.
public struct HDF5File: HDF5Container {
    /// A file that does not lie on disk is taken into memory up to this size, where libhdf5 must read it.
    public static let memoryLimit = 1 << 30

    /// The bytes that every HDF5 file begins with, at 0, 512 or a larger power of two.
    static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

    private let parsed: HDF5ParsedFile
    private let source: any ByteSource
    private let path: String?

    /// - Parameter path: where the bytes lie on disk, if they do.
    public init(_ source: any ByteSource, path: String? = nil) throws(HDF5Error) {
        parsed = try HDF5ParsedFile(source)
        (self.source, self.path) = (source, path)
    }

    public func listing() throws(HDF5Error) -> HDF5Listing {
        do throws(HDF5Error) {
            let listing = try parsed.listing()
            if let fault = listing.faults.first(where: \.isUnsupported) { throw fault }
            return listing
        } catch {
            return try instead(of: error) { library throws(HDF5Error) in try library.listing() }
        }
    }

    public func attributes(of path: String) throws(HDF5Error) -> [HDF5Attribute] {
        do throws(HDF5Error) { return try parsed.attributes(of: path) } catch {
            return try instead(of: error) { library throws(HDF5Error) in try library.attributes(of: path) }
        }
    }

    public func dataset(_ path: String) throws(HDF5Error) -> any HDF5Dataset {
        do throws(HDF5Error) {
            let dataset = try parsed.dataset(path)
            if let own = dataset as? HDF5ParsedDataset, let filter = own.unknownFilter {
                throw HDF5Error(object: path, unsupported: "its chunks are coded by \(filter)")
            }
            return dataset
        } catch {
            return try instead(of: error) { library throws(HDF5Error) in try library.dataset(path) }
        }
    }

    /// Asks the library where our own reader came to its end; an error stays one.
    private func instead<T>(of error: HDF5Error, _ body: (HDF5LibraryFile) throws(HDF5Error) -> T)
        throws(HDF5Error) -> T
    {
        guard error.isUnsupported else { throw error }
        if let path { return try body(try HDF5LibraryFile(path: path)) }
        let bytes: [UInt8]
        do { bytes = try source.read(at: 0, count: min(source.byteCountLimit, Self.memoryLimit + 1)) } catch {
            throw HDF5Error("the file's bytes cannot be read: \(error)")
        }
        guard bytes.count <= Self.memoryLimit else {
            throw HDF5Error(
                object: error.object,
                "\(error.problem); inside an archive that is read up to \(Self.memoryLimit >> 20) MiB, and "
                    + "this file is larger",
                hint: "take it out of the archive")
        }
        return try body(try HDF5LibraryFile(bytes: bytes))
    }
}
