import LightboxCore

/// Reads the directions and weights of diffusion images as FSL and BIDS write them: rows of numbers, blanks between.
///
/// A `.bval` has one row with a weight (s/mm²) for each volume, a `.bvec` three rows with a direction's parts; some
/// programs write one volume a row.
public struct GradientReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.bval, .bvec] }
    /// More than these bytes are no such table.
    static let byteLimit = 64 << 20

    public func report(_ file: OpenFile) throws -> HeaderReport {
        guard file.content.byteCountLimit <= Self.byteLimit else {
            throw FormatError(
                file.format, "a file of more than \(Self.byteLimit) bytes is no table of gradients")
        }
        let bytes = try file.content.read(at: 0, count: Self.byteLimit)
        let span = bytes.span
        var widths: [Int] = []
        var (width, start, line) = (0, 0, 1)
        var (least, most) = (Double.infinity, -Double.infinity)
        for at in 0...bytes.count {
            let byte = at < bytes.count ? span[at] : 0x0A
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x2C else {
                continue
            }
            if at > start {
                guard let number = Double(decimal: span, in: start..<at) else {
                    throw FormatError(
                        file.format, field: "Row \(line), column \(width + 1)", at: start, "is no number")
                }
                (least, most, width) = (min(least, number), max(most, number), width + 1)
            }
            start = at + 1
            if byte == 0x0A {
                if width > 0 { widths.append(width) }
                (width, line) = (0, line + 1)
            }
        }
        let columns = widths.max() ?? 0
        let ragged = widths.count { $0 != columns }
        var facts = [
            FileFact("rows", .integer(Int64(widths.count)), label: "rows"),
            FileFact("columnCount", .integer(Int64(columns)), label: "columns"),
            FileFact("raggedRows", .integer(Int64(ragged))),
        ]
        if least <= most {
            facts.append(FileFact("least", .number(least)))
            facts.append(FileFact("most", .number(most), label: "values", text: "\(least) to \(most)"))
        }
        var notes: [String] = []
        if ragged > 0 { notes.append("\(ragged) rows have fewer numbers than the longest.") }
        let wanted = file.format == .bval ? 1 : 3
        if widths.count != wanted, columns != wanted {
            notes.append("It has neither \(wanted) row\(wanted == 1 ? "" : "s") nor as many columns.")
        }
        return HeaderReport(notes: notes, facts: facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(
            file.format, "a table of gradients is no image", hint: "open the NIfTI file beside it")
    }
}
