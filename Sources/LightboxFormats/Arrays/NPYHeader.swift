import LightboxCore

/// The header of a NumPy array file, versions 1 to 3.
///
/// Source: NEP 1 and `numpy.lib.format`.
struct NPYHeader: Sendable, Hashable {
    /// One column of a structured array.
    struct Field: Sendable, Hashable {
        let name: String
        let type: NumPyType?
        /// As written, for fields that are records themselves.
        let typeName: String
        /// The axes that each record has of it, the slowest first.
        let shape: [Int]
        /// From the start of a record, in bytes.
        let offset: Int
    }
    /// As written: `<f8`, or a list of fields.
    let descr: String
    /// The type of the elements, or `nil` where they are records.
    let type: NumPyType?
    let fields: [Field]
    /// The size of one element in bytes, or `nil` where a field's is not known.
    let elementByteCount: Int?
    let isFortranOrder: Bool
    /// As written: the slowest axis first, unless in Fortran's order.
    let shape: [Int]
    /// Where the elements start.
    let dataOffset: Int

    /// A header longer than this is damage: NumPy itself refuses those past 10,000 bytes unless told otherwise.
    static let lengthLimit = 1 << 20

    /// Reads the header at the start of `content`, whose first bytes are `head`.
    init(_ head: [UInt8], content: any ByteSource, format: FileFormat) throws {
        func wrong(_ field: String?, at offset: Int, _ problem: String) -> FormatError {
            FormatError(format, field: field, at: offset, problem)
        }
        guard head.count >= 10 else { throw wrong(nil, at: head.count, "the file ends inside its header") }
        let major = head[6]
        guard (1...3).contains(major) else {
            throw wrong("version", at: 6, "is \(major).\(head[7]), but only 1 to 3 exist")
        }
        let length: Int
        let start: Int
        if major == 1 {
            (length, start) = (Int(head[8]) | Int(head[9]) << 8, 10)
        } else {
            guard let count: UInt32 = head.span.integer(at: 8, .little) else {
                throw wrong(nil, at: head.count, "the file ends inside its header")
            }
            (length, start) = (Int(count), 12)
        }
        guard length <= Self.lengthLimit, length <= content.byteCountLimit else {
            throw wrong("header length", at: 8, "is \(length) bytes, more than any header takes")
        }
        let text =
            start + length <= head.count
            ? Array(head[start..<start + length]) : try content.read(at: start, count: length)
        guard text.count == length else {
            throw wrong(nil, at: start + text.count, "the file ends inside its header")
        }
        guard let literal = PythonLiteral.parse(text), case .object = literal else {
            throw wrong("header", at: start, "is not the dictionary that NumPy writes")
        }
        guard case .bool(let fortran)? = literal["fortran_order"] else {
            throw wrong("fortran_order", at: start, "is missing, or neither True nor False")
        }
        guard case .array(let lengths)? = literal["shape"], lengths.count <= 64 else {
            throw wrong("shape", at: start, "is missing, or no tuple of at most 64 lengths")
        }
        shape = try lengths.map {
            guard case .integer(let length) = $0, length >= 0 else {
                throw wrong("shape", at: start, "holds \($0.text), which is no length")
            }
            return Int(length)
        }
        isFortranOrder = fortran
        dataOffset = start + length
        switch literal["descr"] {
        case .string(let name)?:
            guard let type = NumPyType(name) else {
                throw wrong("descr", at: start, "is '\(name.withoutControlCharacters)', which is no type")
            }
            (descr, self.type, fields, elementByteCount) = (name, type, [], type.byteCount)
        case .array(let list)?:
            guard let (fields, size) = Self.fields(list) else {
                throw wrong("descr", at: start, "is no list of fields")
            }
            descr = literal["descr"]?.text ?? ""
            (type, self.fields, elementByteCount) = (nil, fields, size)
        default: throw wrong("descr", at: start, "is missing")
        }
    }

    private static func fields(_ list: [JSONValue]) -> ([Field], size: Int?)? {
        var fields: [Field] = []
        var offset: Int? = 0
        for item in list {
            guard case .array(let parts) = item, parts.count == 2 || parts.count == 3 else { return nil }
            let name: String
            switch parts[0] {
            case .string(let text): name = text
            // A field may have a title besides its name.
            case .array(let pair):
                guard case .string(let text)? = pair.last else { return nil }
                name = text
            default: return nil
            }
            var shape: [Int] = []
            if parts.count == 3 {
                let lengths: [JSONValue] = if case .array(let list) = parts[2] { list } else { [parts[2]] }
                for length in lengths {
                    guard case .integer(let count) = length, count >= 0, count < 1 << 40 else { return nil }
                    shape.append(Int(count))
                }
            }
            var size: Int?
            var type: NumPyType?
            var typeName = parts[1].text
            switch parts[1] {
            case .string(let text):
                guard let found = NumPyType(text) else { return nil }
                (type, size, typeName) = (found, found.byteCount, text)
            case .array(let inner):
                guard let found = Self.fields(inner) else { return nil }
                size = found.size
            default: return nil
            }
            // Padding has no name.
            if !name.isEmpty {
                fields.append(
                    Field(name: name, type: type, typeName: typeName, shape: shape, offset: offset ?? -1))
            }
            for length in shape {
                guard let one = size else { break }
                let (product, overflow) = one.multipliedReportingOverflow(by: length)
                size = overflow ? nil : product
            }
            if let start = offset, let size {
                let (end, overflow) = start.addingReportingOverflow(size)
                offset = overflow ? nil : end
            } else {
                offset = nil
            }
        }
        return (fields, offset)
    }
}
