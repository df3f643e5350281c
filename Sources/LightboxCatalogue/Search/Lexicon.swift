import LightboxStore

/// What words mean, looked up in the database one phrase at a time.
final class Lexicon {
    struct Entry: Hashable {
        let role: SearchTables.Role
        let value: String
        let detail: String
    }
    struct Facet {
        let id: String
        let name: String
        let weight: Double
        let isMust: Bool
        let countsText: Bool
    }
    struct Pattern {
        let parts: [String]
        let intent: String
    }

    let session: StoreSession
    let form: NormalForm
    /// In order of preference.
    let facets: [Facet]
    let patterns: [Pattern]
    private let facetByID: [String: Facet]
    private var entries: [String: [Entry]] = [:]
    private var intents: [String: Intent] = [:]

    init(_ session: StoreSession) throws {
        self.session = session
        var endings: [WordEnding] = []
        var irregular: [WordChange] = []
        var spellings: [SpellingChange] = []
        try session.rows("SELECT kind, word, becomes, least FROM search_change ORDER BY kind, rank") { row in
            let (word, becomes) = (row.text(1) ?? "", row.text(2) ?? "")
            switch row.text(0) {
            case "ending": endings.append(WordEnding(ending: word, becomes: becomes, least: row.int(3) ?? 0))
            case "irregular": irregular.append(WordChange(word: word, becomes: becomes))
            default: spellings.append(SpellingChange(part: word, becomes: becomes))
            }
        }
        form = NormalForm(endings: endings, irregular: irregular, spellings: spellings)
        facets = try session.all("SELECT id, name, weight, must, text FROM search_facet ORDER BY rank") {
            row in
            Facet(
                id: row.text(0) ?? "", name: row.text(1) ?? "", weight: row.real(2) ?? 0, isMust: row.bool(3),
                countsText: row.bool(4))
        }
        facetByID = Dictionary(facets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        patterns = try session.all("SELECT pattern, intent FROM search_pattern ORDER BY rank") { row in
            Pattern(
                parts: (row.text(0) ?? "").split(separator: " ").map(String.init), intent: row.text(1) ?? "")
        }
    }

    func facet(_ id: String) -> Facet? { facetByID[id] }

    /// What the phrase, in its normal form, can be.
    func entries(_ phrase: String) throws -> [Entry] {
        if let known = entries[phrase] { return known }
        var found: [Entry] = []
        try session.rows(
            "SELECT role, value, detail FROM search_phrase WHERE phrase = ? ORDER BY rank", [.text(phrase)]
        ) { row in
            guard let role = SearchTables.Role(rawValue: row.text(0) ?? "") else { return }
            found.append(Entry(role: role, value: row.text(1) ?? "", detail: row.text(2) ?? ""))
        }
        entries[phrase] = found
        return found
    }

    func intent(_ id: String) throws -> Intent? {
        if let known = intents[id] { return known }
        let text = try session.first("SELECT text FROM search_intent WHERE id = ?", [.text(id)]) {
            $0.text(0) ?? ""
        }
        guard let text, let node = try? YAMLNode.parse(text, file: id) else { return nil }
        var decoding = Decoding(file: id, vocabularies: nil)
        guard let intent = Intent.read(node, &decoding), !decoding.hasErrors else { return nil }
        intents[id] = intent
        return intent
    }

    /// The cards that are called exactly this, letters and digits alone.
    func cards(called squashed: String) throws -> [Int64] {
        try session.all("SELECT card FROM search_name WHERE form = ?", [.text(squashed)]) {
            $0.integer(0) ?? 0
        }
    }

    /// Whether the word stands in a card or means something.
    func isKnown(_ word: String) throws -> Bool {
        try isMeaningful(word) || occurs(word)
    }
    func isMeaningful(_ word: String) throws -> Bool {
        try session.first("SELECT 1 FROM search_word WHERE word = ?", [.text(word)]) { _ in true } ?? false
    }
    func occurs(_ word: String) throws -> Bool {
        try session.first("SELECT 1 FROM search_text_word WHERE term = ?", [.text(word)]) { _ in true }
            ?? false
    }

    /// The known word that is one edit away from an unknown one, or `nil`.
    ///
    /// Words that mean something come before words that only occur, those with the same first letter before
    /// others, frequent ones before rare ones.
    func correction(of word: String) throws -> String? {
        let letters = Array(word.utf8)
        guard letters.count >= 4, !letters.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        var best: (word: String, rank: (Int, Int, Int))?
        func consider(_ candidate: String, isMeaningful: Bool, frequency: Int) {
            let other = Array(candidate.utf8)
            guard other.count >= 3, Self.areOneEditApart(letters, other) else { return }
            let rank = (isMeaningful ? 0 : 1, other.first == letters.first ? 0 : 1, -frequency)
            if let known = best, known.rank < rank || (known.rank == rank && known.word <= candidate) {
                return
            }
            best = (candidate, rank)
        }
        let range: [StoreValue] = [.integer(Int64(letters.count - 1)), .integer(Int64(letters.count + 1))]
        try session.rows("SELECT word FROM search_word WHERE length(word) BETWEEN ? AND ?", range) { row in
            consider(row.text(0) ?? "", isMeaningful: true, frequency: 0)
        }
        try session.rows("SELECT term, doc FROM search_text_word WHERE length(term) BETWEEN ? AND ?", range) {
            row in
            consider(row.text(0) ?? "", isMeaningful: false, frequency: row.int(1) ?? 0)
        }
        return best?.word
    }

    /// Whether one letter inserted, dropped, changed or swapped with its neighbour makes one of the other.
    static func areOneEditApart(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        if a.count > b.count { return areOneEditApart(b, a) }
        guard b.count - a.count <= 1 else { return false }
        var start = 0
        while start < a.count, a[start] == b[start] { start += 1 }
        if a.count < b.count { return a[start...].elementsEqual(b[(start + 1)...]) }
        guard start < a.count else { return false }
        if a[(start + 1)...].elementsEqual(b[(start + 1)...]) { return true }
        return start + 1 < a.count && a[start] == b[start + 1] && a[start + 1] == b[start]
            && a[(start + 2)...].elementsEqual(b[(start + 2)...])
    }
}
