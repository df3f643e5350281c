import LightboxCore

/// Writes TIFF files for tests: any fields, in either byte order, classic or big.
struct TIFFBuilder {
    var order: ByteOrder = .little
    var isBig = false

    /// One page: its fields but for the places of its pieces, and the pieces as they are stored.
    struct Page {
        var fields: [(tag: UInt16, type: UInt16, values: [UInt64])]
        var pieces: [[UInt8]]
        var isTiled = false
        /// Where the pieces are said to lie, if not where they are.
        var places: [UInt64]?
    }

    func bytes<T: FixedWidthInteger & UnsignedInteger>(_ value: T) -> [UInt8] {
        let little = (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> T(8 * $0)) }
        return order == .little ? little : little.reversed()
    }

    private func bytes(_ values: [UInt64], _ type: UInt16) -> [UInt8] {
        values.flatMap { value -> [UInt8] in
            switch type {
            case 1, 2: [UInt8(truncatingIfNeeded: value)]
            case 3: bytes(UInt16(truncatingIfNeeded: value))
            case 16: bytes(value)
            default: bytes(UInt32(truncatingIfNeeded: value))
            }
        }
    }

    func file(_ pages: [Page]) -> [UInt8] {
        let word = isBig ? 8 : 4
        func offset(_ value: Int) -> [UInt8] { isBig ? bytes(UInt64(value)) : bytes(UInt32(value)) }
        var out: [UInt8] = order == .little ? [0x49, 0x49] : [0x4D, 0x4D]
        out += isBig ? bytes(UInt16(43)) + bytes(UInt16(8)) + bytes(UInt16(0)) : bytes(UInt16(42))
        var link = out.count
        out += offset(0)
        for page in pages {
            var fields = page.fields
            var (places, sizes): ([UInt64], [UInt64]) = ([], [])
            for piece in page.pieces {
                places.append(UInt64(out.count))
                sizes.append(UInt64(piece.count))
                out += piece
            }
            fields.append((page.isTiled ? 324 : 273, isBig ? 16 : 4, page.places ?? places))
            fields.append((page.isTiled ? 325 : 279, isBig ? 16 : 4, sizes))
            fields.sort { $0.tag < $1.tag }
            var entries: [UInt8] = []
            for field in fields {
                let width: Int = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 16: 8][field.type] ?? 4
                let value = bytes(field.values, field.type)
                entries += bytes(field.tag) + bytes(field.type) + offset(value.count / width)
                if value.count <= word {
                    entries += value + [UInt8](repeating: 0, count: word - value.count)
                } else {
                    entries += offset(out.count)
                    out += value
                }
            }
            if out.count % 2 == 1 { out.append(0) }
            out.replaceSubrange(link..<link + word, with: offset(out.count))
            out += isBig ? bytes(UInt64(fields.count)) : bytes(UInt16(fields.count))
            out += entries
            link = out.count
            out += offset(0)
        }
        return out
    }

    /// A page of rows of samples, one strip.
    func page(
        _ width: Int, _ height: Int, bits: Int = 8, samples: Int = 1, format: Int = 1, photometric: Int = 1,
        compression: Int = 1, more: [(tag: UInt16, type: UInt16, values: [UInt64])] = [], _ pieces: [[UInt8]]
    ) -> Page {
        func short(_ tag: UInt16, _ value: Int) -> (tag: UInt16, type: UInt16, values: [UInt64]) {
            (tag, 3, [UInt64(value)])
        }
        let fields =
            [
                (tag: 256, type: 4, values: [UInt64(width)]), (tag: 257, type: 4, values: [UInt64(height)]),
                (tag: 258, type: 3, values: Array(repeating: UInt64(bits), count: samples)),
                short(259, compression), short(262, photometric), short(277, samples), short(339, format),
            ] + more
        return Page(fields: fields, pieces: pieces, isTiled: more.contains { $0.tag == 322 })
    }
}
