import LightboxCore

/// The arrays, labels and remarks of a GIFTI file; samples stay in the XML until one asks for them.
struct GIFTIDocument: Sendable {
    let xml: [UInt8]
    private(set) var arrays: [GIFTIArray] = []
    private(set) var version = ""
    private(set) var metadata: [(String, String)] = []
    private(set) var labels: [(key: String, name: String, colour: [String])] = []

    init(_ xml: [UInt8], _ format: FileFormat) throws {
        self.xml = xml
        var scanner = XMLScanner(xml)
        var path: [String] = []
        var (name, value, words) = ("", "", "")
        var label: (String, [String]) = ("", [])
        var isGIFTI = false
        while true {
            switch try scanner.next() {
            case .start(let tag, let attributes, let isEmpty):
                words = ""
                switch tag {
                case "GIFTI":
                    isGIFTI = true
                    version = attributes["Version"] ?? ""
                case "DataArray":
                    arrays.append(GIFTIArray(attributes: attributes, place: scanner.place))
                case "MD": (name, value) = ("", "")
                case "Label":
                    label = (
                        attributes["Key"] ?? attributes["Index"] ?? "",
                        ["Red", "Green", "Blue", "Alpha"].compactMap { attributes[$0] }
                    )
                default: break
                }
                if !isEmpty { path.append(tag) }
            case .text(let range):
                if path.last == "Data", !arrays.isEmpty {
                    // One run of text, unless someone has put a comment in between.
                    let last = arrays.count - 1
                    arrays[last].data =
                        arrays[last].data.map { $0.lowerBound..<range.upperBound } ?? range
                } else {
                    words += scanner.string(range)
                }
            case .end(let tag):
                guard path.last == tag else {
                    throw XMLFault(
                        offset: scanner.place,
                        problem:
                            "'\(tag.withoutControlCharacters)' ends here, which was not the last to begin"
                    )
                }
                path.removeLast()
                let text = words.trimmingBlanks
                switch tag {
                case "Name": name = text
                case "Value": value = text
                case "MD":
                    if path.contains("DataArray"), !arrays.isEmpty {
                        arrays[arrays.count - 1].metadata.append((name, value))
                    } else {
                        metadata.append((name, value))
                    }
                case "Label": labels.append((label.0, text, label.1))
                case "DataSpace" where !arrays.isEmpty: arrays[arrays.count - 1].dataSpace = text
                case "TransformedSpace" where !arrays.isEmpty:
                    arrays[arrays.count - 1].transformedSpace = text
                case "MatrixData" where !arrays.isEmpty:
                    arrays[arrays.count - 1].matrix = text.split(whereSeparator: \.isWhitespace)
                        .compactMap { Double($0) }
                default: break
                }
                words = ""
            case .finished:
                guard isGIFTI, path.isEmpty else {
                    throw XMLFault(
                        offset: xml.count,
                        problem: isGIFTI ? "the file ends before its tags do" : "it holds no GIFTI")
                }
                return
            }
        }
    }

    var facts: [FileFact] {
        var facts = [FileFact("version", .string(version))]
        if !metadata.isEmpty {
            facts.append(FileFact("metadata", .object(metadata.map { .init($0.0, .string($0.1)) })))
        }
        if !labels.isEmpty {
            facts.append(
                FileFact(
                    "labels",
                    .array(
                        labels.map {
                            [
                                "key": .string($0.key), "name": .string($0.name),
                                "colour": .array($0.colour.map { .number(Double($0)) }),
                            ]
                        }), label: "labels", text: "\(labels.count) in the table"))
        }
        return facts
    }
}
