import LightboxCore

/// Names that strangers gave to people and series, made fit to be one part of a path.
enum PathPart {
    /// The text with what has a meaning in paths encoded, as in addresses; `_` for an empty one.
    static func fit(_ text: String) -> String {
        let text = text.trimmedBlanks
        if text.isEmpty { return "_" }
        if text == "." || text == ".." { return text.replacing(".", with: "%2E") }
        var out = ""
        for character in text {
            if character == "/" || character == "\\" || character.isNewline
                || character.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
            {
                out += WebAddress.encodedPart(String(character))
            } else {
                out.append(character)
            }
        }
        return out
    }
}
