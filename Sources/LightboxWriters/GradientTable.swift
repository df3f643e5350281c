import LightboxArchive
public import LightboxCore
public import LightboxDICOM
public import SystemPackage

/// The b-values and directions of a diffusion series, as FSL and BIDS keep them beside a NIfTI file.
///
/// Directions go by the axes of the image; where these turn as the fingers of the right hand do (a positive
/// determinant), FSL wants the first one backwards.
public struct GradientTable: Sendable, Hashable {
    /// The text of the `.bval` file: one line.
    public let bValues: String
    /// The text of the `.bvec` file: a line for each axis of the image.
    public let directions: String

    /// - Parameter affine: of the image as it is written.
    public init(_ gradients: [DiffusionGradient], _ affine: Affine) {
        func unit(_ axis: Vector3) -> Vector3 { axis.length > 0 ? axis * (1 / axis.length) : axis }
        let (i, j) = (unit(affine.column(0)), unit(affine.column(1)))
        // Of a stack that leans the normal counts.
        let isRightHanded = affine.determinant > 0
        let k = unit(i.cross(j)) * (isRightHanded ? 1 : -1)
        func line(_ values: [Double]) -> String {
            // As many digits as the scanners' own single precision has.
            values.map { (abs($0) < 1e-6 ? 0 : Double("\(Float($0))") ?? $0).headerText }.joined(
                separator: "\t")
                + "\n"
        }
        bValues = line(gradients.map(\.bValue))
        directions = [i * (isRightHanded ? -1 : 1), j, k].map { axis in
            line(gradients.map { $0.direction.dot(axis) })
        }.joined()
    }

    /// The names of the two files beside an image.
    public static func paths(beside image: FilePath) -> (bValues: FilePath, directions: FilePath) {
        var stem = image.string
        for ending in [".gz", ".nii"] where stem.lowercased().hasSuffix(ending) {
            stem.removeLast(ending.count)
        }
        return (FilePath(stem + ".bval"), FilePath(stem + ".bvec"))
    }

    /// Writes the image, and both files with it: none stands under its name before all its bytes are there.
    func write(with image: (_ path: FilePath) throws -> [FilePath], to path: FilePath, replacing: Bool) throws
        -> [FilePath]
    {
        let paths = Self.paths(beside: path)
        let files = try [(paths.bValues, bValues), (paths.directions, directions)].map { path, text in
            let file = try NewFile(at: path, replacing: replacing)
            try file.append(Array(text.utf8))
            return file
        }
        let written = try image(path)
        for file in files { try file.commit() }
        return written + files.map(\.path)
    }
}
