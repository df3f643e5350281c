import LightboxCore
import LightboxDICOM

/// The channels of a waveform object as a signal.
struct WaveformSource: ImageSource {
    private let waveform: Waveform
    private let content: any ByteSource
    private let file: OpenFile

    var header: ImageHeader { waveform.header }

    init(_ part: String, of header: DICOMHeader, _ file: OpenFile) throws {
        let (waveforms, content) = try FormatError.naming(file) {
            (
                try Waveform.all(of: DICOMFile(file.content, start: file.head)),
                try header.content(of: file.content)
            )
        }
        guard let waveform = waveforms.first(where: { $0.name == part }) else {
            throw FormatError(file.format, "the file has no part called '\(part.withoutControlCharacters)'")
        }
        (self.waveform, self.content, self.file) = (waveform, content, file)
    }

    func read(_ region: Region) throws -> SampleBlock {
        try FormatError.naming(file) { try waveform.read(region, from: content) }
    }
}
