extension PathPattern {
    /// The pattern of an archive: unlike one that a user writes, a name alone is one in the first folder.
    init(archive name: String) throws(Fault) {
        // `<AtlasName>` is how cards write a part of a name that differs.
        var plain = ""
        var isInAngles = false
        for character in name {
            switch character {
            case "<":
                isInAngles = true
                plain.append("*")
            case ">" where isInAngles: isInAngles = false
            default: if !isInAngles { plain.append(character) }
            }
        }
        try self.init(plain.hasPrefix("/") ? plain : "/" + plain)
    }

    /// Whether a name of a card stands for names that only the host knows.
    static func isOpen(_ name: String) -> Bool { name.contains { "*?[<".contains($0) } }

    /// The folders in which alone something can fit, none within another, in order.
    ///
    /// `sub-01/anat/*_T1w.nii.gz` gives `["sub-01/anat/"]`; what may lie anywhere gives `[""]`.
    static func folders(of patterns: [PathPattern]) -> [String] {
        var all: Set<String> = []
        for pattern in patterns {
            for plain in (try? expanding(pattern.text)) ?? [""] { all.insert(folder(of: plain)) }
        }
        if all.isEmpty { return [""] }
        let sorted = all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var out: [String] = []
        for folder in sorted where !out.contains(where: { folder.hasPrefix($0) }) { out.append(folder) }
        return out
    }

    private static func folder(of plain: String) -> String {
        let names = plain.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        guard names.count > 1 || plain.hasPrefix("/") else { return "" }
        // The last name may be a folder that is wanted, or a file.
        let fixed = names.dropLast().prefix { !isOpen(String($0)) }
        return fixed.map { $0 + "/" }.joined()
    }

    /// How many folders deep something can fit; `nil` where `**` leaves it open.
    var depth: Int? {
        var most = 0
        for plain in (try? Self.expanding(text)) ?? [] {
            let names = plain.split(separator: "/", omittingEmptySubsequences: true)
            if names.contains("**") { return nil }
            most = max(most, names.count)
        }
        return most
    }
}
