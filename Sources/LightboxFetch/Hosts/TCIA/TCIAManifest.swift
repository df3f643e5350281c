/// The series that a `.tcia` file lists: those after `ListOfSeriesToDownload=`, or all lines of a bare list of UIDs.
struct TCIAManifest: Sendable, Equatable {
    var series: [String] = []
    /// Whether the server that it names is that of NLST alone.
    var isNLST = false

    /// - Returns: `nil` for what is no such list.
    init?(_ text: String) {
        var isHead = text.contains("ListOfSeriesToDownload=")
        var seen: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line.drop { $0 == "\u{FEFF}" }).trimmedBlanks
            if line.hasPrefix("downloadServerUrl="), line.contains("://nlst.") { isNLST = true }
            if isHead {
                if line.hasPrefix("ListOfSeriesToDownload=") { isHead = false }
                continue
            }
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard Self.isUID(line) else { return nil }
            if seen.insert(line).inserted { series.append(line) }
        }
        guard !series.isEmpty else { return nil }
    }

    /// Whether a text is a UID of DICOM (PS3.5 §9.1).
    static func isUID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.contains(".")
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    }
}
