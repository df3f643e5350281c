import LightboxCore

extension FileFormat {
    /// The kind of text, or `nil` where the bytes are no text.
    static func text(_ head: Span<UInt8>, name: String) -> FileFormat? {
        guard looksLikeText(head) else { return nil }
        let name = name.lowercased()
        // The first words tell more than the name does.
        let start = firstWords(of: head)
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return .html }
        if start.hasPrefix("<") {
            if start.contains("<gifti") { return .gifti }
            if start.contains("<svg") { return .svg }
            if start.contains("<vtkfile") { return .vtk }
            if start.hasPrefix("<?xml") || name.hasSuffix(".xml") { return .xml }
        }
        if start.hasPrefix("objecttype") || start.hasPrefix("ndims") {
            if start.contains("elementtype") || start.contains("dimsize") { return .metaImage }
        }
        if isDICOMJSON(start) { return .dicomJSON }
        for (ending, format) in endings where name.hasSuffix(ending) { return format }
        if start.hasPrefix("{") || start.hasPrefix("[{") { return .json }
        return .text
    }

    /// Whether a text begins with an element of the DICOM JSON model: `{"00080005": {"vr": …`.
    private static func isDICOMJSON(_ start: String) -> Bool {
        let dense = start.prefix(160).filter { !$0.isWhitespace }
        let body = dense.hasPrefix("[") ? dense.dropFirst() : dense[...]
        guard body.hasPrefix("{\""), body.utf8.count > 20 else { return false }
        let rest = body.dropFirst(2)
        return rest.prefix(8).allSatisfy(\.isHexDigit) && rest.dropFirst(8).hasPrefix("\":{\"")
            && ["vr\"", "valu", "inli", "bulk"].contains { rest.dropFirst(12).hasPrefix($0) }
    }

    private static let endings: [(String, FileFormat)] = [
        (".csv", .csv), (".psv", .csv), (".tsv", .tsv), (".tab", .tsv), (".json", .json), (".jsonl", .json),
        (".geojson", .json),
        (".bval", .bval), (".bvals", .bval), (".bvec", .bvec), (".bvecs", .bvec), (".yaml", .yaml),
        (".yml", .yaml), (".md", .markdown), (".markdown", .markdown), (".xml", .xml), (".html", .html),
        (".htm", .html), (".svg", .svg), (".mhd", .metaImage), (".mha", .metaImage), (".vtk", .vtk),
    ]

    /// Whether the bytes are text in UTF-8, UTF-16 with its mark, or an 8-bit code: no control characters but
    /// the few that texts use.
    private static func looksLikeText(_ head: Span<UInt8>) -> Bool {
        if head.has([0xFF, 0xFE], at: 0) || head.has([0xFE, 0xFF], at: 0) {
            // A mark alone proves nothing: every second byte of Western UTF-16 is zero.
            var zeros = 0
            for i in 0..<min(head.count, 512) where head[i] == 0 { zeros += 1 }
            return zeros * 3 > min(head.count, 512)
        }
        for i in 0..<min(head.count, 4096) {
            switch head[i] {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1B, 0x20...0x7E, 0x80...0xFF: continue
            default: return false
            }
        }
        // Bytes that hold no control characters by chance are mostly above 0x7F; texts are mostly below.
        var high = 0
        for i in 0..<min(head.count, 4096) where head[i] > 0x7F { high += 1 }
        if high == 0 { return true }
        return isUTF8(head, count: min(head.count, 4096)) || high * 4 < min(head.count, 4096)
    }

    /// Whether the first bytes are well-formed UTF-8; a character cut off at the end is no error.
    private static func isUTF8(_ head: Span<UInt8>, count: Int) -> Bool {
        var i = 0
        while i < count {
            let byte = head[i]
            let length = byte < 0x80 ? 1 : byte >> 5 == 6 ? 2 : byte >> 4 == 14 ? 3 : byte >> 3 == 30 ? 4 : 0
            guard length > 0 else { return false }
            for k in 1..<max(length, 1) where i + k < count && head[i + k] >> 6 != 2 { return false }
            i += length
        }
        return true
    }

    /// The beginning of a text, lower case, without a byte order mark and leading blanks.
    private static func firstWords(of head: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        for i in 0..<min(head.count, 1024) where head[i] != 0 { bytes.append(head[i]) }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.drop { $0 == "\u{FEFF}" || $0 == "\u{FFFD}" || $0.isWhitespace }.lowercased()
    }
}
