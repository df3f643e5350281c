import LightboxCodecs
import LightboxCore

/// Reads TIFF and BigTIFF: pages, stacks and pictures of several sizes.
public struct TIFFReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> {
        #if Slides
            [.tiff]
        #else
            FileFormat.tiffSlides.union([.tiff])
        #endif
    }

    /// The most pages that a report lists.
    static let partLimit = 10_000

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let layout = try TIFFLayout(file.content)
        guard case .success(let first)? = layout.pages.first else {
            if case .failure(let error)? = layout.pages.first { throw error }
            throw FormatError(.tiff, at: 0, "the file has no pages")
        }
        var notes: [String] = []
        if let problem = layout.chainProblem { notes.append("Behind the last page: \(problem.sentence)") }
        let count = layout.pages.count
        if let stack = layout.stackHeader {
            let axes = stack.shape.dropFirst(2).map(String.init).joined(separator: " × ")
            notes.append("The \(count) pages are alike and are read as a stack of \(axes).")
        } else if layout.levels.count > 1 {
            notes.append(
                layout.levels.count == count
                    ? "The pages are one picture at \(count) sizes."
                    : "The first page is stored at \(layout.levels.count) sizes.")
        } else if count > 1 {
            notes.append("The file has \(count) pages; the first is shown, the others are parts.")
        }
        if first.orientation != 1, (2...8).contains(first.orientation) {
            notes.append(
                "The file asks viewers to turn the picture (Orientation \(first.orientation)); it is read as stored."
            )
        }
        if first.directory.has(.photometricInterpretation), first.samples == 4,
            try first.directory.integer(.photometricInterpretation) == 5
        {
            notes.append("The four channels are inks (cyan, magenta, yellow, black).")
        }
        var parts: [FilePart] = []
        if count > 1 {
            for (index, page) in layout.pages.prefix(Self.partLimit).enumerated() {
                switch page {
                case .success(let page):
                    parts.append(
                        FilePart(name: "page \(index)", header: page.header, facts: try Self.facts(page)))
                case .failure(let error):
                    parts.append(FilePart(name: "page \(index)", header: nil, error: error.sentence))
                }
            }
        }
        return HeaderReport(
            header: layout.stackHeader ?? bigStack(layout)?.header ?? layout.firstHeader, notes: notes,
            facts: try Self.facts(first) + facts(layout), parts: parts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let layout = try TIFFLayout(file.content)
        if case .failure(let error)? = layout.pages.first { throw error }
        if let stack = bigStack(layout) {
            return StoredImage(
                header: stack.header,
                samples: StoredSamples(
                    source: file.content, path: file.path, format: .tiff, start: stack.start,
                    layout: stack.header, byteOrder: layout.file.order))
        }
        let pieces = TIFFPieces(source: file.content)
        let recent = RecentPieces()
        func pixels(_ page: TIFFPage) -> TIFFPixels {
            TIFFPixels(page: page, pieces: pieces, path: file.path, recent: recent)
        }
        if let header = layout.stackHeader {
            return TIFFStack(header: header, pages: layout.stack.map(pixels))
        }
        guard let image = TIFFPyramid(layout.levels.map(pixels), header: layout.firstHeader) else {
            throw FormatError(.tiff, at: 0, "the file has no pages")
        }
        return image
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        let layout = try TIFFLayout(file.content)
        guard part.hasPrefix("page "), let number = Int(part.dropFirst(5)),
            layout.pages.indices.contains(number),
            layout.pages.count > 1
        else {
            throw FormatError(
                .tiff, "the file has no part called '\(part.withoutControlCharacters)'",
                hint: layout.pages.count > 1
                    ? "its parts are 'page 0' to 'page \(layout.pages.count - 1)'" : nil)
        }
        let pixels = TIFFPixels(
            page: try layout.pages[number].get(), pieces: TIFFPieces(source: file.content), path: file.path,
            recent: RecentPieces())
        guard let image = TIFFPyramid([pixels]) else { throw FormatError(.tiff, "the page is empty") }
        return image
    }

    /// ImageJ writes stacks beyond 4 GB as one page, the others right behind its samples.
    private func bigStack(_ layout: TIFFLayout) -> (header: ImageHeader, start: Int)? {
        guard layout.pages.count == 1, let count = layout.metadata.imageCount, count > 1,
            let page = layout.levels.first, page.isPlain, !page.isTiled, !page.isPlanar,
            let start = try? page.directory.integer(.stripOffsets),
            let first = layout.firstHeader, let size = page.header.byteCount
        else { return nil }
        let axes = layout.metadata.axes(of: count)
        let (all, overflow) = size.multipliedReportingOverflow(by: count)
        guard !overflow, start > 0, start <= layout.file.source.byteCountLimit,
            all <= layout.file.source.byteCountLimit - start
        else { return nil }
        let spacing = layout.metadata.spacing["Z"].map { first.spacing + [$0] } ?? first.spacing
        let header = TIFFLayout.header(
            first, shape: first.shape + axes.map(\.length),
            spacing: axes.first?.name == "Z" && first.spacing.count == 2 ? spacing : first.spacing,
            timeStep: layout.metadata.timeStep)
        return (header, start)
    }

    private func facts(_ layout: TIFFLayout) -> [FileFact] {
        var facts: [FileFact] = []
        facts.append(
            FileFact(
                "variant", .string(layout.file.isBig ? "BigTIFF" : "TIFF"),
                label: layout.file.isBig ? "Variant" : nil))
        facts.append(
            FileFact("byteOrder", .string(layout.file.order == .big ? "big-endian" : "little-endian")))
        facts.append(FileFact("pages", .integer(Int64(layout.pages.count)), label: "Pages"))
        if layout.levels.count > 1 {
            let sizes = layout.levels.map { level in "\(level.width) × \(level.height)" }
            facts.append(
                FileFact(
                    "levels",
                    .array(
                        layout.levels.map { .array([.integer(Int64($0.width)), .integer(Int64($0.height))]) }),
                    label: "Levels", text: sizes.joined(separator: ", ")))
        }
        if layout.stackHeader != nil, layout.metadata.axesFit(layout.pages.count) {
            let names = "XY" + String(layout.metadata.axes.map(\.name))
            facts.append(FileFact("axes", .string(names), label: "Axes"))
        }
        if let program = layout.metadata.program {
            facts.append(FileFact("metadata", .string(program), label: "Metadata"))
        }
        if let description = layout.description {
            let short = description.prefix(200).split(whereSeparator: \.isNewline).joined(separator: "; ")
            facts.append(
                FileFact("description", .string(description), label: "Description", text: short))
        }
        return facts
    }

    private static func facts(_ page: TIFFPage) throws -> [FileFact] {
        let coding = TIFFPage.codings[page.compression] ?? "\(page.compression)"
        var facts = [
            FileFact("compression", .string(coding), label: "Compression"),
            FileFact("bitsPerSample", .integer(Int64(page.bits))),
            FileFact("orientation", .integer(Int64(page.orientation))),
        ]
        if page.isTiled {
            facts.append(
                FileFact(
                    "tile", .array([.integer(Int64(page.pieceWidth)), .integer(Int64(page.pieceHeight))]),
                    label: "Tiles", text: "\(page.pieceWidth) × \(page.pieceHeight)"))
        }
        return facts
    }
}
