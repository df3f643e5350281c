import LightboxDICOM

/// Bytes of the code pages that Windows and its kin write.
enum CodePages {
    /// The text of bytes in a code page; in Windows-1252 where the page is not known here.
    static func text(_ bytes: [UInt8], codePage: Int) -> String {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        let name = codePage == 10_000 ? "MACINTOSH" : "CP\(codePage)"
        return convertToUTF8(bytes, from: name) ?? TableRows.decode(bytes)
    }
}
