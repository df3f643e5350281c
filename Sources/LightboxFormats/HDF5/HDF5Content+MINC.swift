#if HDF5
    import LightboxCore
    import LightboxHDF5

    extension HDF5Content {
        private static let imagePath = "/minc-2.0/image/0/image"

        /// Whether the file is a MINC 2 image.
        var isMINC: Bool { listing.datasets.contains { $0.path == Self.imagePath } }

        /// The image as real values.
        func mincVolume() throws -> MINCVolume {
            let image = try container.dataset(Self.imagePath)
            let attributes = try container.attributes(of: Self.imagePath)
            let stored = try HDF5Image(image, fileByteCount: file.stored.byteCountLimit)
            guard let order = attributes.text("dimorder") else {
                throw HDF5Error(object: Self.imagePath, "does not name its axes: dimorder is missing")
            }
            let names = order.split(separator: ",").map(String.init)
            guard names.count == image.info.shape.count else {
                throw HDF5Error(
                    object: Self.imagePath,
                    "has \(image.info.shape.count) axes, but dimorder names \(names.count)")
            }
            var description = MINCDescription(
                dimensions: zip(names, image.info.shape).map { dimension($0, length: $1) })
            if let range = attributes.numbers("valid_range"), range.count == 2 {
                description.validRange = (range[0], range[1])
            }
            description.minimum = try scale("image-min") ?? description.minimum
            description.maximum = try scale("image-max") ?? description.maximum
            return try MINCVolume(stored, description)
        }

        var mincFacts: [FileFact] {
            guard let info = listing.datasets.first(where: { $0.path == Self.imagePath }) else { return [] }
            let order = (try? container.attributes(of: Self.imagePath))?.text("dimorder")
            return [
                FileFact("fileType", .string(info.type.words), label: "in the file"),
                FileFact("dimorder", .string(order), label: "axes"),
            ]
        }

        private func dimension(_ name: String, length: Int) -> MINCDimension {
            let attributes = (try? container.attributes(of: "/minc-2.0/dimensions/" + name)) ?? []
            return MINCDimension(
                name: name, length: length, start: attributes.number("start"),
                step: attributes.number("step"), directionCosines: attributes.numbers("direction_cosines"),
                units: attributes.text("units"),
                isRegular: attributes.text("spacing")?.hasPrefix("irregular") != true)
        }

        private func scale(_ name: String) throws -> MINCScale? {
            let path = "/minc-2.0/image/0/" + name
            guard listing.datasets.contains(where: { $0.path == path }) else { return nil }
            let block = try HDF5Image(
                container.dataset(path), fileByteCount: file.stored.byteCountLimit
            ).readAll()
            let count = block.bytes.count / block.type.byteCount
            return MINCScale(shape: block.shape.reversed(), values: (0..<count).map { block.value(at: $0) })
        }
    }

    extension [HDF5Attribute] {
        subscript(name: String) -> JSONValue? { first { $0.name == name }?.value }

        func text(_ name: String) -> String? {
            switch self[name] {
            case .string(let text): text
            case .array(let list):
                if case .string(let text)? = list.first { text } else { nil }
            default: nil
            }
        }

        func numbers(_ name: String) -> [Double]? {
            let values: [JSONValue]
            switch self[name] {
            case .array(let list): values = list
            case .some(let one): values = [one]
            case nil: return nil
            }
            var numbers: [Double] = []
            for value in values {
                switch value {
                case .integer(let number): numbers.append(Double(number))
                case .number(let number): numbers.append(number)
                default: return nil
                }
            }
            return numbers
        }

        func number(_ name: String) -> Double? { numbers(name)?.first }
    }
#endif
