import LightboxCore

/// One closed list of terms, with what people call them, as written in `Vocabulary/<id>.yaml`.
public struct Vocabulary: Sendable, Hashable {
    public internal(set) var id = ""
    public internal(set) var about = ""
    /// In the order written.
    public internal(set) var list: [Term] = []
    /// The same, by id.
    public private(set) var terms: [String: Term] = [:]
    public init() {}

    /// What to write in place of `word`, where that can be said.
    func suggestion(for word: String) -> String? {
        let folded = word.lowercased()
        if let term = list.first(where: { term in
            term.name.lowercased() == folded || term.synonyms.contains { $0.lowercased() == folded }
        }) {
            return "write '\(term.id)', which '\(word.withoutControlCharacters)' is another word for"
        }
        if let near = Nearest.word(to: word, among: list.map(\.id)) { return "did you mean '\(near)'?" }
        return "its terms are in Vocabulary/\(id).yaml"
    }

    mutating func indexTerms() {
        terms = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// One term: its id, the words people use for it, and the codes that standards give it.
public struct Term: Sendable, Hashable {
    public internal(set) var id = ""
    public internal(set) var name = ""
    public internal(set) var about: String?
    /// Other words for exactly this; searching one of them finds the term.
    public internal(set) var synonyms: [String] = []
    /// `SCHEME:code`, such as `SCT:39607008`, `DCM:CT`, `UBERON:0002048`, `RADLEX:RID1301`, `UMLS:C0024109`.
    public internal(set) var codes: [String] = []
    /// Terms of the same vocabulary that this one is a kind or a part of.
    public internal(set) var broader: [String] = []
    /// DICOM modality codes that images of this technique have.
    public internal(set) var modalities: [String] = []
    /// For sizes: the number of subjects from which the term holds, and the one from which it no longer does.
    public internal(set) var from: Int?
    public internal(set) var below: Int?
    public init() {}
}

extension Term: CardRecord {
    static let name = "Term"
    static let summary = "One term of a closed vocabulary."
    static let fields: [Field<Term>] = [
        .required("id", \.id, .termID, "The word that cards use."),
        .required("name", \.name, .text, "The word that people read."),
        .optional("about", \.about, .text, "What it means, where the name does not tell."),
        .many("synonyms", \.synonyms, .list(of: .text), "Other words for exactly this."),
        .many(
            "codes", \.codes, .list(of: .standardCode),
            "Codes of standards: SCT, DCM, UBERON, RADLEX, UMLS, …"),
        .many("broader", \.broader, .list(of: .termID), "Terms that this one is a kind or a part of."),
        .many("modalities", \.modalities, .list(of: .text), "DICOM modality codes of such images."),
        .optional("from", \.from, .count, "For sizes: from this many subjects."),
        .optional("below", \.below, .count, "For sizes: up to, and without, this many subjects."),
    ]
}

extension Vocabulary: CardRecord {
    static let name = "Vocabulary"
    static let summary = "A closed list of terms."
    static let fields: [Field<Vocabulary>] = [
        .required("id", \.id, .slug, "The file's name without `.yaml`."),
        .required("about", \.about, .text, "What its terms say of a dataset."),
        .many("terms", \.list, .list(of: .record(Term.self)), "The terms.", isRequired: true),
    ]

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        var seen: Set<String> = []
        let ids = Set(list.map(\.id))
        for term in list {
            if !seen.insert(term.id).inserted {
                decoding.report("The term '\(term.id)' stands twice.", at: node)
            }
            for broader in term.broader where !ids.contains(broader) {
                decoding.report(
                    "'\(term.id)' is said to be narrower than '\(broader)', which is no term.", at: node,
                    hint: Nearest.word(to: broader, among: ids).map { "did you mean '\($0)'?" })
            }
        }
    }
}

extension ValueType where Value == String {
    /// The id of a term: a slug, or a DICOM modality code in upper case.
    static let termID = scalar(
        "a term's id", ["type": "string", "pattern": "^[A-Za-z0-9]+([-.][A-Za-z0-9]+)*$"],
        write: { .string($0) }
    ) { text in
        text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
            && !text.isEmpty
            ? text : nil
    }
    static let standardCode = scalar(
        "a code such as SCT:39607008", ["type": "string", "pattern": "^[A-Z][A-Z0-9a-z]*:\\S+$"],
        write: { .string($0) }
    ) { text in
        let parts = text.split(separator: ":", maxSplits: 1)
        return parts.count == 2 && parts[0].first?.isUppercase == true
            && !text.contains(where: \.isWhitespace)
            ? text : nil
    }
}
