import LightboxCodecs
import LightboxCore
import SystemPackage

/// How the pages of a file hang together: one picture at several sizes, a stack, or pages of their own.
struct TIFFLayout: Sendable {
    let file: TIFFFile
    /// Each page of the chain, or why it cannot be read.
    let pages: [Result<TIFFPage, FormatError>]
    /// Why the chain of pages ends early.
    let chainProblem: FormatError?
    let metadata: TIFFMetadata
    let description: String?
    /// The pages that are the first one at smaller sizes, the first included; directories that hang below it count.
    let levels: [TIFFPage]
    /// The pages of a stack, in order, or none.
    let stack: [TIFFPage]
    let stackHeader: ImageHeader?

    init(_ source: any ByteSource) throws {
        file = try TIFFFile(source: source)
        let (directories, problem) = try file.directories()
        chainProblem = problem
        var pages: [Result<TIFFPage, FormatError>] = []
        for directory in directories {
            do { pages.append(.success(try TIFFPage(directory))) } catch let error as FormatError {
                pages.append(.failure(error))
            }
        }
        self.pages = pages
        let sound = pages.compactMap { try? $0.get() }
        guard let first = directories.first else { throw FormatError(.tiff, at: 0, "the file has no pages") }
        description = try first.text(.imageDescription)
        metadata = TIFFMetadata(
            description: description,
            resolution: (try first.number(.xResolution), try first.number(.yResolution)))
        guard case .success(let top)? = pages.first else {
            (levels, stack, stackHeader) = ([], [], nil)
            return
        }
        levels = [top] + Self.smaller(than: top, among: Array(sound.dropFirst()), file)
        let isStack =
            sound.count > 1 && sound.count == pages.count && problem == nil
            && sound.allSatisfy {
                Self.isAlike($0.header, top.header) && !$0.isReduced && $0.isTiled == top.isTiled
            }
        stack = isStack ? sound : []
        stackHeader = isStack ? Self.header(of: sound, top.header, metadata) : nil
    }

    /// The first page's header, with what the description adds.
    var firstHeader: ImageHeader? {
        guard let top = levels.first?.header else { return nil }
        guard let x = metadata.spacing["X"], let y = metadata.spacing["Y"] else { return top }
        return Self.header(top, shape: top.shape, spacing: [x, y], timeStep: nil)
    }

    private static func isAlike(_ one: ImageHeader, _ other: ImageHeader) -> Bool {
        one.shape == other.shape && one.channels == other.channels && one.storedType == other.storedType
            && one.colour == other.colour && one.isInverted == other.isInverted
    }

    /// Smaller pages of the same proportions, each a level, until one is not.
    private static func smaller(than top: TIFFPage, among others: [TIFFPage], _ file: TIFFFile) -> [TIFFPage]
    {
        var found: [TIFFPage] = []
        if let places = try? top.directory.integers(.subIFDs, limit: 64) {
            for place in places where place > 0 {
                if let (directory, _) = try? file.directory(at: place), let page = try? TIFFPage(directory) {
                    found.append(page)
                }
            }
        }
        if found.isEmpty { found = others.filter { $0.isReduced || $0.isTiled && top.isTiled } }
        var last = top.header
        var levels: [TIFFPage] = []
        for page in found {
            let header = page.header
            let ratio = (
                Double(top.width) / Double(page.width), Double(top.height) / Double(page.height)
            )
            // Each side may be off by the rounding of a pixel.
            let isSimilar =
                abs(Double(page.width) * ratio.1 - Double(top.width)) <= 1.5 * max(ratio.0, ratio.1)
            guard header.channels == top.header.channels, header.storedType == top.header.storedType,
                header.shape[0] < last.shape[0], header.shape[1] <= last.shape[1], isSimilar
            else { continue }
            levels.append(page)
            last = header
        }
        return levels
    }

    private static func header(
        of pages: [TIFFPage], _ first: ImageHeader, _ metadata: TIFFMetadata
    ) -> ImageHeader {
        let axes = metadata.axes(of: pages.count)
        var spacing = first.spacing
        if let x = metadata.spacing["X"], let y = metadata.spacing["Y"] { spacing = [x, y] }
        if spacing.count == 2, axes.first?.name == "Z", let z = metadata.spacing["Z"] { spacing.append(z) }
        return header(
            first, shape: first.shape + axes.map(\.length), spacing: spacing,
            timeStep: axes.contains { $0.name == "T" } ? metadata.timeStep : nil)
    }

    static func header(
        _ header: ImageHeader, shape: [Int], spacing: [Double], timeStep: Double?
    ) -> ImageHeader {
        ImageHeader(
            shape: shape, channels: header.channels, storedType: header.storedType, spacing: spacing,
            timeStepSeconds: timeStep, isInverted: header.isInverted, window: header.window,
            colour: header.colour)
    }
}
