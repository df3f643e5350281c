public import SystemPackage

/// A kind of file that `Conversion` writes, by the word for it on the command line.
public enum ConversionTarget: String, Sendable, Hashable, CaseIterable {
    case nifti, nifti2, nrrd, metaimage, png, jpeg, tiff, npy, dicom

    /// The kind that a path's name asks for, or `nil` where it tells none.
    ///
    /// A name without an ending, or one that ends with a slash, is a folder and so a DICOM series.
    public init?(path: FilePath) {
        let name = path.lastComponent?.string.lowercased() ?? ""
        let endings: [(String, ConversionTarget)] = [
            (".nii", .nifti), (".nii.gz", .nifti), (".nrrd", .nrrd), (".mha", .metaimage),
            (".mhd", .metaimage),
            (".png", .png), (".jpg", .jpeg), (".jpeg", .jpeg), (".tif", .tiff), (".tiff", .tiff),
            (".npy", .npy), (".dcm", .dicom),
        ]
        if let known = endings.first(where: { name.hasSuffix($0.0) }) {
            self = known.1
        } else if !name.contains(".") || path.string.hasSuffix("/") {
            self = .dicom
        } else {
            return nil
        }
    }

    /// Whether files of this kind hold one plane, so that volumes become many.
    var isPicture: Bool { self == .png || self == .jpeg }
}
