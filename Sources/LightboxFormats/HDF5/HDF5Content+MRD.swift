#if HDF5
    import LightboxCore
    import LightboxHDF5

    extension HDF5Content {
        /// The name of the part that is made of raw data.
        static let rssName = "rss"

        /// Raw MR data in the file, in either of the two ways in which they are kept.
        enum RawData {
            /// `/kspace` and `/ismrmrd_header`.
            case arrays(String)
            /// `data` and `xml` of a group.
            case acquisitions(String)
        }

        var rawData: RawData? {
            let paths = Set(listing.datasets.map(\.path))
            if paths.contains("/kspace"),
                paths.contains("/ismrmrd_header") || paths.contains("/reconstruction_rss")
            {
                return .arrays("/kspace")
            }
            return paths.first { $0.hasSuffix("/data") && paths.contains($0.dropLast(4) + "xml") }.map {
                .acquisitions($0)
            }
        }

        /// The XML header that belongs to raw data.
        func mrdHeader(_ raw: RawData) -> MRDHeader? {
            let path: String
            switch raw {
            case .arrays: path = "/ismrmrd_header"
            case .acquisitions(let data): path = data.dropLast(4) + "xml"
            }
            guard let dataset = try? container.dataset(path), dataset.info.type.byteCount <= 1 << 24,
                dataset.info.shape.reduce(1, *) == 1,
                let values = try? dataset.values(
                    start: dataset.info.shape.map { _ in 0 }, count: dataset.info.shape)
            else { return nil }
            if values.type.hasBlobs { return values.blob(at: 0).map { MRDHeader($0) } }
            return MRDHeader(values.bytes)
        }

        /// The image that raw data give.
        func rss(_ raw: RawData) throws -> (image: MRDImage, notes: [String]) {
            let header = mrdHeader(raw)
            if let header, !header.isCartesian {
                throw ArrayFault(
                    "k-space was sampled along the trajectory '\(header.trajectory ?? "")', and only Cartesian data are "
                        + "turned into an image")
            }
            switch raw {
            case .arrays(let path):
                let image = try HDF5Image(container.dataset(path), fileByteCount: file.stored.byteCountLimit)
                guard let arrays = MRDArrays(image) else {
                    throw ArrayFault("'kspace' holds no complex numbers with three or four axes")
                }
                return (try MRDImage(arrays, header, axes: [1, 0], keepsSlices: true), [])
            case .acquisitions(let path):
                guard let header else { throw ArrayFault("the XML header of the raw data cannot be read") }
                let source = try MRDAcquisitions(container.dataset(path), header)
                let axes = source.grid[2] > 1 ? [0, 1, 2] : [0, 1]
                return (try MRDImage(source, header, axes: axes, keepsSlices: false), source.notes)
            }
        }

        /// What a report says of raw data: the part, and what the header tells.
        func describeRaw(_ raw: RawData, _ report: inout HeaderReport) {
            report.facts.append(FileFact("rawData", "ISMRMRD", label: "holds", text: "raw MR data (ISMRMRD)"))
            if let header = mrdHeader(raw) { report.facts += header.facts }
            do {
                let (image, notes) = try rss(raw)
                report.parts.append(FilePart(name: Self.rssName, header: image.header))
                report.notes += notes
                let ready = listing.datasets.first { $0.path == "/reconstruction_rss" }
                report.header = ready.flatMap { HDF5Image.header(of: $0) } ?? image.header
            } catch {
                let text = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
                report.notes.append("No image is made of the raw data: " + text)
            }
        }
    }
#endif
