public import LightboxCodecs

/// What keeps a DICOM file, or its pixels, from being read.
public struct DICOMError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        /// The file ends inside the header of an element.
        case truncatedHeader
        /// The file ends before the sequence or item that began at the offset does.
        case unfinishedSequence
        /// The value is longer than the file, or than the sequence around it, has bytes left.
        case valuePastEnd(length: Int, available: Int)
        /// The two bytes that should name the VR are no letters.
        case unknownVR
        /// Something other than an item where the standard allows items only, or the reverse.
        case misplacedItem
        /// Sequences inside sequences, more than any real object has.
        case nestedTooDeeply
        /// The bytes do not begin as a DICOM file does.
        case notDICOM
        /// The transfer syntax is one whose pixels are not read.
        case unsupportedTransferSyntax(TransferSyntax)
        /// The data set is deflated and cannot be inflated.
        case inflation(CodecError)
        /// A frame whose coded bytes cannot be decoded; offsets in the error count from the first of these.
        case codec(frame: Int, CodecError)
        /// The pixels should lie in fragments, and the first is not there.
        case noFragments
        /// The object announces a frame that the pixel data does not hold.
        case missingFrame(frame: Int, of: Int)
        /// The frames are a film.
        case video(TransferSyntax)
        /// An element that pixels cannot be read without is absent or empty.
        case missing
        /// The element has a value that we cannot use; the text says what it may be.
        case unsupportedValue(found: String, expected: String)
        /// The object holds no pixels.
        case noPixels
        /// The file ends before the pixels do.
        case truncatedPixels(frame: Int, needed: Int, available: Int)
        /// The image is larger than can be addressed.
        case tooLarge
        /// A frame or region that the image does not have.
        case outsideImage
    }
    public let problem: Problem
    /// The element being read, once it is known; never its value, which may name a patient.
    public let tag: Tag?
    /// Where the problem starts, in bytes from the start of the file.
    public let offset: Int?

    public init(_ problem: Problem, tag: Tag? = nil, offset: Int? = nil) {
        (self.problem, self.tag, self.offset) = (problem, tag, offset)
    }

    public var description: String {
        let element = tag.map { " of \($0)" } ?? ""
        let place = offset.map { " at byte \($0)" } ?? ""
        return switch problem {
        case .truncatedHeader:
            "The DICOM header is cut short: the file ends inside the element\(element)\(place)."
                + "\nhint: the file may not have been copied whole"
        case .unfinishedSequence:
            "The DICOM header is cut short: the sequence\(element)\(place) has no end."
                + "\nhint: the file may not have been copied whole"
        case .valuePastEnd(let length, let available):
            "The value\(element)\(place) claims \(length) bytes, but \(available) remain."
                + "\nhint: the file may not have been copied whole"
        case .unknownVR:
            "The VR\(element)\(place) is not one of PS3.5."
                + "\nhint: the file may be damaged, or its transfer syntax misstated"
        case .misplacedItem: "The sequence\(element)\(place) is broken: items and elements are out of place."
        case .nestedTooDeeply: "The sequence\(element)\(place) lies inside more than 64 others."
        case .notDICOM: "This is no sound DICOM file: no data set stands at its start or behind its preamble."
        case .unsupportedTransferSyntax(let syntax):
            "\(syntax.name) (\(syntax.uid)) is not read."
                + "\nhint: an uncompressed copy may be had from the archive or device that the file comes from"
        case .inflation(let error): "The deflated data set\(place) cannot be inflated: \(error)"
        case .codec(let frame, let error): "Frame \(frame + 1)\(place) cannot be decoded: \(error)"
        case .noFragments:
            "The pixel data\(place) should begin with an item, as encapsulated pixels do."
                + "\nhint: the transfer syntax may be misstated, or the file not copied whole"
        case .missingFrame(let frame, let count):
            "The object announces \(count) frames, but frame \(frame + 1) is not in the pixel data."
                + "\nhint: the file may not have been copied whole"
        case .video(let syntax):
            "The pixels are a film (\(syntax.name)), which is not decoded here."
                + "\nhint: take it out with gdcmraw -i FILE -o FILM, and play FILM with ffmpeg"
        case .missing:
            "The pixels cannot be read: \(tag.map(\.description) ?? "an element") is missing or empty."
        case .unsupportedValue(let found, let expected):
            "\(tag.map(\.description) ?? "An element") is \(found); expected \(expected)."
        case .noPixels: "The DICOM object holds no pixels."
        case .truncatedPixels(let frame, let needed, let available):
            "The pixel data is cut short: frame \(frame + 1) needs \(needed) bytes, but \(available) remain"
                + "\(place).\nhint: the file may not have been copied whole"
        case .tooLarge: "The image is larger than this machine can address."
        case .outsideImage: "The region asked for lies outside the image."
        }
    }
}
