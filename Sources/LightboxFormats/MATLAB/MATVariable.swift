import LightboxCore

/// One variable of a MATLAB file before version 7.3, or one that lies in a structure.
struct MATVariable: Sendable {
    /// What a variable is, as MATLAB names its classes.
    enum Kind: Int, Sendable, Hashable {
        case cell = 1
        case structure, object, char, sparse, double, single, int8, uint8, int16, uint16, int32, uint32,
            int64,
            uint64, function, opaque
        var word: String {
            switch self {
            case .structure: "struct"
            case .function: "function handle"
            default: "\(self)"
            }
        }
    }
    let name: String
    let kind: Kind
    let isLogical: Bool
    let isComplex: Bool
    /// MATLAB's size: rows, columns and so on, of which the first is the fastest.
    let shape: [Int]
    /// What of a char array, structure or cell is worth telling.
    var detail: [FileFact] = []
    /// Where the numbers are: real parts, and imaginary ones of complex arrays.
    var parts: [MATNumbers] = []
    var problem: String?
}

/// Numbers in a row, as an element of a MATLAB file holds them.
struct MATNumbers: Sendable {
    let type: SampleType
    /// Into the bytes that hold the variable.
    let start: Int
    let byteCount: Int
}

/// Reads the elements of which MATLAB files of version 5 to 7 are made.
///
/// Source: MathWorks, "MAT-File Format".
struct MATElements {
    let bytes: any ByteSource
    let order: ByteOrder
    /// For errors: the element starts there.
    var at: Int
    let end: Int

    struct Element {
        let type: Int
        /// Where its data are.
        let start: Int
        let byteCount: Int
        /// Where the next one starts.
        let next: Int
    }

    func fault(_ problem: String) -> ArrayFault { ArrayFault("\(problem) (at byte \(at))") }

    /// The tag of the element at `at`.
    func peek() throws -> Element {
        let head = try bytes.read(at: at, count: 8)
        guard let first: UInt32 = head.span.integer(at: 0, order),
            let second: UInt32 = head.span.integer(at: 4, order)
        else { throw fault("the file ends inside an element") }
        // A small element keeps its data in its tag.
        if first >> 16 != 0 {
            let count = Int(first >> 16)
            guard count <= 4 else { throw fault("a small element claims \(count) bytes") }
            return Element(type: Int(first & 0xFFFF), start: at + 4, byteCount: count, next: at + 8)
        }
        let count = Int(second)
        guard count <= end - at - 8 else {
            throw fault("an element claims \(count) bytes, but \(max(0, end - at - 8)) are left")
        }
        // Compressed elements have no padding behind them, all others do.
        let padding = first == 15 ? 0 : (8 - count % 8) % 8
        return Element(
            type: Int(first), start: at + 8, byteCount: count, next: min(end, at + 8 + count + padding))
    }

    mutating func next() throws -> Element {
        let element = try peek()
        at = element.next
        return element
    }

    var isAtEnd: Bool { end - at < 8 }

    func read(_ element: Element, limit: Int) throws -> [UInt8] {
        guard element.byteCount <= limit else {
            throw fault("an element of \(element.byteCount) bytes is too long")
        }
        let data = try bytes.read(at: element.start, count: element.byteCount)
        guard data.count == element.byteCount else { throw fault("the file ends inside an element") }
        return data
    }

    static func sampleType(_ type: Int) -> SampleType? {
        switch type {
        case 1: .int8
        case 2: .uint8
        case 3: .int16
        case 4: .uint16
        case 5: .int32
        case 6: .uint32
        case 7: .float32
        case 9: .float64
        case 12: .int64
        case 13: .uint64
        default: nil
        }
    }

    /// Reads what follows the tag of a matrix.
    mutating func variable(depth: Int = 0) throws -> MATVariable {
        let flags = try read(next(), limit: 16)
        guard let word: UInt32 = flags.span.integer(at: 0, order),
            let kind = MATVariable.Kind(rawValue: Int(word & 255))
        else { throw fault("a variable is of no known class") }
        if kind == .opaque || kind == .function {
            return MATVariable(name: "", kind: kind, isLogical: false, isComplex: false, shape: [])
        }
        let sizes = try read(next(), limit: 256)
        var shape: [Int] = []
        for index in 0..<sizes.count / 4 {
            guard let length: UInt32 = sizes.span.integer(at: 4 * index, order), length < 1 << 31 else {
                throw fault("a variable has a length below zero")
            }
            shape.append(Int(length))
        }
        guard shape.count <= 32 else { throw fault("a variable has \(shape.count) axes") }
        let name = String(decoding: try read(next(), limit: 4096), as: UTF8.self)
        var found = MATVariable(
            name: name, kind: kind, isLogical: word & 0x200 != 0, isComplex: word & 0x800 != 0, shape: shape)
        switch kind {
        case .cell, .opaque, .function: break
        case .sparse: found.problem = "it is a sparse matrix, which is no grid of samples"
        case .char: try readText(&found)
        case .structure, .object: try readFields(&found)
        default: try readNumbers(&found)
        }
        return found
    }

    private mutating func readNumbers(_ found: inout MATVariable) throws {
        var count = 1
        for length in found.shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            guard !overflow else { throw fault("a variable has more numbers than can be counted") }
            count = product
        }
        for _ in 0..<(found.isComplex ? 2 : 1) {
            let element = try next()
            guard let type = Self.sampleType(element.type) else {
                throw fault("numbers are of the unknown type \(element.type)")
            }
            guard element.byteCount / type.byteCount >= count else {
                throw fault("a variable of \(count) numbers holds only \(element.byteCount / type.byteCount)")
            }
            found.parts.append(
                MATNumbers(type: type, start: element.start, byteCount: count * type.byteCount))
        }
    }

    private mutating func readText(_ found: inout MATVariable) throws {
        let element = try next()
        let data = try read(element, limit: 1 << 16)
        var text = ""
        switch element.type {
        case 2, 16, 1: text = String(decoding: data, as: UTF8.self)
        case 4, 17:
            let units = (0..<data.count / 2).map { data.span.integer(UInt16.self, at: 2 * $0, order) ?? 0 }
            text = String(decoding: units, as: UTF16.self)
        default: return
        }
        // Several lines are stored column by column: only one line reads as it stands.
        guard found.shape.first ?? 0 <= 1 else { return }
        found.detail.append(FileFact("value", .string(text), label: "text", text: text))
    }

    private mutating func readFields(_ found: inout MATVariable) throws {
        if found.kind == .object { _ = try next() }
        let width = try read(next(), limit: 16)
        guard let length: UInt32 = width.span.integer(at: 0, order), length > 0, length <= 1024 else {
            return
        }
        let names = try read(next(), limit: 1 << 20)
        let fields = stride(from: 0, to: names.count, by: Int(length)).map { start in
            String(
                decoding: names[start..<min(names.count, start + Int(length))].prefix { $0 != 0 },
                as: UTF8.self)
        }
        found.detail.append(
            FileFact("fields", .strings(fields), label: "fields", text: fields.joined(separator: ", ")))
    }
}
