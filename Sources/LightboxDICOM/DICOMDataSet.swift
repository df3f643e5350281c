import LightboxCore

/// All elements of a DICOM data set, or of one item of a sequence.
///
///     let file = try DICOMFile(FileBytes(path: "plan.dcm"))
///     for beam in file.dataSet.items(Tag(0x300A, 0x00B0)) {
///         print(beam.text(Tag(0x300A, 0x00C2)) ?? "no name")
///     }
///
/// Long values stay in the file; `DICOMFile.bytes` reads them.
public struct DICOMDataSet: Sendable, Hashable {
    /// In the order of the file.
    public internal(set) var elements: [DICOMElement]
    var characterSet: CharacterSet

    init(elements: [DICOMElement] = [], characterSet: CharacterSet) {
        (self.elements, self.characterSet) = (elements, characterSet)
    }

    /// Whether the tags ascend is never relied on: damaged and sloppily written files are searched as well.
    public subscript(_ tag: Tag) -> DICOMElement? { elements.first { $0.tag == tag } }

    public func contains(_ tag: Tag) -> Bool { self[tag] != nil }

    /// The items of a sequence; none where it is absent.
    public func items(_ tag: Tag) -> [DICOMDataSet] {
        guard case .items(let items) = self[tag]?.value else { return [] }
        return items
    }

    /// The text of an element in the character set of the data set; `nil` where it is absent, empty or not read.
    ///
    /// Several values stay together, with a backslash between them.
    public func text(_ tag: Tag) -> String? {
        guard let text = self[tag].flatMap(text(of:)), !text.isEmpty else { return nil }
        return text
    }

    /// The values of an element as texts.
    public func texts(_ tag: Tag) -> [String] { self[tag].flatMap(texts(of:)) ?? [] }

    /// The numbers of an element, however they are coded; values that are no numbers are left out.
    public func numbers(_ tag: Tag) -> [Double] {
        self[tag].map(numbers(of:)) ?? []
    }

    func numbers(of element: DICOMElement) -> [Double] {
        if let numbers = element.binaryNumbers { return numbers }
        return (texts(of: element) ?? []).compactMap { Double($0) }
    }

    public func number(_ tag: Tag) -> Double? { numbers(tag).first }
    public func integer(_ tag: Tag) -> Int? { number(tag).flatMap { Int(exactly: $0) } }

    func text(of element: DICOMElement) -> String? {
        guard case .bytes(let bytes) = element.value else { return nil }
        let end = (bytes.lastIndex { $0 != 0x20 && $0 != 0 } ?? -1) + 1
        let trimmed = bytes[..<end]
        switch element.vr {
        case .LO, .LT, .PN, .SH, .ST, .UC, .UT:
            guard trimmed.contains(where: { $0 >= 0x80 || $0 == 0x1B }) else { break }
            return characterSet.decode(Array(trimmed), isName: element.vr == .PN) ?? trimmed.latin1
        default: break
        }
        return trimmed.latin1
    }

    func texts(of element: DICOMElement) -> [String]? {
        guard var text = text(of: element) else { return nil }
        // Empty writings at the end of a name may be left out with what parts them (PS3.5 §6.2).
        while element.vr == .PN, text.hasSuffix("=") { text.removeLast() }
        guard !text.isEmpty else { return [] }
        switch element.vr {
        case .LT, .ST, .UT, .UR: return [text]
        default:
            return text.split(separator: "\\", omittingEmptySubsequences: false).map {
                String($0.trimmingSpaces)
            }
        }
    }
}

extension DICOMDataSet {
    /// Keeps the last of elements with the same tag, which the standard forbids and files have.
    mutating func dropRepeated() {
        guard zip(elements, elements.dropFirst()).contains(where: { $0.tag >= $1.tag }) else { return }
        var last: [Tag: Int] = [:]
        for (index, element) in elements.enumerated() { last[element.tag] = index }
        if last.count < elements.count {
            elements = elements.indices.filter { last[elements[$0].tag] == $0 }.map { elements[$0] }
        }
    }
}

extension DICOMElement {
    /// The numbers of a value in binary; `nil` for VRs that are no numbers, and for values left in the file.
    public var binaryNumbers: [Double]? {
        guard case .bytes(let bytes) = value, let type = vr.numberType else { return nil }
        return bytes.numbers(type, order)
    }
}

extension VR {
    /// How one number of the value is coded; `nil` where it is text, bytes or items.
    var numberType: SampleType? {
        switch self {
        case .US: .uint16
        case .SS: .int16
        case .UL: .uint32
        case .SL: .int32
        case .UV: .uint64
        case .SV: .int64
        case .FL: .float32
        case .FD: .float64
        default: nil
        }
    }

    /// Whether values are bytes that only programs want.
    var isBulk: Bool {
        switch self {
        case .OB, .OW, .OF, .OD, .OL, .OV, .UN: true
        default: false
        }
    }
}

extension [UInt8] {
    /// The numbers that lie one behind the other; what is left at the end is dropped.
    func numbers(_ type: SampleType, _ order: ByteOrder) -> [Double] {
        let bytes = span
        func read<T: FixedWidthInteger & UnsignedInteger>(_ at: Int, _: T.Type) -> T {
            bytes.integer(T.self, at: at, order) ?? 0
        }
        return stride(from: 0, through: count - type.byteCount, by: type.byteCount).map { at in
            switch type {
            case .uint16: Double(read(at, UInt16.self))
            case .int16: Double(Int16(bitPattern: read(at, UInt16.self)))
            case .uint32: Double(read(at, UInt32.self))
            case .int32: Double(Int32(bitPattern: read(at, UInt32.self)))
            case .uint64: Double(read(at, UInt64.self))
            case .int64: Double(Int64(bitPattern: read(at, UInt64.self)))
            case .float32: Double(Float(bitPattern: read(at, UInt32.self)))
            case .float64: Double(bitPattern: read(at, UInt64.self))
            default: Double(bytes[at])
            }
        }
    }
}

extension ArraySlice<UInt8> {
    /// The text in which each byte is the character of its number; plain ASCII where all are below 0x80.
    var latin1: String {
        if allSatisfy({ $0 < 0x80 }) { return String(decoding: self, as: UTF8.self) }
        return String(String.UnicodeScalarView(map { Unicode.Scalar($0) }))
    }
}

/// The same by the keywords of PS3.6; a word that is no keyword finds nothing.
extension DICOMDataSet {
    public subscript(_ keyword: String) -> DICOMElement? {
        DataDictionary.tag(keyword: keyword).flatMap { self[$0] }
    }
    public func items(_ keyword: String) -> [DICOMDataSet] {
        DataDictionary.tag(keyword: keyword).map(items) ?? []
    }
    public func text(_ keyword: String) -> String? { DataDictionary.tag(keyword: keyword).flatMap(text) }
    public func texts(_ keyword: String) -> [String] { DataDictionary.tag(keyword: keyword).map(texts) ?? [] }
    public func numbers(_ keyword: String) -> [Double] {
        DataDictionary.tag(keyword: keyword).map(numbers) ?? []
    }
    public func number(_ keyword: String) -> Double? { numbers(keyword).first }
    public func integer(_ keyword: String) -> Int? { number(keyword).flatMap { Int(exactly: $0) } }
}
