import LightboxCore

/// The names of members, which come from strangers.
enum MemberName {
    /// The name by which a member is found, with `/` between its parts, or `nil` if it leads out of the archive.
    ///
    /// - Parameter backslashes: whether `\` parts names, as some Windows programs write them.
    static func clean(_ name: String, backslashes: Bool = false) -> String? {
        var name = name
        if backslashes, name.contains("\\"), !name.contains("/") {
            name = String(name.map { $0 == "\\" ? "/" : $0 })
        }
        if name.hasPrefix("/") || name.utf8.contains(0) { return nil }
        var parts: [Substring] = []
        for part in name.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == ".." { return nil }
            parts.append(part)
        }
        if let first = parts.first, first.count == 2, first.hasSuffix(":") { return nil }
        return parts.isEmpty ? nil : parts.joined(separator: "/") + (name.hasSuffix("/") ? "/" : "")
    }

    /// The text of a name in the code page of the first PCs, which zip files use where they do not say UTF-8.
    static func codePage437(_ bytes: some Sequence<UInt8>) -> String {
        var out = ""
        for byte in bytes {
            if byte < 0x80 {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out.unicodeScalars.append(upper[Int(byte) - 0x80])
            }
        }
        return out
    }

    private static let upper = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}
