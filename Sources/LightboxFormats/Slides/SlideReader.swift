#if Slides
    import LightboxArchive
    import LightboxCore
    import LightboxSlides
    import SystemPackage

    /// Reads whole slides through OpenSlide: levels, pictures beside the slide, and what the vendor says.
    ///
    /// Where OpenSlide is not installed, or the slide lies in an archive, slides that are TIFF files are read as such.
    public struct SlideReader: FormatReader {
        public init() {}

        public var formats: Set<FileFormat> { FileFormat.slides }

        public func report(_ file: OpenFile) throws -> HeaderReport {
            if let reason = try Self.reasonForTIFF(file) {
                var report = try TIFFReader().report(file)
                report.notes.append("The slide is read as TIFF, for \(reason).")
                return report
            }
            let slide = try Self.slide(file)
            let parts = slide.images.map { FilePart(name: $0.name, header: Self.header($0.width, $0.height)) }
            let image = SlideImage(slide: slide, format: file.format, path: file.path)
            return HeaderReport(header: image.header, facts: Self.facts(slide), parts: parts)
        }

        public func open(_ file: OpenFile) throws -> any ImageSource {
            if try Self.reasonForTIFF(file) != nil { return try TIFFReader().open(file) }
            return SlideImage(slide: try Self.slide(file), format: file.format, path: file.path)
        }

        public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
            if try Self.reasonForTIFF(file) != nil { return try TIFFReader().open(file, part: part) }
            let slide = try Self.slide(file)
            guard let picture = slide.images.first(where: { $0.name == part }) else {
                let names = slide.images.map(\.name).joined(separator: ", ")
                throw FormatError(
                    file.format, path: file.path,
                    "the slide has no picture called '\(part.withoutControlCharacters)'",
                    hint: names.isEmpty ? nil : "it has: \(names)")
            }
            return SlidePicture(
                header: Self.header(picture.width, picture.height), slide: slide, name: part,
                format: file.format, path: file.path)
        }

        private static func header(_ width: Int, _ height: Int) -> ImageHeader {
            ImageHeader(shape: [width, height], channels: 3, storedType: .uint8)
        }

        /// Why OpenSlide cannot be asked, of a slide that is TIFF as well; `nil` where it can.
        private static func reasonForTIFF(_ file: OpenFile) throws -> String? {
            guard file.folder is DiskTree else {
                guard FileFormat.tiffSlides.contains(file.format) else {
                    throw FormatError(
                        file.format, path: file.path, "OpenSlide reads this kind of slide only from a disk",
                        hint: "unpack the archive first")
                }
                return "OpenSlide reads only from a disk"
            }
            guard FileFormat.tiffSlides.contains(file.format), Slide.libraryVersion == nil else { return nil }
            return "OpenSlide is not installed (apt-get install libopenslide0)"
        }

        private static func slide(_ file: OpenFile) throws -> Slide {
            do { return try Slide(path: file.path.string) } catch {
                throw FormatError(file.format, path: file.path, error.problem, hint: error.hint)
            }
        }

        private static func facts(_ slide: Slide) -> [FileFact] {
            var facts: [FileFact] = []
            if let vendor = slide["openslide.vendor"] {
                facts.append(FileFact("vendor", .string(vendor), label: "Vendor"))
            }
            if let power = slide["openslide.objective-power"].flatMap(Double.init) {
                facts.append(
                    FileFact(
                        "objectivePower", .number(power), label: "Objective", text: "\(power.formattedPower)×"
                    ))
            }
            let sizes = slide.levels.map { "\($0.width) × \($0.height)" }
            facts.append(
                FileFact(
                    "levels",
                    .array(
                        slide.levels.map { .array([.integer(Int64($0.width)), .integer(Int64($0.height))]) }),
                    label: slide.levels.count > 1 ? "Levels" : nil, text: sizes.joined(separator: ", ")))
            let members = slide.properties.map { JSONValue.Member($0.name, .string($0.value)) }
            facts.append(FileFact("properties", .object(members)))
            return facts
        }
    }

    extension Double {
        /// Without the fraction where it is whole: `20`.
        fileprivate var formattedPower: String {
            self == rounded() && abs(self) < 1e6 ? String(Int(self)) : String(self)
        }
    }

    /// A slide at all its sizes; a region of a level decodes only the tiles that it touches.
    struct SlideImage: PyramidSource, ReducibleSource {
        let slide: Slide
        let format: FileFormat
        let path: FilePath
        let levels: [ImageHeader]
        var header: ImageHeader { levels[0] }

        init(slide: Slide, format: FileFormat, path: FilePath) {
            (self.slide, self.format, self.path) = (slide, format, path)
            func micrometres(_ name: String) -> Double? {
                slide[name].flatMap(Double.init).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
            }
            let pixel = micrometres("openslide.mpp-x").flatMap { x in
                micrometres("openslide.mpp-y").map { (x / 1000, $0 / 1000) }
            }
            let first = slide.levels[0]
            levels = slide.levels.map { level in
                let spacing = pixel.map {
                    [
                        $0.0 * Double(first.width) / Double(level.width),
                        $0.1 * Double(first.height) / Double(level.height),
                    ]
                }
                return ImageHeader(
                    shape: [level.width, level.height], channels: 3, storedType: .uint8,
                    spacing: spacing ?? [])
            }
        }

        func read(_ region: Region, level: Int) throws -> SampleBlock {
            guard levels.indices.contains(level), region.lies(within: levels[level].shape) else {
                throw FormatError(
                    format, path: path, "the region asked for lies outside the slide's \(levels.count) levels"
                )
            }
            do {
                let bytes = try slide.read(region.ranges[0], region.ranges[1], level: level)
                if let block = SampleBlock(shape: region.shape, channels: 3, type: .uint8, bytes: bytes) {
                    return block
                }
            } catch { throw FormatError(format, path: path, error.problem, hint: error.hint) }
            throw FormatError(format, path: path, "the region is not of the size it must have")
        }

        func readReduced(atLeast size: Int) throws -> SampleBlock {
            let level = levels.lastIndex { max($0.shape[0], $0.shape[1]) >= size } ?? 0
            return try read(Region(levels[level].shape.map { 0..<$0 }), level: level)
        }
    }

    /// A picture beside a slide.
    struct SlidePicture: ImageSource {
        let header: ImageHeader
        let slide: Slide
        let name: String
        let format: FileFormat
        let path: FilePath

        func read(_ region: Region) throws -> SampleBlock {
            guard region.lies(within: header.shape) else {
                throw FormatError(
                    format, path: path,
                    "the region asked for lies outside the picture, whose shape is \(header.shape)")
            }
            let bytes: [UInt8]
            do { bytes = try slide.readImage(name) } catch {
                throw FormatError(format, path: path, error.problem, hint: error.hint)
            }
            var out: [UInt8] = []
            for row in region.ranges[1] {
                let start = (row * header.shape[0] + region.ranges[0].lowerBound) * 3
                out += bytes[start..<start + region.ranges[0].count * 3]
            }
            guard let block = SampleBlock(shape: region.shape, channels: 3, type: .uint8, bytes: out) else {
                throw FormatError(format, path: path, "the picture is not of the size it must have")
            }
            return block
        }
    }
#endif
