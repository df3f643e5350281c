import Glibc

/// Turns bytes of the coding that iconv calls `name` into text, or returns `nil` if they do not fit it.
package func convertToUTF8(_ bytes: [UInt8], from name: String) -> String? {
    // SAFETY: `input` and `output` live until iconv is done with them, the counts passed are theirs, iconv only
    // reads the input, and the descriptor is closed on every way out.
    guard let converter = unsafe iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else {
        return nil
    }
    defer { unsafe _ = iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    // No character of the sets in use takes more than 4 bytes for each of its own.
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let written: Int? = unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target in
            var (from, to) = (source.baseAddress, target.baseAddress)
            var (left, room) = (source.count, target.count)
            guard unsafe iconv(converter, &from, &left, &to, &room) != -1, left == 0 else { return nil }
            return target.count - room
        }
    }
    guard let written else { return nil }
    return String(decoding: output.prefix(written).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
