/// Finds the entries of an older version of a list again in a newer one.
enum ListDifference {
    /// For each new entry the index of the old one, or `nil` where it was added.
    static func match(old: [ListEntry], new: [ListEntry]) -> [Int?] {
        var free = Set(old.indices)
        var found = [Int?](repeating: nil, count: new.count)
        let rules: [(ListEntry) -> String?] = [
            { $0.text },
            { key($0.name, $0.urls.first, $0.section) },
            { key($0.name, $0.urls.first, []) },
            { $0.urls.first.map { "url " + AddressKeys.normalised($0) } },
            { $0.title.isEmpty ? nil : "name " + FoldedName($0.title).key },
        ]
        for rule in rules {
            var waiting: [String: [Int]] = [:]
            for index in old.indices where free.contains(index) {
                if let key = rule(old[index]) { waiting[key, default: []].append(index) }
            }
            for index in new.indices where found[index] == nil {
                guard let key = rule(new[index]), let first = waiting[key]?.first else { continue }
                waiting[key]?.removeFirst()
                found[index] = first
                free.remove(first)
            }
        }
        return found
    }

    private static func key(_ name: String, _ url: String?, _ section: [String]) -> String {
        ([name, url ?? ""] + section).joined(separator: "\n")
    }

    /// The fields in which two versions of an entry differ, byte by byte.
    static func changes(from old: ListEntry, to new: ListEntry) -> [String] {
        func differ(_ a: [String], _ b: [String]) -> Bool {
            a.count != b.count || zip(a, b).contains { !$0.utf8.elementsEqual($1.utf8) }
        }
        var fields: [String] = []
        if differ([old.title], [new.title]) { fields.append("name") }
        if differ(old.urls, new.urls) { fields.append("urls") }
        if differ(old.remarks, new.remarks) { fields.append("remarks") }
        if differ(old.keywords, new.keywords) { fields.append("keywords") }
        if old.date != new.date { fields.append("date") }
        if old.section != new.section { fields.append("section") }
        if fields.isEmpty, differ([old.template.text], [new.template.text]) { fields.append("form") }
        return fields
    }
}
