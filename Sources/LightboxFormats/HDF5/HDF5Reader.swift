#if HDF5
    import LightboxArchive
    import LightboxCore
    import LightboxHDF5
    import SystemPackage

    /// Reads HDF5 and what is kept in it: MINC 2, MATLAB 7.3, raw data of MR scanners (ISMRMRD).
    ///
    /// Every dataset is a part. Of a file with one dataset that has the axes of an image, that is the image.
    public struct HDF5Reader: FormatReader {
        public init() {}

        public var formats: Set<FileFormat> { [.hdf5, .minc2] }

        public func report(_ file: OpenFile) throws -> HeaderReport {
            let content = try HDF5Content(file)
            var report = HeaderReport(
                notes: content.notes, facts: content.facts, parts: content.parts)
            if content.isMINC {
                let volume = try content.mincVolume()
                report.header = volume.header
                report.notes += volume.notes
                report.facts += content.mincFacts
            } else if let raw = content.rawData {
                content.describeRaw(raw, &report)
            } else if let image = content.onlyImage {
                report.header = HDF5Image.header(of: image)
            }
            return report
        }

        public func open(_ file: OpenFile) throws -> any ImageSource { file.naming(try image(file)) }

        private func image(_ file: OpenFile) throws -> any ImageSource {
            let content = try HDF5Content(file)
            if content.isMINC { return try content.mincVolume() }
            if let raw = content.rawData {
                let ready = "/reconstruction_rss"
                if content.listing.datasets.contains(where: { $0.path == ready }) {
                    return try content.open(ready)
                }
                return try content.rss(raw).image
            }
            if let image = content.onlyImage { return try content.open(image.path) }
            let names = content.listing.datasets.filter { HDF5Image.header(of: $0) != nil }.map(\.path)
            guard !names.isEmpty else { throw FormatError(file.format, "the file holds no numbers") }
            throw FormatError(
                file.format, "the file holds several arrays, and nothing says which is the image",
                hint: "open one of its parts: "
                    + names.prefix(8).map(\.withoutControlCharacters).joined(separator: ", ")
                    + (names.count > 8 ? ", …" : ""))
        }

        public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
            // A dataset is found by its path, without a look at all the others.
            let container = try HDF5File(file.content, path: (file.content as? FileBytes)?.path.string)
            if part.hasPrefix("/"), let dataset = try? container.dataset(part),
                HDF5Image.header(of: dataset.info) != nil
            {
                return file.naming(try HDF5Image(dataset, fileByteCount: file.stored.byteCountLimit))
            }
            let content = try HDF5Content(file)
            if part == HDF5Content.rssName, let raw = content.rawData {
                return file.naming(try content.rss(raw).image)
            }
            return file.naming(try content.open(part))
        }
    }

    /// An open file and what is in it.
    struct HDF5Content {
        let file: OpenFile
        let container: any HDF5Container
        let listing: HDF5Listing

        /// Attributes of more datasets than this are not listed.
        private static let attributeLimit = 500

        init(_ file: OpenFile) throws {
            self.file = file
            container = try HDF5File(file.content, path: (file.content as? FileBytes)?.path.string)
            listing = try container.listing()
        }

        /// The one dataset that has the axes of an image.
        var onlyImage: HDF5DatasetInfo? {
            let images = listing.datasets.filter {
                $0.problem == nil
                    && HDF5Image.excess($0, fileByteCount: file.stored.byteCountLimit) == nil
                    && (HDF5Image.header(of: $0)?.shape.count ?? 0) >= 2
            }
            return images.count == 1 ? images[0] : nil
        }

        var notes: [String] {
            var notes = listing.faults.prefix(20).map {
                "\($0)".split(separator: "\n").first.map(String.init) ?? ""
            }
            if !listing.unfollowed.isEmpty {
                notes.append(
                    "Links that are not followed: "
                        + listing.unfollowed.prefix(10).joined(separator: ", ")
                        + (listing.unfollowed.count > 10 ? ", …" : "") + ".")
            }
            if listing.isCut { notes.append("Only the first \(HDF5Listing.limit) objects are listed.") }
            return notes
        }

        var facts: [FileFact] {
            var facts = [
                FileFact("groups", .strings(listing.groups)),
                FileFact("datasets", .integer(listing.datasets.count), label: "datasets"),
            ]
            if let attributes = attributes(of: "/") { facts.append(attributes) }
            return facts
        }

        var parts: [FilePart] {
            listing.datasets.enumerated().flatMap { index, info in
                let header = HDF5Image.header(of: info)
                let type = info.type.words
                var facts = [
                    FileFact(
                        "dtype", .string(type), label: header == nil ? "type" : nil,
                        text: type.count > 100 ? type.prefix(100) + "…" : type)
                ]
                if header == nil {
                    facts.append(FileFact("arrayShape", .array(info.shape.map { .integer(Int64($0)) })))
                }
                if let chunk = info.chunk {
                    facts.append(FileFact("chunks", .array(chunk.reversed().map { .integer(Int64($0)) })))
                }
                if !info.filters.isEmpty {
                    facts.append(
                        FileFact(
                            "filters", .strings(info.filters), label: "coded by",
                            text: info.filters.joined(separator: ", ")))
                }
                if index < Self.attributeLimit, let attributes = attributes(of: info.path) {
                    facts.append(attributes)
                }
                if header == nil, let value = shortValue(of: info) { facts.append(value) }
                let problem =
                    info.problem ?? HDF5Image.excess(info, fileByteCount: file.stored.byteCountLimit)
                let part = FilePart(
                    name: info.path, header: problem == nil ? header : nil, error: problem, facts: facts)
                return [part] + fields(of: info)
            }
        }

        /// The members of a compound dataset that are numbers, each a part of its own.
        private func fields(of info: HDF5DatasetInfo) -> [FilePart] {
            guard case .compound(_, let members) = info.type, info.type.samples == nil, info.problem == nil,
                !info.type.hasBlobs, !info.isEmpty
            else { return [] }
            return members.compactMap { member in
                guard let samples = member.type.samples, samples.axes.isEmpty else { return nil }
                return FilePart(
                    name: info.path + "." + member.name,
                    header: ImageHeader(shape: info.shape.reversed(), storedType: samples.type))
            }
        }

        /// Texts and the like, where they are few.
        private func shortValue(of info: HDF5DatasetInfo) -> FileFact? {
            guard !info.isEmpty, info.shape.count <= 1, info.shape.allSatisfy({ $0 <= 16 }),
                info.type.byteCount <= 65_536, info.problem == nil,
                let dataset = try? container.dataset(info.path),
                let values = try? dataset.values(start: info.shape.map { _ in 0 }, count: info.shape),
                values.blobs.allSatisfy({ $0.count <= 65_536 })
            else { return nil }
            let list = (0..<values.count).map { values.json(at: $0) }
            return FileFact("value", info.shape.isEmpty ? list.first ?? .null : .array(list))
        }

        private func attributes(of path: String) -> FileFact? {
            guard let found = try? container.attributes(of: path), !found.isEmpty else { return nil }
            let members = found.map { attribute -> JSONValue.Member in
                guard let value = attribute.value, attribute.shape.reduce(1, *) <= 64 else {
                    return JSONValue.Member(
                        attribute.name, .string("\(attribute.shape) of \(attribute.type.words)"))
                }
                return JSONValue.Member(attribute.name, value)
            }
            return FileFact("attributes", .object(members))
        }

        /// A dataset, or a member of a compound one.
        func open(_ part: String) throws -> any ImageSource {
            let size = file.stored.byteCountLimit
            if listing.datasets.contains(where: { $0.path == part }) {
                return try HDF5Image(container.dataset(part), fileByteCount: size)
            }
            for info in listing.datasets where part.hasPrefix(info.path + ".") {
                guard case .compound(_, let members) = info.type, !info.type.hasBlobs,
                    let member = members.first(where: { info.path + "." + $0.name == part }),
                    let samples = member.type.samples, samples.axes.isEmpty
                else { continue }
                return FieldOfRecords(
                    header: ImageHeader(shape: info.shape.reversed(), storedType: samples.type),
                    records: HDF5Image.records(try container.dataset(info.path), fileByteCount: size),
                    offset: member.offset, byteOrder: samples.order)
            }
            throw FormatError(
                file.format, "the file has no dataset of numbers called '\(part.withoutControlCharacters)'")
        }
    }
#endif
