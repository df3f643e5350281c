/// The names that PS3.6 gives to UIDs: SOP classes, transfer syntaxes and others.
public enum UIDNames {
    /// The name of a UID, or `nil` for one that the standard does not name.
    public static func name(of uid: String) -> String? { names[uid] }

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            if parts.count == 3 { names[String(parts[0])] = String(parts[2]) }
        }
        return names
    }()
}
