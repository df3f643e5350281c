import LightboxCore
import LightboxFormats

/// What the panel beside an image says of it; never who it is of.
enum ImageFacts {
    /// - Parameter header: of the image that is shown, which may be a part of the file.
    static func facts(_ report: FileReport, header: ImageHeader?) -> [ShelfItem.Fact] {
        var facts = [ShelfItem.Fact("Format", report.format.name)]
        if let header { facts += Self.facts(header) }
        if let bytes = report.byteCount { facts.append(.init("Size", ByteCount(Int64(bytes)).description)) }
        facts += report.facts.compactMap { fact in
            fact.label.map { .init(Words.sentence($0), fact.text) }
        }
        return facts
    }

    static func facts(_ header: ImageHeader) -> [ShelfItem.Fact] {
        var facts = [ShelfItem.Fact("Shape", header.shape.map { String($0) }.joined(separator: " × "))]
        if !header.spacing.isEmpty {
            facts.append(
                .init("Spacing", header.spacing.map { Words.decimal($0) }.joined(separator: " × ") + " mm"))
        }
        if let step = header.timeStepSeconds { facts.append(.init("Time step", Words.decimal(step) + " s")) }
        facts.append(
            .init(
                "Stored as",
                header.storedType.rawValue + (header.channels > 1 ? ", \(header.channels) channels" : "")))
        if let codes = header.affine?.axisCodes {
            facts.append(.init("Axes", codes.map(\.rawValue).joined()))
        }
        return facts
    }
}
