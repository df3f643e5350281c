import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats

extension InfoEntry {
    /// The entry for people: the file's name, then a table of what is known.
    func lines(_ style: Style) -> [String] {
        let size = report.byteCount.map { " · \(ByteCount(Int64($0)))" } ?? ""
        var lines = [style.bold(path.withoutControlCharacters), row("format", report.format.name + size)]
        if let header = report.header { lines += imageRows(header) }
        if let dicom = report.dicom {
            lines.append(row("coding", "\(dicom.transferSyntax.name) (\(dicom.transferSyntax.uid))"))
            let words = [dicom.modality, dicom.bodyPartExamined, dicom.seriesDescription].compactMap { $0 }
            if !words.isEmpty { lines.append(row("what", words.joined(separator: " · "))) }
            if let id = dicom.patientID { lines.append(row("patient", id)) }
            if let uid = dicom.seriesInstanceUID { lines.append(row("series", uid)) }
        }
        if let pixels {
            lines.append(row("stored", Self.words(pixels.stored)))
            if report.header?.rescale.isIdentity == false {
                lines.append(row("rescaled", Self.words(pixels.rescaled)))
            }
            lines.append(row("SHA-256", pixels.digest))
        }
        lines += report.facts.compactMap { fact in fact.label.map { row($0, fact.text) } }
        lines += partLines(style)
        lines += report.notes.map { row("note", $0) }
        if let error { lines.append(style.bad(row("error", error))) }
        if let hint { lines.append(row("hint", hint)) }
        return lines
    }

    /// The parts, a line each, as far as a person would read.
    private func partLines(_ style: Style) -> [String] {
        let limit = 40
        var lines: [String] = []
        for (index, part) in report.parts.prefix(limit).enumerated() {
            var words: [String] = []
            if let header = part.header {
                let shape = header.shape.map(String.init).joined(separator: " × ")
                let channels = header.channels > 1 ? " × \(header.channels) channels" : ""
                words.append(
                    "\(shape.isEmpty ? "one value" : shape) \(header.storedType.rawValue)\(channels)")
            }
            words += part.facts.compactMap { fact in fact.label.map { "\($0) \(fact.text)" } }
            if let error = part.error { words.append(style.bad(error.withoutControlCharacters)) }
            lines.append(row(index == 0 ? "parts" : "", part.name + "  " + words.joined(separator: " · ")))
            guard partPixels.indices.contains(index), let result = partPixels[index] else { continue }
            switch result {
            case .success(let facts):
                lines.append(row("", "  \(Self.words(facts.stored)), SHA-256 \(facts.digest)"))
            case .failure(let refusal): lines.append(style.bad(row("", "  " + refusal.sentence)))
            }
        }
        if report.parts.count > limit {
            lines.append(row("", "… and \(report.parts.count - limit) more, all of which --json lists"))
        }
        return lines
    }

    private func row(_ name: String, _ text: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 13 - name.count)) + text.withoutControlCharacters
    }

    private func imageRows(_ header: ImageHeader) -> [String] {
        let channels = header.channels > 1 ? " × \(header.channels) channels" : ""
        var rows = [
            row("shape", (header.statedShape ?? header.shape).map(String.init).joined(separator: " × ")),
            row("samples", header.storedType.rawValue + channels),
        ]
        if !header.spacing.isEmpty {
            rows.append(row("spacing", header.spacing.map(Self.number).joined(separator: " × ") + " mm"))
        }
        if let step = header.timeStepSeconds { rows.append(row("time step", Self.number(step) + " s")) }
        if let affine = header.affine {
            let words = affine.axisCodes.map { "\($0)" }.joined(separator: ", ")
            rows.append(
                row("orientation", affine.axisCodes.map(\.rawValue).joined() + " (axes grow to \(words))"))
        } else if header.shape.count > 2 {
            rows.append(row("orientation", "not stated"))
        }
        if !header.rescale.isIdentity {
            let unit = header.rescale.unit.map { " " + $0 } ?? ""
            let (slope, intercept) = (
                Self.number(header.rescale.slope), Self.number(header.rescale.intercept)
            )
            rows.append(row("rescale", "stored × \(slope) + \(intercept)\(unit)"))
        }
        return rows
    }

    private static func words(_ statistics: SampleStatistics) -> String {
        guard let mean = statistics.mean else { return "no finite sample" }
        let odd = statistics.nonFiniteCount > 0 ? ", \(statistics.nonFiniteCount) not finite" : ""
        return "\(number(statistics.minimum)) to \(number(statistics.maximum)), mean \(number(mean))\(odd)"
    }

    /// A number as short as six digits allow.
    private static func number(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        let size = abs(value)
        guard size >= 1e-4, size < 1e6 else { return "\(value)" }
        var scale = 1.0
        while size * scale < 1e5 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
