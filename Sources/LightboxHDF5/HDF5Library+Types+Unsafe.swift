import CLightboxHDF5
import LightboxCore

extension HDF5Library {
    /// The type behind an identifier.
    static func datatype(_ type: lightbox_hid, object: String, depth: Int = 0) throws(HDF5Error)
        -> HDF5Datatype
    {
        guard depth < 16 else { throw HDF5Error(object: object, "has types within types without end") }
        let size = lightbox_h5_type_size(type)
        guard size > 0, size < 1 << 40 else { throw failure("has elements of no size", object: object) }
        func base() throws(HDF5Error) -> HDF5Datatype {
            try with(lightbox_h5_type_base(type), "read its type", object, close: lightbox_h5_close_type) {
                id throws(HDF5Error) in try datatype(id, object: object, depth: depth + 1)
            }
        }
        switch lightbox_h5_type_class(type) {
        case 0: return integer(type, size)
        case 1: return float(type, size)
        case 3:
            let isUTF8 = lightbox_h5_type_text_set(type) == 1
            return lightbox_h5_type_is_variable_text(type) > 0
                ? .variableText(byteCount: size, isUTF8: isUTF8) : .text(byteCount: size, isUTF8: isUTF8)
        case 4: return .other(byteCount: size, words: "bit field of \(size) bytes")
        case 5: return .other(byteCount: size, words: "opaque block of \(size) bytes")
        case 6: return .compound(byteCount: size, try members(type, size, object, depth))
        case 7: return .other(byteCount: size, words: "reference")
        case 8:
            guard case .number(let number, let order) = try base() else {
                return .other(byteCount: size, words: "enumeration")
            }
            return .words(number, order, words(type, number, order))
        case 9: return .sequence(try base(), byteCount: size)
        case 10:
            let rank = Int(lightbox_h5_type_array_rank(type))
            guard rank >= 0, rank <= 32 else { throw failure("has elements of no shape", object: object) }
            var shape = [UInt64](repeating: 0, count: rank)
            // SAFETY: the array has as many elements as the type has axes.
            guard unsafe lightbox_h5_type_array_shape(type, &shape) >= 0 else {
                throw failure("has elements of no shape", object: object)
            }
            let element = try base()
            let lengths = shape.map { Int(clamping: $0) }
            // The library has checked the product already; ours must come to the same.
            let result = HDF5Datatype.array(element, shape: lengths)
            guard result.byteCount == size else {
                throw HDF5Error(object: object, "has elements whose size does not fit their shape")
            }
            return result
        default: return .other(byteCount: size, words: "\(size) bytes of a kind that is not read")
        }
    }

    private static func integer(_ type: lightbox_hid, _ size: Int) -> HDF5Datatype {
        let isSigned = lightbox_h5_type_sign(type) == 1
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
        let order = lightbox_h5_type_order(type)
        let precision = lightbox_h5_type_precision(type)
        guard let number, order == 0 || order == 1, precision == size * 8, lightbox_h5_type_offset(type) == 0
        else {
            return .oddNumber(byteCount: size, words: "integer of \(precision) bits in \(size) bytes")
        }
        return .number(number, order == 1 ? .big : .little)
    }

    private static func float(_ type: lightbox_hid, _ size: Int) -> HDF5Datatype {
        var fields = [Int](repeating: 0, count: 5)
        // SAFETY: the array has the five elements that are written.
        let code = unsafe lightbox_h5_type_float(type, &fields)
        let order = lightbox_h5_type_order(type)
        guard code >= 0, order == 0 || order == 1 else {
            return .oddNumber(byteCount: size, words: "floating-point number of \(size) bytes")
        }
        let number: SampleType? =
            switch (size, fields) {
            case (2, [15, 10, 5, 0, 10]): .float16
            case (4, [31, 23, 8, 0, 23]): .float32
            case (8, [63, 52, 11, 0, 52]): .float64
            default: nil
            }
        guard let number else {
            return .oddNumber(byteCount: size, words: "floating-point number of \(size * 8) bits")
        }
        return .number(number, order == 1 ? .big : .little)
    }

    private static func name(_ type: lightbox_hid, _ index: UInt32) -> String {
        // SAFETY: the library hands over a text that ends in 0 and is ours to free.
        guard let text = unsafe lightbox_h5_type_member_name(type, index) else { return "" }
        defer { _ = unsafe lightbox_h5_free(text) }
        return unsafe String(cString: text)
    }

    private static func members(
        _ type: lightbox_hid, _ size: Int, _ object: String, _ depth: Int
    ) throws(HDF5Error) -> [HDF5Member] {
        let count = lightbox_h5_type_member_count(type)
        guard count >= 0, count <= 4096 else {
            throw failure("has elements of \(count) members", object: object)
        }
        var members: [HDF5Member] = []
        for index in 0..<UInt32(count) {
            let member = try with(
                lightbox_h5_type_member_type(type, index), "read its type", object,
                close: lightbox_h5_close_type
            ) { id throws(HDF5Error) in try datatype(id, object: object, depth: depth + 1) }
            let offset = lightbox_h5_type_member_offset(type, index)
            guard offset >= 0, offset <= size, member.byteCount <= size - offset else {
                throw HDF5Error(object: object, "has a member that reaches out of its element")
            }
            members.append(HDF5Member(name: name(type, index), offset: offset, type: member))
        }
        return members
    }

    private static func words(_ type: lightbox_hid, _ number: SampleType, _ order: ByteOrder) -> [HDF5Word] {
        let count = lightbox_h5_type_member_count(type)
        guard count > 0, count <= 65_536 else { return [] }
        return (0..<UInt32(count)).map { index in
            var bytes = [UInt8](repeating: 0, count: max(8, number.byteCount))
            // SAFETY: a value is as large as the number, for which there is room.
            _ = unsafe lightbox_h5_type_member_value(type, index, &bytes)
            let values = HDF5Values(
                type: .number(number, order), count: 1, bytes: bytes, blobs: [])
            guard case .integer(let value) = values.json(at: 0) else {
                return HDF5Word(name: name(type, index), value: 0)
            }
            return HDF5Word(name: name(type, index), value: value)
        }
    }
}
