import LightboxCore

/// Samples that are written as text.
enum TextSamples {
    /// The bytes, little endian, of `count` numbers in decimal; `nil` where one is no number of the type.
    ///
    /// Blanks and commas stand between them; what follows the last is not looked at.
    static func decimal(_ text: Span<UInt8>, type: SampleType, count: Int) -> [UInt8]? {
        var used = 0
        return decimal(text, type: type, count: count, used: &used)
    }

    /// The same; `used` becomes the number of bytes that were read.
    static func decimal(_ text: Span<UInt8>, type: SampleType, count: Int, used: inout Int) -> [UInt8]? {
        // No number takes less than a digit and a blank.
        guard count >= 0, count <= text.count / 2 + 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * type.byteCount)
        var (place, found) = (0, 0)
        while found < count {
            while place < text.count, isBlank(text[place]) { place += 1 }
            var word: [UInt8] = []
            while place < text.count, !isBlank(text[place]) {
                word.append(text[place])
                place += 1
                if word.count > 64 { return nil }
            }
            guard !word.isEmpty, append(String(decoding: word, as: UTF8.self), type, to: &bytes) else {
                return nil
            }
            found += 1
        }
        used = place
        return bytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: ",") }

    private static func append(_ word: String, _ type: SampleType, to bytes: inout [UInt8]) -> Bool {
        func put<T: FixedWidthInteger>(_ value: T?) -> Bool {
            guard let value else { return false }
            for i in 0..<T.bitWidth / 8 { bytes.append(UInt8(truncatingIfNeeded: value >> T(8 * i))) }
            return true
        }
        switch type {
        case .uint8: return put(UInt8(word) ?? Double(word).flatMap { UInt8(exactly: $0) })
        case .int8: return put((Int8(word) ?? Double(word).flatMap { Int8(exactly: $0) }))
        case .uint16: return put(UInt16(word) ?? Double(word).flatMap { UInt16(exactly: $0) })
        case .int16: return put(Int16(word) ?? Double(word).flatMap { Int16(exactly: $0) })
        case .uint32: return put(UInt32(word) ?? Double(word).flatMap { UInt32(exactly: $0) })
        case .int32: return put(Int32(word) ?? Double(word).flatMap { Int32(exactly: $0) })
        case .uint64: return put(UInt64(word))
        case .int64: return put(Int64(word))
        case .float32: return put(Float(word)?.bitPattern)
        case .float64: return put(Double(word)?.bitPattern)
        case .float16, .complex64, .complex128: return false
        }
    }
}

extension ByteSource {
    /// All bytes, or the first `limit`; no more room is taken than they need.
    func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let wanted = min(limit - bytes.count, 1 << 22)
            let part = try read(at: bytes.count, count: wanted)
            bytes += part
            if part.count < wanted { break }
        }
        return bytes
    }
}
