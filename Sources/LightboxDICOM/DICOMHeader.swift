public import LightboxCore

/// The header of a DICOM file: every element that we name, up to the pixels.
///
///     let header = try DICOMHeader(FileBytes(path: "slice.dcm"))
///     print(header.text(.modality) ?? "?", header.numbers(.pixelSpacing))
///
/// PS3.10 files are read with and without preamble and meta header, in Explicit and Implicit VR, little and big
/// endian. A deflated data set is inflated.
public struct DICOMHeader: Sendable, Hashable {
    /// The transfer syntax as stated, or as the bytes show where none is stated or a wrong one.
    public let transferSyntax: TransferSyntax
    /// The transfer syntax of the meta header, if it names one.
    public let statedTransferSyntax: TransferSyntax?
    /// Where the pixels lie, or `nil` if the object has none.
    public let pixels: PixelElement?
    /// What is odd about the file, though it could be read.
    public let notes: [HeaderNote]
    /// The size of the file in bytes; of a deflated data set, once inflated.
    public let fileSize: Int
    /// Where the deflated data set starts, if it is one.
    ///
    /// All places in the header are then those of the inflated file.
    let deflatedOffset: Int?

    let elements: ElementTable
    let characterSet: CharacterSet

    /// The number of bytes with which reading starts.
    public static let firstRead = 32 * 1024
    private static let laterRead = 16 * 1024

    /// Reads the header of a file.
    ///
    /// `start` is what the caller has of the file's first bytes; with all of a small file, or with the first
    /// 32 KiB of most, nothing more is read. Values that we do not name are skipped without being read.
    ///
    /// - Throws: `DICOMError`, or what the source throws.
    public init(_ source: some ByteSource, start: [UInt8] = []) throws {
        let size = source.knownByteCount ?? source.byteCountLimit
        var window = start
        if window.count < min(size, 512) { window = try source.read(at: 0, count: min(size, Self.firstRead)) }
        guard let begin = Self.dataSetOffset(in: window.span, fileSize: size) else {
            throw DICOMError(.notDICOM)
        }
        var scanner = ElementScanner(fileSize: size, offset: begin)
        var base = 0
        scan: while true {
            switch try scanner.scan(window.span, at: base) {
            case .done: break scan
            case .needs(let offset, let count):
                let room = max(0, size - offset)
                let wanted = min(max(count, Self.laterRead), room)
                window = try source.read(at: offset, count: wanted)
                base = offset
                guard window.count >= min(count, room) else {
                    throw DICOMError(.truncatedHeader, offset: offset + window.count)
                }
            }
        }
        if scanner.needsInflation {
            let content = try InflatedBytes(source, from: scanner.offset)
            scanner.goOnInflated(fileSize: content.byteCountLimit)
            let bytes = content.read(at: 0, count: content.byteCountLimit)
            guard try scanner.scan(bytes.span, at: 0) == .done else {
                throw DICOMError(.truncatedHeader, offset: bytes.count)
            }
        }
        self.init(scanner, hasPreamble: begin != 0, size: scanner.fileSize)
    }

    /// The bytes that the places in this header refer to: the source, or what comes out of it where the data set is
    /// deflated.
    public func content(of source: any ByteSource) throws -> any ByteSource {
        guard let deflatedOffset, !(source is InflatedBytes) else { return source }
        return try InflatedBytes(source, from: deflatedOffset)
    }

    private init(_ scanner: ElementScanner, hasPreamble: Bool, size: Int) {
        elements = scanner.elements
        pixels = scanner.pixels
        fileSize = size
        deflatedOffset = scanner.isInflated ? scanner.deflatedOffset : nil
        statedTransferSyntax = scanner.syntax
        transferSyntax = scanner.effectiveSyntax
        var notes = scanner.notes
        if !hasPreamble { notes.insert(.noPreamble, at: 0) }
        let names = elements.text(.specificCharacterSet)
        characterSet = CharacterSet(names: names)
        if !characterSet.isKnown, let names { notes.append(.unknownCharacterSet(names)) }
        self.notes = notes
    }

    /// Where the first element of the file lies, or `nil` if the bytes do not begin as DICOM does.
    ///
    /// `start` should hold the first kilobyte, or all of a smaller file. A text is never taken for DICOM: the
    /// tag that must follow contains a zero byte.
    public static func dataSetOffset(in start: Span<UInt8>, fileSize: Int) -> Int? {
        func byte(_ index: Int) -> UInt8? { index < start.count ? start[index] : nil }
        let marker: [UInt8] = [0x44, 0x49, 0x43, 0x4D]
        if (0..<4).allSatisfy({ byte(128 + $0) == marker[$0] }) {
            guard let group = start.integer(UInt16.self, at: 132, .little) else {
                // The file was cut off right here; a text of just this length has no byte below 9.
                return fileSize < 136 && (0..<128).contains { start[$0] < 9 } ? 132 : nil
            }
            return group & 0xFF == 0 || group >> 8 == 0 ? 132 : nil
        }
        return looksLikeDataSet(start, fileSize: fileSize) ? 0 : nil
    }

    /// Whether the bytes are some elements of group 2 or 8 in ascending order, as a file without preamble has.
    private static func looksLikeDataSet(_ start: Span<UInt8>, fileSize: Int) -> Bool {
        guard let group = start.integer(UInt16.self, at: 0, .little),
            let code = start.integer(UInt16.self, at: 4, .big)
        else { return false }
        let order: ByteOrder = group == 0x0800 ? .big : .little
        guard group == 0x0002 || group == 0x0008 || group == 0x0800 else { return false }
        let isExplicit = VR(code: code).lengthForm != .unknown
        guard isExplicit || order == .little else { return false }
        var (offset, seen, last) = (0, 0, Tag(0, 0))
        while offset < start.count, seen < 4 {
            let header = try? ElementHeader(
                start, at: offset, fileOffset: offset, isExplicit: isExplicit, order: order)
            guard let header, header.tag > last, header.tag.group <= 0x7FE0 else {
                // The meta header may be followed by a data set that is coded otherwise.
                return seen >= 2 && offset > 0 && start.count > offset && last.group == 0x0002
            }
            guard let length = header.length, length <= fileSize - header.value else { return seen >= 3 }
            (last, seen, offset) = (header.tag, seen + 1, header.value + length)
        }
        return seen >= 4 || seen >= 2 && offset == fileSize
    }
}

extension DICOMHeader {
    /// The bytes of a file whose data set is deflated from `offset` on, with that inflated.
    static func inflated(_ source: any ByteSource, from offset: Int) throws -> any ByteSource {
        try InflatedBytes(source, from: offset)
    }
}
