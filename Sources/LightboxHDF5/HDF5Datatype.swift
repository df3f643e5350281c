public import LightboxCore

/// The type of an element of a dataset or an attribute.
///
/// Sizes and offsets are those of the bytes that `HDF5Values` and `HDF5Dataset.read` hand out.
public indirect enum HDF5Datatype: Sendable, Hashable {
    /// A number that Lightbox has a type for.
    case number(SampleType, ByteOrder)
    /// A number of some odd make, such as 12 bits of 16.
    case oddNumber(byteCount: Int, words: String)
    /// A text of a fixed size.
    case text(byteCount: Int, isUTF8: Bool)
    /// A text of any length; an element is the number of its blob.
    case variableText(byteCount: Int, isUTF8: Bool)
    /// Numbers that stand for words.
    case words(SampleType, ByteOrder, [HDF5Word])
    case compound(byteCount: Int, [HDF5Member])
    case array(HDF5Datatype, shape: [Int])
    /// Any number of elements; an element is the number of its blob.
    case sequence(HDF5Datatype, byteCount: Int)
    case other(byteCount: Int, words: String)

    /// The size of one element.
    public var byteCount: Int {
        switch self {
        case .number(let type, _), .words(let type, _, _): type.byteCount
        case .oddNumber(let size, _), .text(let size, _), .variableText(let size, _), .compound(let size, _),
            .sequence(_, let size), .other(let size, _):
            size
        case .array(let element, let shape):
            shape.reduce(element.byteCount) { $0.multipliedReportingOverflow(by: $1).partialValue }
        }
    }

    /// Whether an element has parts that lie elsewhere in the file.
    public var hasBlobs: Bool {
        switch self {
        case .variableText, .sequence: true
        case .compound(_, let members): members.contains { $0.type.hasBlobs }
        case .array(let element, _): element.hasBlobs
        case .number, .oddNumber, .text, .words, .other: false
        }
    }

    /// How samples of this type are stored, if they are numbers: complex ones as h5py writes them (two members, `r`
    /// and `i`) included, and with the axes that each element has of its own, the slowest first.
    public var samples: (type: SampleType, order: ByteOrder, axes: [Int])? {
        switch self {
        case .number(let type, let order), .words(let type, let order, _): return (type, order, [])
        case .array(let element, let shape):
            guard let inner = element.samples else { return nil }
            return (inner.type, inner.order, shape + inner.axes)
        case .compound(let size, let members):
            guard members.count == 2, case .number(let type, let order) = members[0].type,
                members[1].type == members[0].type, members[0].offset == 0,
                members[1].offset == type.byteCount, size == 2 * type.byteCount,
                [["r", "i"], ["real", "imag"], ["re", "im"]].contains(
                    members.map { $0.name.lowercased() })
            else { return nil }
            switch type {
            case .float32: return (.complex64, order, [])
            case .float64: return (.complex128, order, [])
            default: return nil
            }
        default: return nil
        }
    }

    /// The type in a few words, as NumPy would spell it where it could.
    public var words: String {
        switch self {
        case .number(let type, .little): type.rawValue
        case .number(let type, .big): type.byteCount == 1 ? type.rawValue : type.rawValue + " big-endian"
        case .oddNumber(_, let words), .other(_, let words): words
        case .text(let size, _): "text of \(size) bytes"
        case .variableText: "text"
        case .words(let type, _, let words):
            Set(words.map(\.name)) == ["FALSE", "TRUE"]
                ? "bool" : "\(type.rawValue) for one of \(words.count) words"
        case .compound(_, let members):
            samples.map { $0.type.rawValue + ($0.order == .big ? " big-endian" : "") }
                ?? "{" + members.map { "\($0.name): \($0.type.words)" }.joined(separator: ", ") + "}"
        case .array(let element, let shape):
            element.words + "[" + shape.map(String.init).joined(separator: ",") + "]"
        case .sequence(let element, _): "any number of \(element.words)"
        }
    }
}

/// A word of an enumeration and the number that stands for it.
public struct HDF5Word: Sendable, Hashable {
    public let name: String
    public let value: Int64
    public init(name: String, value: Int64) { (self.name, self.value) = (name, value) }
}

/// A member of a compound type.
public struct HDF5Member: Sendable, Hashable {
    public let name: String
    /// From the start of the element, in bytes.
    public let offset: Int
    public let type: HDF5Datatype
    public init(name: String, offset: Int, type: HDF5Datatype) {
        (self.name, self.offset, self.type) = (name, offset, type)
    }
}
