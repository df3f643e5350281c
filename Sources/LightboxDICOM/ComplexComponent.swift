/// Which part of complex MR values an image shows (PS3.3 §C.8.13.3.1.1).
public enum ComplexComponent: String, Sendable, Hashable {
    case magnitude, phase, real, imaginary

    /// Where it stands in a list.
    var rank: Double {
        switch self {
        case .magnitude: 0
        case .phase: 1
        case .real: 2
        case .imaginary: 3
        }
    }

    /// The one that a word of ComplexImageComponent, ImageType or FrameType names.
    init?(word: some StringProtocol) {
        switch word {
        case "MAGNITUDE", "M", "M_FFE", "M_SE", "M_IR": self = .magnitude
        case "PHASE", "P", "PHASE MAP", "P_FFE", "P_SE", "P_IR": self = .phase
        case "REAL", "R", "R_FFE", "R_SE", "R_IR": self = .real
        case "IMAGINARY", "I", "I_FFE", "I_SE", "I_IR": self = .imaginary
        default: return nil
        }
    }
}

extension DICOMHeader {
    /// Which part of complex values a frame of an MR image shows, or `nil` where nothing says it.
    public func complexComponent(frame: Int = 0) -> ComplexComponent? {
        guard text(.modality) == "MR" else { return nil }
        if let word = text(.complexImageComponent, frame: frame), let stated = ComplexComponent(word: word) {
            return stated
        }
        for tag in [Tag.frameType, .imageType] {
            // The first two values are ORIGINAL or DERIVED, and PRIMARY or SECONDARY.
            let words = text(tag, frame: frame)?.split(separator: "\\").dropFirst(2) ?? []
            for word in words {
                let trimmed = word.trimmingSpaces
                if let stated = ComplexComponent(word: trimmed) { return stated }
            }
        }
        return nil
    }
}
