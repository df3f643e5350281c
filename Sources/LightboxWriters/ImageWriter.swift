public import LightboxCore
public import LightboxFormats
public import SystemPackage

/// One kind of file that Lightbox writes.
///
///     let image = try FrontDoor.standard.open("head.mgz")
///     try NIfTIWriter().write(image, to: "head.nii.gz")
///
/// Samples are written as they are stored, slab by slab, so that memory does not grow with the image; what the
/// kind cannot hold is refused before anything is written. A file never stands under its name by half.
public protocol ImageWriter: Sendable {
    /// The kind, as people write it: `NIfTI`.
    var name: String { get }

    /// Whether a file of this kind keeps slope and intercept beside stored samples.
    var keepsRescale: Bool { get }

    /// Refuses an image that this kind cannot hold.
    func check(_ header: ImageHeader) throws(WriteError)

    /// Writes the image, and returns the files that hold it.
    ///
    /// - Throws: `WriteError` where the kind cannot hold the image, `OutputError` where the files cannot be written,
    ///   and what reading the image throws.
    @discardableResult
    func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath]
}

extension ImageWriter {
    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath) throws -> [FilePath] {
        try write(image, to: path, replacing: false)
    }
}

/// An image that a kind of file cannot hold: what is in the way, and the way out.
public struct WriteError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind, as people write it.
    public let target: String
    /// What is in the way, a sentence without its full stop.
    public let problem: String
    public let hint: String?

    public init(_ target: String, _ problem: String, hint: String? = nil) {
        (self.target, self.problem, self.hint) = (target, problem, hint)
    }
    public var description: String {
        "\(target) cannot hold the image: \(problem)." + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
