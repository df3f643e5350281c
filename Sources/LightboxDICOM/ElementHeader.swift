import LightboxCore

/// The header of one element: what it is called, how it is coded, where its value lies.
struct ElementHeader: Equatable {
    let tag: Tag
    /// The VR as stated, or `nil` in Implicit VR and for items and delimiters.
    let vr: VR?
    /// The length of the value in bytes, or `nil` where it is undefined.
    let length: Int?
    /// Where the value starts, in bytes from the start of the file.
    let value: Int

    /// Reads the header at `place` of the window, or returns `nil` if the window ends inside it.
    init?(
        _ window: Span<UInt8>, at place: Int, fileOffset: Int, isExplicit: Bool, order: ByteOrder
    ) throws(DICOMError) {
        guard let group = window.integer(UInt16.self, at: place, order),
            let element = window.integer(UInt16.self, at: place + 2, order),
            let code = window.integer(UInt16.self, at: place + 4, .big)
        else { return nil }
        tag = Tag(group, element)
        var size: UInt32
        if isExplicit, group != 0xFFFE {
            let vr = VR(code: code)
            // Blanks instead of a VR have been seen (fo-dicom issue 179).
            guard vr.looksLikeVR || code == 0x2020 else {
                throw DICOMError(.unknownVR, tag: tag, offset: fileOffset + 4)
            }
            guard let short = window.integer(UInt16.self, at: place + 6, order) else { return nil }
            // VRs to come have the long form (PS3.5 §7.1.2), but those who invent VRs write the short one.
            if vr.lengthForm == .short || vr.lengthForm == .unknown && short != 0 {
                size = UInt32(short)
                value = fileOffset + 8
            } else {
                guard let long = window.integer(UInt32.self, at: place + 8, order) else { return nil }
                size = long
                value = fileOffset + 12
            }
            self.vr = code == 0x2020 ? .UN : vr
        } else {
            guard let long = window.integer(UInt32.self, at: place + 4, order) else { return nil }
            size = long
            value = fileOffset + 8
            vr = nil
        }
        length = size == 0xFFFF_FFFF ? nil : Int(size)
    }
}

/// The element that holds the pixels, and where they lie.
public struct PixelElement: Sendable, Hashable {
    /// Which of the three elements that may hold pixels it is.
    public enum Kind: Sendable, Hashable {
        case integer, float, double

        init?(_ tag: Tag) {
            switch tag {
            case .pixelData: self = .integer
            case .floatPixelData: self = .float
            case .doubleFloatPixelData: self = .double
            default: return nil
            }
        }

        public var tag: Tag {
            switch self {
            case .integer: .pixelData
            case .float: .floatPixelData
            case .double: .doubleFloatPixelData
            }
        }
    }
    public let kind: Kind
    public let vr: VR?
    /// Where the value starts, in bytes from the start of the file.
    public let offset: Int
    /// The length of the value in bytes, or `nil` where it is undefined, as encapsulated pixels have it.
    public let length: Int?
}

/// Something odd in a header that did not keep it from being read.
public enum HeaderNote: Sendable, Hashable, CustomStringConvertible {
    case noPreamble, noMetaHeader, implicitMetaHeader, noTransferSyntax, padding
    case otherCoding(isExplicit: Bool)
    case unknownCharacterSet(String)

    public var description: String {
        switch self {
        case .noPreamble: "The file has no preamble."
        case .noMetaHeader: "The file has no meta header; its coding was found from its first bytes."
        case .implicitMetaHeader: "The meta header is coded as Implicit VR, against PS3.10."
        case .noTransferSyntax: "The meta header names no transfer syntax; it was found from the bytes."
        case .padding: "The file ends in zeros that belong to no element."
        case .otherCoding(let isExplicit):
            "The transfer syntax named is not the one used: the data set is "
                + (isExplicit ? "Explicit VR." : "Implicit VR.")
        case .unknownCharacterSet(let name):
            "The character set \(name.withoutControlCharacters) is not known; texts are shown as Latin-1."
        }
    }
}
