extension String {
    /// The text without control characters, so that a file's words cannot steer a terminal.
    ///
    /// Line ends and tabs become a space; C0, C1 and DEL, and the marks that reorder text, are dropped.
    public var withoutControlCharacters: String {
        var out = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: out.append(" ")
            case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: continue
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
