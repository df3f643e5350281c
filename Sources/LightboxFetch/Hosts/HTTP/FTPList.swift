import LightboxCore

/// What an FTP server lists of a folder, in the form for programs (MLSD) or in one of those for people (LIST).
enum FTPList {
    /// Lines such as `type=file;size=12;modify=20261124180000; name` (RFC 3659 §7).
    ///
    /// - Throws: the line that is none.
    static func machineReadable(_ text: String) throws(Unreadable) -> [FolderEntry] {
        var out: [FolderEntry] = []
        for line in text.split(whereSeparator: \.isNewline) {
            guard let blank = line.firstIndex(of: " ") else { throw Unreadable(line: String(line)) }
            var facts: [String: Substring] = [:]
            for fact in line[..<blank].split(separator: ";") {
                guard let equals = fact.firstIndex(of: "=") else { continue }
                facts[fact[..<equals].lowercased()] = fact[fact.index(after: equals)...]
            }
            let isFolder = facts["type"]?.lowercased() == "dir"
            // The folder itself and the one above it are listed too (cdir, pdir).
            guard isFolder || facts["type"].map({ !["cdir", "pdir"].contains($0.lowercased()) }) ?? true
            else {
                continue
            }
            let name = String(line[line.index(after: blank)...])
            if let entry = FolderEntry(
                name, isFolder: isFolder, byteCount: isFolder ? nil : facts["size"].flatMap { Int($0) })
            {
                out.append(entry)
            }
        }
        return sorted(out)
    }

    /// Lines as `ls -l` writes them, or as a server on Windows does.
    ///
    /// - Throws: the line that is neither.
    static func forPeople(_ text: String) throws(Unreadable) -> [FolderEntry] {
        var out: [FolderEntry] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("total ") || line.allSatisfy(\.isWhitespace) { continue }
            guard let entry = unix(line) ?? windows(line) else { throw Unreadable(line: String(line)) }
            if let entry = entry { out.append(entry) }
        }
        return sorted(out)
    }

    /// A line in neither form.
    struct Unreadable: Error { let line: String }

    /// A line of `ls -l`: `-rw-r--r-- 1 ftp ftp 1234 Nov 24 18:00 a name`; the inner `nil` is a name that is none.
    private static func unix(_ line: Substring) -> FolderEntry?? {
        guard let kind = line.first, "-dl".contains(kind) else { return nil }
        var rest = line
        var fields: [Substring] = []
        for _ in 0..<8 {
            let field = rest.prefix { $0 != " " }
            fields.append(field)
            rest = rest[field.endIndex...].drop { $0 == " " }
        }
        guard fields.allSatisfy({ !$0.isEmpty }), let size = Int(fields[4]), !rest.isEmpty else { return nil }
        switch kind {
        case "d": return .some(FolderEntry(String(rest), isFolder: true))
        case "l":
            // What a link leads to, and how long that is, is not said.
            let name = rest.firstRange(of: " -> ").map { rest[..<$0.lowerBound] } ?? rest
            return .some(FolderEntry(String(name)))
        default: return .some(FolderEntry(String(rest), byteCount: size))
        }
    }

    /// A line of a server on Windows: `11-24-26  06:00PM       <DIR>          a name`.
    private static func windows(_ line: Substring) -> FolderEntry?? {
        var rest = line
        var fields: [Substring] = []
        for _ in 0..<3 {
            let field = rest.prefix { $0 != " " }
            fields.append(field)
            rest = rest[field.endIndex...].drop { $0 == " " }
        }
        guard fields[0].split(separator: "-").count == 3, fields[1].contains(":"), !rest.isEmpty else {
            return nil
        }
        if fields[2] == "<DIR>" { return .some(FolderEntry(String(rest), isFolder: true)) }
        return Int(fields[2]).map { .some(FolderEntry(String(rest), byteCount: $0)) } ?? nil
    }

    private static func sorted(_ entries: [FolderEntry]) -> [FolderEntry] {
        entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
