import LightboxArchive
import LightboxCore

/// A BIDS recording: columns of numbers without a header, described by a JSON file beside it
/// (BIDS 1.10, "Physiological recordings").
struct PhysioSignal {
    private let file: OpenFile
    private let samplingFrequency: Double
    private let startTime: Double
    private let names: [String]

    /// The recording, or `nil` where no sidecar says what it is.
    init?(_ file: OpenFile) throws {
        var stem = file.name
        if stem.lowercased().hasSuffix(".gz") { stem = String(stem.dropLast(3)) }
        guard stem.lowercased().hasSuffix(".tsv"),
            let sidecar = try file.folder.open(String(stem.dropLast(4)) + ".json")
        else { return nil }
        let bytes = try sidecar.read(at: 0, count: 1 << 20)
        guard let value = try? JSONValue(parsing: bytes) else { return nil }
        guard let frequency = value["SamplingFrequency"]?.asNumber, let start = value["StartTime"]?.asNumber,
            case .array(let columns) = value["Columns"] ?? .null
        else { return nil }
        self.file = file
        (samplingFrequency, startTime) = (frequency, start)
        names = columns.map { if case .string(let name) = $0 { name } else { "?" } }
    }

    var report: HeaderReport {
        get throws {
            let dialect = TableDialect(delimiter: 0x09, quote: nil, hasHeader: false)
            var rows = try TableRows(
                file.content, name: file.name, dialect: dialect, format: file.format)
            var (samples, odd) = (0, 0)
            while try rows.next() {
                samples += 1
                if rows.cellCount != names.count { odd += 1 }
            }
            let duration = samplingFrequency > 0 ? Double(samples) / samplingFrequency : 0
            var notes: [String] = []
            if odd > 0 {
                notes.append(
                    "\(odd) rows do not have the \(names.count) columns that the JSON file beside names.")
            }
            return HeaderReport(
                notes: notes,
                facts: [
                    FileFact("rows", .integer(Int64(samples)), label: "samples"),
                    FileFact("rowsIncludingHeader", .integer(Int64(samples))),
                    FileFact(
                        "columns", .strings(names), label: "channels",
                        text: names.map(\.withoutControlCharacters).joined(separator: ", ")),
                    FileFact("hasHeader", false), FileFact("raggedRows", .integer(Int64(odd))),
                    FileFact("signal", true),
                    FileFact(
                        "samplingFrequency", .number(samplingFrequency), label: "sampling",
                        text: "\(samplingFrequency) Hz"),
                    FileFact("startTime", .number(startTime), label: "start", text: "\(startTime) s"),
                    FileFact("durationSeconds", .number(duration), label: "duration", text: "\(duration) s"),
                ])
        }
    }
}

extension JSONValue {
    /// The number that this is.
    fileprivate var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
