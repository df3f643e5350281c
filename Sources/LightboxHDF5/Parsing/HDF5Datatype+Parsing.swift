import LightboxCore

extension HDF5Datatype {
    /// Reads a datatype message.
    ///
    /// Source: HDF5 File Format Specification 3.0, IV.A.2.d.
    static func parse(_ cursor: inout HDF5Cursor, depth: Int = 0) throws(HDF5Error) -> HDF5Datatype {
        guard depth < 16 else { throw cursor.fault("there are types within types without end") }
        let first = try cursor.int(1)
        let bits = try cursor.int(3)
        let size = try cursor.int(4)
        let version = first >> 4
        guard (1...5).contains(version) else {
            throw cursor.fault("a type has the unknown version \(version)")
        }
        guard size > 0 else { throw cursor.fault("a type's elements have no size") }
        switch first & 15 {
        case 0: return try integer(&cursor, bits, size)
        case 1: return try float(&cursor, bits, size)
        case 2:
            try cursor.skip(2)
            return .other(byteCount: size, words: "time of \(size) bytes")
        case 3: return .text(byteCount: size, isUTF8: bits >> 4 & 15 == 1)
        case 4:
            try cursor.skip(4)
            return .other(byteCount: size, words: "bit field of \(size) bytes")
        case 5:
            try cursor.skip(bits & 255)
            return .other(byteCount: size, words: "opaque block of \(size) bytes")
        case 6: return try compound(&cursor, version, bits & 0xFFFF, size, depth)
        case 7: return .other(byteCount: size, words: "reference")
        case 8:
            let base = try parse(&cursor, depth: depth + 1)
            return try words(&cursor, version, bits & 0xFFFF, base, size)
        case 9:
            let base = try parse(&cursor, depth: depth + 1)
            guard size == 8 + cursor.file.offsetSize else {
                throw cursor.fault("elements of varying length take \(size) bytes")
            }
            return bits & 15 == 1
                ? .variableText(byteCount: size, isUTF8: bits >> 8 & 15 == 1)
                : .sequence(base, byteCount: size)
        case 10:
            let rank = try cursor.int(1)
            guard rank <= 32 else { throw cursor.fault("elements have \(rank) axes") }
            if version < 3 { try cursor.skip(3) }
            var shape: [Int] = []
            for _ in 0..<rank { shape.append(try cursor.int(4)) }
            if version < 3 { try cursor.skip(4 * rank) }
            return try array(of: try parse(&cursor, depth: depth + 1), shape, size: size, cursor)
        case 11:
            // Complex numbers have a class of their own since HDF5 2.0.
            guard case .number(let part, let order) = try parse(&cursor, depth: depth + 1),
                part.byteCount * 2 == size
            else { throw HDF5Error(unsupported: "a type of complex numbers is made of odd parts") }
            let real = HDF5Member(name: "r", offset: 0, type: .number(part, order))
            return .compound(
                byteCount: size,
                [real, HDF5Member(name: "i", offset: part.byteCount, type: .number(part, order))])
        default: throw cursor.fault("a type has the unknown class \(first & 15)")
        }
    }

    private static func array(of element: HDF5Datatype, _ shape: [Int], size: Int?, _ cursor: HDF5Cursor)
        throws(HDF5Error) -> HDF5Datatype
    {
        var bytes = element.byteCount
        for length in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
            guard !overflow, product <= 1 << 40 else { throw cursor.fault("elements are too large") }
            bytes = product
        }
        guard size == nil || bytes == size else {
            throw cursor.fault("elements of \(size ?? 0) bytes are said to have the shape \(shape)")
        }
        return .array(element, shape: shape)
    }

    private static func integer(_ cursor: inout HDF5Cursor, _ bits: Int, _ size: Int) throws(HDF5Error)
        -> HDF5Datatype
    {
        let offset = try cursor.int(2)
        let precision = try cursor.int(2)
        let isSigned = bits & 8 != 0
        let number: SampleType? =
            switch (size, isSigned) {
            case (1, false): .uint8
            case (1, true): .int8
            case (2, false): .uint16
            case (2, true): .int16
            case (4, false): .uint32
            case (4, true): .int32
            case (8, false): .uint64
            case (8, true): .int64
            default: nil
            }
        guard let number, offset == 0, precision == size * 8 else {
            return .oddNumber(byteCount: size, words: "integer of \(precision) bits in \(size) bytes")
        }
        return .number(number, bits & 1 == 1 ? .big : .little)
    }

    private static func float(_ cursor: inout HDF5Cursor, _ bits: Int, _ size: Int) throws(HDF5Error)
        -> HDF5Datatype
    {
        let offset = try cursor.int(2)
        let precision = try cursor.int(2)
        var fields = [bits >> 8 & 255]
        for _ in 0..<4 { fields.append(try cursor.int(1)) }
        try cursor.skip(4)
        let number: SampleType? =
            switch (size, fields) {
            case (2, [15, 10, 5, 0, 10]): .float16
            case (4, [31, 23, 8, 0, 23]): .float32
            case (8, [63, 52, 11, 0, 52]): .float64
            default: nil
            }
        guard let number, offset == 0, precision == size * 8, bits & 0x40 == 0 else {
            return .oddNumber(byteCount: size, words: "floating-point number of \(precision) bits")
        }
        return .number(number, bits & 1 == 1 ? .big : .little)
    }

    private static func compound(
        _ cursor: inout HDF5Cursor, _ version: Int, _ count: Int, _ size: Int, _ depth: Int
    ) throws(HDF5Error) -> HDF5Datatype {
        guard count <= 4096 else { throw cursor.fault("elements have \(count) members") }
        var members: [HDF5Member] = []
        for _ in 0..<count {
            let name = try cursor.text(padding: version < 3 ? 8 : 1)
            let offset = try cursor.int(
                version < 3 ? 4 : size < 1 << 8 ? 1 : size < 1 << 16 ? 2 : size < 1 << 24 ? 3 : 4)
            var shape: [Int] = []
            if version == 1 {
                let rank = try cursor.int(1)
                try cursor.skip(11)
                for axis in 0..<4 {
                    let length = try cursor.int(4)
                    if axis < rank { shape.append(length) }
                }
            }
            var type = try parse(&cursor, depth: depth + 1)
            if !shape.isEmpty { type = try array(of: type, shape, size: nil, cursor) }
            guard offset <= size, type.byteCount <= size - offset else {
                throw cursor.fault("a member reaches out of its element")
            }
            members.append(HDF5Member(name: name, offset: offset, type: type))
        }
        return .compound(byteCount: size, members)
    }

    private static func words(
        _ cursor: inout HDF5Cursor, _ version: Int, _ count: Int, _ base: HDF5Datatype, _ size: Int
    ) throws(HDF5Error) -> HDF5Datatype {
        var names: [String] = []
        for _ in 0..<count { names.append(try cursor.text(padding: version < 3 ? 8 : 1)) }
        guard case .number(let number, let order) = base, number.byteCount == size else {
            return .other(byteCount: size, words: "enumeration")
        }
        let bytes = try cursor.take(count * number.byteCount)
        let values = HDF5Values(type: base, count: count, bytes: bytes, blobs: [])
        let words = names.enumerated().map { index, name -> HDF5Word in
            guard case .integer(let value) = values.json(at: index) else {
                return HDF5Word(name: name, value: 0)
            }
            return HDF5Word(name: name, value: value)
        }
        return .words(number, order, words)
    }
}
