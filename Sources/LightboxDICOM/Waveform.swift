public import LightboxCore

/// One group of channels of a waveform object (PS3.3 §C.10.9): signals that were sampled together.
public struct Waveform: Sendable, Hashable {
    /// The name by which it is opened: `waveform 1`.
    public let name: String
    /// One axis of samples, the channels side by side, in the unit that they share.
    public let header: ImageHeader
    public let samplingFrequencyHz: Double?
    /// What the channels are called, and each one's unit.
    public let channels: [Channel]
    public struct Channel: Sendable, Hashable {
        public let label: String
        public let unit: String?
    }
    private let scales: [Rescale]
    private let type: SampleType
    private let order: ByteOrder
    private let offset: Int

    /// The groups of an object whose samples can be read.
    public static func all(of file: DICOMFile) -> [Waveform] {
        file.dataSet.items("WaveformSequence").enumerated().compactMap { index, item in
            Waveform(item, name: "waveform \(index + 1)")
        }
    }

    private init?(_ item: DICOMDataSet, name: String) {
        guard let data = item["WaveformData"], let count = item.integer("NumberOfWaveformSamples"),
            let channelCount = item.integer("NumberOfWaveformChannels"), count > 0,
            (1...4096).contains(channelCount),
            let type = Self.type(item)
        else { return nil }
        let (samples, overflow) = count.multipliedReportingOverflow(by: channelCount * type.byteCount)
        // What the header claims must be there.
        guard !overflow, samples <= data.length else { return nil }
        let definitions = item.items("ChannelDefinitionSequence")
        var units: [String?] = []
        scales = (0..<channelCount).map { channel in
            guard definitions.indices.contains(channel) else {
                units.append(nil)
                return .identity
            }
            let definition = definitions[channel]
            func number(_ keyword: String, _ otherwise: Double) -> Double {
                definition.number(keyword).flatMap { $0.isFinite ? $0 : nil } ?? otherwise
            }
            units.append(definition.concept("ChannelSensitivityUnitsSequence")?.value)
            return Rescale(
                slope: number("ChannelSensitivity", 1) * number("ChannelSensitivityCorrectionFactor", 1),
                intercept: number("ChannelBaseline", 0))
        }
        channels = (0..<channelCount).map { channel in
            let definition = definitions.indices.contains(channel) ? definitions[channel] : nil
            let label =
                definition?.text("ChannelLabel") ?? definition?.concept("ChannelSourceSequence")?.description
            return Channel(label: label ?? "channel \(channel + 1)", unit: units[channel])
        }
        let shared = Set(units).count == 1 ? units[0] : nil
        let frequency = item.number("SamplingFrequency").flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
        header = ImageHeader(
            shape: [count], channels: channelCount, storedType: .float32, rescale: Rescale(unit: shared),
            colour: .grey)
        (self.name, samplingFrequencyHz, self.type) = (name, frequency, type)
        (order, offset) = (data.order, data.offset)
    }

    /// How a sample is coded, or `nil` where it is compressed as telephones do.
    private static func type(_ item: DICOMDataSet) -> SampleType? {
        switch item.text("WaveformSampleInterpretation") {
        case "SB": .int8
        case "UB": .uint8
        case "SS": .int16
        case "US": .uint16
        case "SL": .int32
        case "UL": .uint32
        default: nil
        }
    }

    /// The values of some samples, all channels, each scaled by its sensitivity and moved by its baseline.
    public func read(_ region: Region, from source: any ByteSource) throws -> SampleBlock {
        guard region.lies(within: header.shape) else { throw DICOMError(.outsideImage) }
        let (range, width) = (region.ranges[0], header.channels * type.byteCount)
        let bytes = try source.read(at: offset + range.lowerBound * width, count: range.count * width)
        guard bytes.count == range.count * width else {
            throw DICOMError(
                .valuePastEnd(length: range.count * width, available: bytes.count), offset: offset)
        }
        var out: [UInt8] = []
        out.reserveCapacity(range.count * header.channels * 4)
        for (index, number) in bytes.numbers(type, order).enumerated() {
            out.append(littleEndian: Float(scales[index % scales.count](number)))
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: .float32, bytes: out)
        else { throw DICOMError(.outsideImage) }
        return block
    }
}
