/// The names and passwords that a user keeps for programs, as `.netrc` writes them.
///
/// `machine HOST login NAME password WORD`, in any spacing; `default` stands for every other host; macros are skipped.
struct Netrc: Sendable {
    struct Entry: Sendable, Hashable {
        /// `nil` for `default`.
        var machine: String?
        var login = ""
        var password = ""
    }
    let entries: [Entry]

    init(_ text: String) {
        var entries: [Entry] = []
        var current: Entry?
        var macroEnded = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // A macro goes on to the next empty line.
            if !macroEnded {
                macroEnded = line.allSatisfy(\.isWhitespace)
                continue
            }
            var words = Self.words(of: line)[...]
            while let word = words.popFirst() {
                switch word {
                case "machine":
                    if let current { entries.append(current) }
                    current = Entry(machine: words.popFirst()?.lowercased() ?? "")
                case "default":
                    if let current { entries.append(current) }
                    current = Entry()
                case "login": current?.login = words.popFirst() ?? ""
                case "password": current?.password = words.popFirst() ?? ""
                case "account": _ = words.popFirst()
                case "macdef":
                    macroEnded = false
                    words = []
                default: break
                }
            }
        }
        if let current { entries.append(current) }
        self.entries = entries
    }

    func entry(for host: String) -> Entry? {
        entries.first { $0.machine == host.lowercased() } ?? entries.first { $0.machine == nil }
    }

    /// Words, of which one may stand in quotes with `\` before what would end it, as curl writes them.
    private static func words(of line: Substring) -> [String] {
        var out: [String] = []
        var rest = line.drop(while: \.isWhitespace)
        while let first = rest.first {
            // A comment begins a line or follows a blank; a password may hold the sign elsewhere.
            if first == "#" { break }
            var word = ""
            if first == "\"" {
                rest.removeFirst()
                while let character = rest.popFirst(), character != "\"" {
                    word.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
                }
            } else {
                word = String(rest.prefix { !$0.isWhitespace })
                rest = rest.dropFirst(word.count)
            }
            out.append(word)
            rest = rest.drop(while: \.isWhitespace)
        }
        return out
    }
}
