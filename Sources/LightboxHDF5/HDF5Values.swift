public import LightboxCore

/// Elements of a dataset or attribute, and with them what they have of varying length.
public struct HDF5Values: Sendable, Hashable {
    public let type: HDF5Datatype
    public let count: Int
    /// The elements one after another.
    ///
    /// Where a text or sequence of varying length belongs, the first eight bytes (little endian) count to its blob.
    public let bytes: [UInt8]
    /// What varies in length: of texts their bytes, of sequences their elements.
    public let blobs: [[UInt8]]

    public init(type: HDF5Datatype, count: Int, bytes: [UInt8], blobs: [[UInt8]]) {
        (self.type, self.count, self.bytes, self.blobs) = (type, count, bytes, blobs)
    }

    /// The element at `index` as JSON writes it; `null` for what JSON has no form for.
    public func json(at index: Int) -> JSONValue {
        guard index >= 0, index < count else { return .null }
        return Self.json(type, bytes.span, at: index * type.byteCount, blobs)
    }

    /// The blob that the eight bytes at `offset` count to.
    public func blob(at offset: Int) -> [UInt8]? { Self.blob(bytes.span, at: offset, blobs) }

    private static func blob(_ bytes: Span<UInt8>, at offset: Int, _ blobs: [[UInt8]]) -> [UInt8]? {
        guard let number: UInt64 = bytes.integer(at: offset, .little), number < UInt64(blobs.count) else {
            return nil
        }
        return blobs[Int(number)]
    }

    private static func json(
        _ type: HDF5Datatype, _ bytes: Span<UInt8>, at offset: Int, _ blobs: [[UInt8]]
    ) -> JSONValue {
        guard offset >= 0, type.byteCount <= bytes.count - offset else { return .null }
        switch type {
        case .number(let number, let order): return Self.number(number, order, bytes, at: offset)
        case .words(let number, let order, let words):
            let value = Self.number(number, order, bytes, at: offset)
            guard case .integer(let integer) = value else { return value }
            if Set(words.map(\.name)) == ["FALSE", "TRUE"] { return .bool(integer != 0) }
            return words.first { $0.value == integer }.map { .string($0.name) } ?? value
        case .text(let size, _):
            var text: [UInt8] = []
            for at in offset..<offset + size { text.append(bytes[at]) }
            return .string(Self.text(text))
        case .variableText:
            return Self.blob(bytes, at: offset, blobs).map { .string(Self.text($0)) } ?? .null
        case .compound(_, let members):
            if let (type, order, _) = type.samples {
                let part: SampleType = type == .complex64 ? .float32 : .float64
                return .array([
                    Self.number(part, order, bytes, at: offset),
                    Self.number(part, order, bytes, at: offset + part.byteCount),
                ])
            }
            return .object(
                members.map {
                    JSONValue.Member($0.name, json($0.type, bytes, at: offset + $0.offset, blobs))
                })
        case .array(let element, let shape):
            let count = shape.reduce(1, *)
            return .array(
                (0..<min(count, 256)).map { json(element, bytes, at: offset + $0 * element.byteCount, blobs) }
            )
        case .sequence(let element, _):
            guard let blob = Self.blob(bytes, at: offset, blobs), element.byteCount > 0 else { return .null }
            let count = blob.count / element.byteCount
            return .array(
                (0..<min(count, 256)).map { json(element, blob.span, at: $0 * element.byteCount, blobs) })
        case .oddNumber, .other: return .null
        }
    }

    /// The text before its first NUL, without the spaces that Fortran fills up with.
    static func text(_ bytes: [UInt8]) -> String {
        var bytes = bytes.prefix { $0 != 0 }
        while bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A name, which ends at its first NUL if it has one.
    static func name(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }

    private static func number(
        _ type: SampleType, _ order: ByteOrder, _ bytes: Span<UInt8>, at offset: Int
    ) -> JSONValue {
        func read<T: FixedWidthInteger & UnsignedInteger>(_: T.Type) -> T {
            bytes.integer(T.self, at: offset, order) ?? 0
        }
        switch type {
        case .uint8: return .integer(Int64(read(UInt8.self)))
        case .int8: return .integer(Int64(Int8(bitPattern: read(UInt8.self))))
        case .uint16: return .integer(Int64(read(UInt16.self)))
        case .int16: return .integer(Int64(Int16(bitPattern: read(UInt16.self))))
        case .uint32: return .integer(Int64(read(UInt32.self)))
        case .int32: return .integer(Int64(Int32(bitPattern: read(UInt32.self))))
        case .uint64:
            let value = read(UInt64.self)
            return value <= UInt64(Int64.max) ? .integer(Int64(value)) : .number(Double(value))
        case .int64: return .integer(Int64(bitPattern: read(UInt64.self)))
        case .float16: return .number(Double(half: read(UInt16.self)))
        case .float32: return .number(Double(Float(bitPattern: read(UInt32.self))))
        case .float64: return .number(Double(bitPattern: read(UInt64.self)))
        case .complex64, .complex128: return .null
        }
    }
}
