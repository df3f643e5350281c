import LightboxCore

/// Reads MINC 1, which is netCDF in its classic form or with 64-bit offsets.
public struct MINC1Reader: FormatReader {
    public init() {}
    public var formats: Set<FileFormat> { [.minc1, .minc1Gzipped] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let (volume, order) = try volume(of: file)
        return HeaderReport(
            header: volume.header, notes: volume.notes,
            facts: [FileFact("dimorder", .string(order), label: "axes")])
    }

    public func open(_ file: OpenFile) throws -> any ImageSource { try volume(of: file).volume }

    private func volume(of file: OpenFile) throws -> (volume: MINCVolume, order: String) {
        let netCDF = try NetCDFHeader.read(file.content, format: file.format)
        guard let image = netCDF.variables["image"] else {
            throw FormatError(
                file.format, field: "image", at: 0, "is missing: the file is netCDF, but holds no MINC image")
        }
        let isSigned = image.attributes["signtype"]?.text.map { $0.hasPrefix("signed") }
        let stored = try samples(of: image, isSigned: isSigned, netCDF, file)
        let names = image.dimensions.map { netCDF.dimensions[$0].name }
        var description = MINCDescription(
            dimensions: names.enumerated().map { index, name in
                let own = netCDF.variables[name]?.attributes ?? [:]
                return MINCDimension(
                    name: name, length: netCDF.dimensions[image.dimensions[index]].length,
                    start: own["start"]?.numbers.first, step: own["step"]?.numbers.first,
                    directionCosines: own["direction_cosines"]?.numbers, units: own["units"]?.text,
                    isRegular: own["spacing"]?.text?.hasPrefix("irregular") != true)
            })
        if let range = image.attributes["valid_range"]?.numbers, range.count == 2 {
            description.validRange = (range[0], range[1])
        }
        for (name, key) in [
            ("image-min", \MINCDescription.minimum), ("image-max", \MINCDescription.maximum),
        ] {
            guard let variable = netCDF.variables[name] else { continue }
            let shape = variable.dimensions.map { netCDF.dimensions[$0].length }
            let block = try samples(of: variable, isSigned: nil, netCDF, file).readAll()
            let count = shape.reduce(1, *)
            guard block.bytes.count == count * block.type.byteCount else {
                throw FormatError(
                    file.format, field: name, at: variable.start, "has another size than its axes say")
            }
            description[keyPath: key] = MINCScale(
                shape: shape, values: (0..<count).map { block.value(at: $0) })
        }
        return (try MINCVolume(stored, description), names.joined(separator: ","))
    }

    private func samples(
        of variable: NetCDFHeader.Variable, isSigned: Bool?, _ netCDF: NetCDFHeader, _ file: OpenFile
    ) throws -> StoredImage {
        let type: SampleType
        switch variable.type {
        // netCDF has signed bytes only; MINC takes them for unsigned unless told otherwise.
        case 1, 2: type = isSigned == true ? .int8 : .uint8
        case 3: type = isSigned == false ? .uint16 : .int16
        case 4: type = isSigned == false ? .uint32 : .int32
        case 5: type = .float32
        default: type = .float64
        }
        let shape = variable.dimensions.reversed().map { netCDF.dimensions[$0].length }
        let header = ImageHeader(shape: shape.isEmpty ? [1] : shape, storedType: type)
        guard header.byteCount != nil else {
            throw FormatError(
                file.format, field: variable.name, at: variable.start,
                "has more bytes than there are addresses")
        }
        let samples = StoredSamples(
            source: file.content, path: file.path, format: file.format, start: variable.start, layout: header,
            byteOrder: .big)
        try samples.checkExtent()
        return StoredImage(header: header, samples: samples)
    }
}
