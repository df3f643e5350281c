public import LightboxCore

/// What to convert, and how.
public struct ConversionChoices: Sendable, Hashable {
    /// How samples become greys of 8 bits.
    public enum Display: Sendable, Hashable {
        case window(Window)
        /// The window that the file proposes.
        case file
        /// From the smallest to the largest value of what is written.
        case range
    }
    /// The kind of file; `nil` where the name decides.
    public var target: ConversionTarget?
    /// The part of a file that holds several.
    public var part: String?
    /// The SeriesInstanceUID to take of a folder that holds several.
    public var series: String?
    /// The stack to take of a series that is several, counted from 1.
    public var stack: Int?
    /// Whether a series of which some files cannot be read is converted without them.
    public var isPartial = false
    /// The time point to take, counted from 0.
    public var volume: Int?
    /// The slice to take, counted from 0.
    public var slice: Int?
    /// Whether rescaled values are written as `float32`, whatever the target could keep.
    public var isRescaling = false
    /// Whether stored samples are written although the target keeps no slope.
    public var isStored = false
    public var display: Display?
    /// JPEG's quality, 1 to 100.
    public var quality = 90
    /// Modality for DICOM; `nil` for that of the source.
    public var modality: String?
    /// Whether files that are there are replaced.
    public var isReplacing = false

    public init() {}
}

/// What cannot be converted, and the way out.
public struct ConversionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sentence.
    public let sentence: String
    public let hint: String?
    public init(_ sentence: String, hint: String? = nil) { (self.sentence, self.hint) = (sentence, hint) }
    public var description: String { sentence + (hint.map { "\nhint: \($0)" } ?? "") }
}
