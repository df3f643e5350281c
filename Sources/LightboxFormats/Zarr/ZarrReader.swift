import LightboxArchive
import LightboxCore

/// Reads folders of chunked arrays: Zarr versions 2 and 3, N5, and the multi-scale images of OME-NGFF.
public struct ZarrReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.zarr, .n5] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let store = try ZarrStore(file.folder)
        var report = HeaderReport()
        if store.version != 5 {
            report.facts.append(FileFact("zarrFormat", .integer(store.version), label: "version"))
        }
        if let attributes = store.attributes, case .object(let members) = attributes, !members.isEmpty {
            report.facts.append(FileFact("attributes", attributes))
        }
        if store.isCut { report.notes.append("There are more arrays than are listed.") }
        let scales = ZarrScales(store.attributes)
        if let first = store.arrays.first, first.path.isEmpty {
            let array = try first.array.get()
            _ = try store.image("")
            report.header = array.header()
            report.facts += facts(array)
            return report
        }
        if let scales {
            let levels = try levels(store, scales)
            report.header = levels.first?.header
            report.facts += [
                FileFact(
                    "levels", .array(levels.map { .array($0.header.shape.map { .integer(Int64($0)) }) }),
                    label: "levels",
                    text: levels.map { $0.header.shape.map(String.init).joined(separator: " × ") }
                        .joined(separator: ", ")),
                FileFact(
                    "axes", .strings(scales.axes.reversed().map(\.name)), label: "axes",
                    text: scales.axes.reversed().map(\.name).joined(separator: ", ")),
            ]
        }
        report.parts = store.arrays.map { item in
            switch item.array {
            case .success(let array):
                let level = scales?.levels.first { $0.path == item.path }
                let header = level.flatMap { scales?.header(of: array, $0) } ?? array.header()
                return FilePart(name: item.path, header: header, facts: facts(array))
            case .failure(let fault):
                return FilePart(name: item.path, header: nil, error: fault.problem + ".")
            }
        }
        if report.header == nil, report.parts.count == 1 { report.header = report.parts[0].header }
        return report
    }

    private func facts(_ array: ZarrArray) -> [FileFact] {
        var facts = [
            FileFact("dtype", .string(array.type.name)),
            FileFact(
                "chunks", .array(array.chunk.reversed().map { .integer(Int64($0)) }), label: "chunks",
                text: array.chunk.reversed().map(String.init).joined(separator: " × ")),
        ]
        if !array.codecNames.isEmpty {
            facts.append(
                FileFact(
                    "filters", .strings(array.codecNames), label: "coded by",
                    text: array.codecNames.joined(separator: ", ")))
        }
        if !array.axisNames.isEmpty {
            facts.append(FileFact("axisNames", .strings(array.axisNames.reversed())))
        }
        return facts
    }

    private func levels(_ store: ZarrStore, _ scales: ZarrScales) throws -> [ZarrImage] {
        try scales.levels.compactMap { level in
            try store.array(level.path).flatMap {
                try store.image(level.path, header: scales.header(of: $0, level))
            }
        }
    }

    public func open(_ file: OpenFile) throws -> any ImageSource { file.naming(try image(file)) }

    private func image(_ file: OpenFile) throws -> any ImageSource {
        let store = try ZarrStore(file.folder)
        if let scales = ZarrScales(store.attributes), let pyramid = ZarrPyramid(try levels(store, scales)) {
            return pyramid
        }
        if store.arrays.count == 1, let image = try store.image(store.arrays[0].path) { return image }
        let names = store.arrays.map(\.path)
        guard !names.isEmpty else { throw FormatError(file.format, "the folder holds no array") }
        throw FormatError(
            file.format, "the folder holds several arrays, and nothing says which is the image",
            hint: "open one of its parts: "
                + names.prefix(8).map(\.withoutControlCharacters).joined(separator: ", ")
                + (names.count > 8 ? ", …" : ""))
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        let store = try ZarrStore(file.folder)
        let level = ZarrScales(store.attributes)?.levels.first { $0.path == part }
        if let array = try store.array(part) {
            let header = level.flatMap { ZarrScales(store.attributes)?.header(of: array, $0) }
            if let image = try store.image(part, header: header) { return file.naming(image) }
        }
        throw FormatError(file.format, "there is no array called '\(part.withoutControlCharacters)'")
    }
}
