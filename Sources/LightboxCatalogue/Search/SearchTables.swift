import LightboxCore
import LightboxStore

/// The tables that questions are answered from, kept beside the cards.
///
/// What words mean lies in the database too, in the form in which it is looked up, so that a question reads no YAML.
enum SearchTables {
    static let migration = StoreSchema.Migration(
        "what questions are answered from",
        sql: """
            CREATE TABLE search_phrase (
                phrase TEXT NOT NULL,
                role TEXT NOT NULL,
                value TEXT NOT NULL,
                detail TEXT NOT NULL,
                rank INTEGER NOT NULL,
                PRIMARY KEY (phrase, role, value, detail)
            ) WITHOUT ROWID;
            CREATE TABLE search_change (
                kind TEXT NOT NULL, rank INTEGER NOT NULL, word TEXT NOT NULL, becomes TEXT NOT NULL,
                least INTEGER NOT NULL, PRIMARY KEY (kind, rank)
            ) WITHOUT ROWID;
            CREATE TABLE search_facet (
                id TEXT PRIMARY KEY, rank INTEGER NOT NULL, name TEXT NOT NULL, weight INTEGER NOT NULL,
                must INTEGER NOT NULL, text INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE search_intent (id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE search_pattern (rank INTEGER PRIMARY KEY, pattern TEXT NOT NULL, intent TEXT NOT NULL);
            CREATE TABLE search_term (
                facet TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, rank INTEGER NOT NULL,
                PRIMARY KEY (facet, id)
            ) WITHOUT ROWID;
            CREATE TABLE search_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
            CREATE TABLE search_card (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                short TEXT NOT NULL,
                kind TEXT NOT NULL,
                status TEXT NOT NULL,
                notice TEXT,
                access TEXT NOT NULL,
                commercial TEXT NOT NULL,
                licences TEXT NOT NULL,
                bytes INTEGER,
                youngest REAL, oldest REAL, mean REAL,
                year INTEGER,
                day INTEGER,
                prior REAL NOT NULL
            );
            CREATE TABLE search_count (
                card INTEGER NOT NULL, kind TEXT NOT NULL, value INTEGER NOT NULL, qualifier TEXT NOT NULL,
                PRIMARY KEY (card, kind)
            ) WITHOUT ROWID;
            CREATE TABLE search_card_term (
                facet TEXT NOT NULL, term TEXT NOT NULL, card INTEGER NOT NULL,
                steps INTEGER NOT NULL, own TEXT NOT NULL,
                PRIMARY KEY (facet, term, card)
            ) WITHOUT ROWID;
            CREATE INDEX search_card_term_card ON search_card_term (card);
            CREATE TABLE search_name (
                form TEXT NOT NULL, card INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (form, card)
            ) WITHOUT ROWID;
            CREATE INDEX search_name_card ON search_name (card);
            CREATE VIRTUAL TABLE search_text USING fts5(
                name, listed, terms, about, rest, tokenize = 'unicode61');
            CREATE VIRTUAL TABLE search_text_word USING fts5vocab(search_text, row);
            """)

    /// What a phrase can be to a question.
    enum Role: String {
        case term, intent, ignored, negation, alternative, number, multiplier, comparison, following, unit,
            capitals
    }

    /// Replaces what words mean.
    static func replaceLanguage(with vocabularies: Vocabularies, _ session: StoreSession) throws {
        for table in [
            "search_phrase", "search_change", "search_facet", "search_intent", "search_pattern",
            "search_term",
            "search_word",
        ] {
            try session.run("DELETE FROM \(table)")
        }
        let language = vocabularies.language ?? SearchLanguage()
        let form = NormalForm(language)
        var writer = LanguageWriter(session: session, form: form)
        try writer.write(changes: language)
        try writer.write(roles: language)
        try writer.write(intents: language.intents)
        for (rank, facet) in language.facets.enumerated() {
            try session.run(
                "INSERT OR REPLACE INTO search_facet (id, rank, name, weight, must, text) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .text(facet.id), .integer(Int64(rank)), .text(facet.name), .integer(Int64(facet.weight)),
                    .integer(facet.isMust ? 1 : 0), .integer(facet.countsText ? 1 : 0),
                ])
            if let vocabulary = vocabularies[facet.id] { try writer.write(vocabulary, facetRank: rank) }
        }
        try writer.writeWords()
    }
}

/// Writes what words mean into the tables that questions are read by.
private struct LanguageWriter {
    let session: StoreSession
    let form: NormalForm
    private var words: Set<String> = []

    init(session: StoreSession, form: NormalForm) {
        self.session = session
        self.form = form
    }

    private mutating func add(
        _ phrase: String, _ role: SearchTables.Role, _ value: String, _ detail: String = "", rank: Int = 0
    ) throws {
        let pieces = NormalForm.pieces(of: phrase, keepingSigns: role == .comparison || role == .following)
        let normal = pieces.map { form.word($0.text) }.joined(separator: " ")
        guard !normal.isEmpty else { return }
        for piece in normal.split(separator: " ") { words.insert(String(piece)) }
        try session.run(
            "INSERT OR IGNORE INTO search_phrase (phrase, role, value, detail, rank) VALUES (?, ?, ?, ?, ?)",
            [.text(normal), .text(role.rawValue), .text(value), .text(detail), .integer(Int64(rank))])
    }

    func write(changes language: SearchLanguage) throws {
        func insert(_ kind: String, _ rank: Int, _ word: String, _ becomes: String, _ least: Int) throws {
            try session.run(
                "INSERT INTO search_change (kind, rank, word, becomes, least) VALUES (?, ?, ?, ?, ?)",
                [.text(kind), .integer(Int64(rank)), .text(word), .text(becomes), .integer(Int64(least))])
        }
        for (rank, ending) in language.endings.enumerated() {
            try insert("ending", rank, ending.ending, ending.becomes, ending.least)
        }
        for (rank, change) in language.irregular.enumerated() {
            try insert("irregular", rank, change.word, change.becomes, 0)
        }
        for (rank, spelling) in language.spellings.enumerated() {
            try insert("spelling", rank, spelling.part, spelling.becomes, 0)
        }
    }

    mutating func write(roles language: SearchLanguage) throws {
        for word in language.ignored { try add(word, .ignored, "") }
        for word in language.negations { try add(word, .negation, "") }
        for word in language.alternatives { try add(word, .alternative, "") }
        for word in language.onlyInCapitals { try add(word, .capitals, "") }
        for number in language.numbers {
            try add(number.word, number.multiplies ? .multiplier : .number, String(number.value))
        }
        for comparison in language.comparisons {
            for word in comparison.words {
                try add(word, comparison.follows ? .following : .comparison, comparison.comparison.rawValue)
            }
        }
        for unit in language.units {
            for word in unit.words { try add(word, .unit, Measure.Unit(unit).text, word) }
        }
        for facet in language.facets {
            for word in [facet.id, facet.name] + facet.also { try add(word, .ignored, "") }
        }
    }

    mutating func write(intents: [Intent]) throws {
        var rank = 0
        for intent in intents {
            try session.run(
                "INSERT OR REPLACE INTO search_intent (id, text) VALUES (?, ?)",
                [.text(intent.id), .text(intent.encoded.text)])
            for phrase in intent.words {
                guard phrase.contains("{") else {
                    try add(phrase, .intent, intent.id)
                    continue
                }
                let pattern = phrase.split(separator: " ").map { part in
                    part.hasPrefix("{") ? String(part) : form.text(String(part))
                }
                try session.run(
                    "INSERT INTO search_pattern (rank, pattern, intent) VALUES (?, ?, ?)",
                    [.integer(Int64(rank)), .text(pattern.joined(separator: " ")), .text(intent.id)])
                rank += 1
            }
        }
    }

    mutating func write(_ vocabulary: Vocabulary, facetRank: Int) throws {
        for (rank, term) in vocabulary.list.enumerated() {
            try session.run(
                "INSERT OR IGNORE INTO search_term (facet, id, name, rank) VALUES (?, ?, ?, ?)",
                [.text(vocabulary.id), .text(term.id), .text(term.name), .integer(Int64(rank))])
            for phrase in [term.id, term.name] + term.synonyms + term.codes {
                try add(phrase, .term, vocabulary.id, term.id, rank: facetRank)
            }
        }
    }

    func writeWords() throws {
        for word in words {
            try session.run("INSERT OR IGNORE INTO search_word (word) VALUES (?)", [.text(word)])
        }
    }
}
