import Foundation
import LightboxStore
import LightboxTesting
import Testing

@testable import LightboxCatalogue

/// The catalogue that ships, in memory.
enum ShippedCatalogue {
    static let root = ShippedVocabularies.folder.deletingLastPathComponent().path
    static let catalogue: Result<Catalogue, any Error> = Result {
        let folder = try TemporaryFolder()
        let pack = folder.path + "/lightbox.cards"
        _ = try CardPack.write(checkout: root, to: pack)
        return try Catalogue(database: nil, pack: pack)
    }

    static func search(_ words: String) throws -> SearchResult {
        try catalogue.get().search(SearchQuery(words))
    }
    static func reading(_ words: String) throws -> Reading {
        try catalogue.get().store.read { session in
            var reader = QuestionReader(try Lexicon(session))
            return try reader.read(words)
        }
    }
}

/// A question a researcher would ask, and the datasets that belong among the first answers; judged by eye.
struct Question: CustomTestStringConvertible {
    let words: String
    let expected: [String]
    /// Within how many hits all of them stand.
    let top: Int
    init(_ words: String, _ expected: [String], top: Int) {
        (self.words, self.expected, self.top) = (words, expected, top)
    }
    var testDescription: String { "'\(words)'" }
}

@Suite struct `A search of the cards` {
    @Test(arguments: [
        Question("MIMIC-CXR", ["mimic-cxr"], top: 1),
        Question("mimic cxr", ["mimic-cxr"], top: 1),
        Question("ds002236", ["openneuro-ds002236"], top: 1),
        Question("LIDC", ["lidc-idri"], top: 1),
        Question("https://openneuro.org/datasets/ds002236", ["openneuro-ds002236"], top: 1),
        Question("chest x-ray with reports", ["mimic-cxr", "padchest", "egd-cxr"], top: 4),
        Question("knee MRI", ["mrnet", "fastmri"], top: 3),
        Question("lung nodule CT with annotations", ["lidc-idri", "luna16"], top: 4),
        Question("low-dose CT", ["ldct-and-projection-data"], top: 1),
        Question("mammography", ["cbis-ddsm", "breast-cancer-screening-dbt"], top: 2),
        Question("breast tomosynthesis open access", ["breast-cancer-screening-dbt"], top: 1),
        Question(
            "covid CT segmentation masks", ["covid-19-20", "medseg-covid", "mosmeddata-covid19"], top: 6),
        Question("raw k-space MRI", ["fastmri", "ocmr", "mridata"], top: 3),
        Question("children reading fMRI", ["openneuro-ds002236", "openneuro-ds001894"], top: 3),
        Question("fetal brain segmentation", ["feta"], top: 2),
        Question("pancreas CT", ["pancreas-ct"], top: 1),
        Question("echocardiography videos", ["echonet-dynamic"], top: 1),
        Question("whole slide images of breast cancer", ["bcnb", "bci"], top: 3),
        Question("retinal vessel segmentation", ["drive"], top: 1),
        Question("dog pathology", ["mitos-wsi-cmc"], top: 1),
        Question("stroke lesion masks", ["atlas-stroke"], top: 1),
        Question("alzheimer longitudinal MRI", ["adni", "prevent-ad"], top: 3),
        Question("eye tracking of radiologists", ["egd-cxr"], top: 1),
        Question("histology registration", ["anhir", "bigbrain"], top: 2),
        Question("skull stripping", ["synthstrip"], top: 1),
        Question("electron microscopy", ["openorganelle"], top: 1),
        Question("ICU", ["eicu-crd", "physionet-2019-sepsis"], top: 3),
        Question("chest x-rays under 20 GB", ["chexpert"], top: 5),
        Question("fMRI watching movies", ["studyforrest"], top: 3),
        Question("congenital heart disease", ["hvsmr"], top: 1),
        Question("diffusion MRI travelling subjects", ["travelling-multishell-dwi"], top: 1),
        Question("7T natural scenes", ["nsd"], top: 1),
        Question("abdominal organs CT segmentation", ["flare"], top: 3),
        Question("pulmonary oedema severity", ["mimic-cxr-pe-severity"], top: 1),
        Question("spine", ["spineweb"], top: 1),
    ])
    func `answers`(_ question: Question) throws {
        let result = try ShippedCatalogue.search(question.words)
        let ids = result.hits.prefix(question.top).map(\.id)
        for id in question.expected { #expect(ids.contains(id), "first: \(ids)") }
        for hit in result.hits { #expect(!hit.why.isEmpty, "\(hit.id) does not say why") }
    }

    @Test(arguments: [
        ("mamography", "mammography"), ("segmentatoin masks", "segmentation masks"), ("pancraes", "pancreas"),
        ("echocardiograpy", "echocardiography"), ("tubercolosis", "tuberculosis"),
    ])
    func `reads slips of one letter and says so`(_ slip: String, _ right: String) throws {
        let (wrong, correct) = (try ShippedCatalogue.search(slip), try ShippedCatalogue.search(right))
        #expect(wrong.corrections.count == 1)
        #expect(wrong.hits.map(\.id) == correct.hits.map(\.id))
    }

    @Test(arguments: [
        ("oedema", "edema"), ("tumours", "tumor"), ("paediatric", "pediatric"), ("lungs", "lung"),
        ("DBT", "3D mammography"),
        ("MRIs", "magnetic resonance"), ("foetal", "fetal"), ("CT scans", "computed tomography"),
        ("ageing", "aging"), ("vertebrae", "vertebra"),
    ])
    func `takes plurals, spellings and synonyms for one another`(_ one: String, _ other: String) throws {
        let (a, b) = (try ShippedCatalogue.search(one), try ShippedCatalogue.search(other))
        #expect(!a.hits.isEmpty)
        #expect(Set(a.hits.map(\.id)) == Set(b.hits.map(\.id)))
    }

    @Test func `leaves out what a question excludes`() throws {
        let all = try ShippedCatalogue.search("breast").hits
        let some = try ShippedCatalogue.search("breast not MRI").hits
        #expect(all.contains { $0.modalities.contains("MR") })
        #expect(!some.isEmpty && !some.contains { $0.modalities.contains("MR") })
        let neither = try ShippedCatalogue.search("chest not MRI or CT").hits
        #expect(!neither.isEmpty && neither.allSatisfy { Set($0.modalities).isDisjoint(with: ["MR", "CT"]) })
    }

    @Test func `takes "or" for a choice`() throws {
        let either = Set(try ShippedCatalogue.search("knee or spine").hits.map(\.id))
        #expect(either.isSuperset(of: ["mrnet", "spineweb"]))
    }

    @Test(arguments: [
        "free to download", "no registration", "without signing up", "open access",
    ])
    func `knows what is free`(_ words: String) throws {
        let hits = try ShippedCatalogue.search("MRI " + words).hits
        #expect(!hits.isEmpty && hits.allSatisfy { $0.access == "open" })
    }

    @Test func `compares numbers, and puts what does not say last`() throws {
        for words in ["more than 1000 subjects", "over 1,000 patients", "> 1k people"] {
            let hits = try ShippedCatalogue.search("MRI " + words).hits
            #expect(hits.first?.subjects ?? 0 > 1000, "\(words)")
            #expect(hits.allSatisfy { $0.subjects == nil || $0.subjects ?? 0 > 1000 }, "\(words)")
            let known = hits.map { $0.subjects != nil }
            #expect(known == known.sorted { $0 && !$1 }, "\(words)")
            #expect(
                hits.filter { $0.subjects == nil }.allSatisfy { $0.why.contains { $0.contains("unknown") } })
        }
        for words in ["under 10 GB", "smaller than 10GB", "less than 10,000 MB"] {
            let hits = try ShippedCatalogue.search("CT " + words).hits
            #expect(!hits.isEmpty && hits.allSatisfy { $0.bytes ?? 0 < 10_000_000_000 }, "\(words)")
        }
    }

    @Test func `puts what is gone last and says so`() throws {
        var query = SearchQuery("")
        query.scope = .all
        let hits = try ShippedCatalogue.catalogue.get().search(query).hits
        if let first = hits.firstIndex(where: \.isGone) { #expect(!hits[first...].contains { !$0.isGone }) }
        for hit in hits where hit.isGone { #expect(hit.why.contains { $0.hasPrefix("gone") }) }
    }

    @Test func `filters without a choice, by hierarchy and synonym`() throws {
        var query = SearchQuery("")
        query.filters = [.init(facet: "anatomy", terms: ["thorax"]), .init(facet: "modality", terms: ["CT"])]
        let hits = try ShippedCatalogue.catalogue.get().search(query).hits
        #expect(hits.contains { $0.id == "luna16" })
        #expect(hits.allSatisfy { $0.modalities.contains("CT") })
    }

    @Test func `refuses a filter that is no term, with the nearest`() throws {
        var query = SearchQuery("")
        query.filters = [.init(facet: "anatomy", terms: ["nkee"])]
        let error = #expect(throws: SearchError.self) { try ShippedCatalogue.catalogue.get().search(query) }
        #expect(error?.nearest == "knee")
        query.filters = [.init(facet: "anatomie", terms: ["knee"])]
        #expect(throws: SearchError.self) { try ShippedCatalogue.catalogue.get().search(query) }
    }

    @Test func `says what excluded everything, and what is near`() throws {
        let result = try ShippedCatalogue.search("retina CT")
        #expect(result.hits.isEmpty)
        #expect(
            result.shortfall?.contains("none of them") == true
                || result.shortfall?.hasPrefix("No card") == true)
        #expect(!result.nearest.isEmpty && !result.understood.isEmpty)
        let nonsense = try ShippedCatalogue.search("qwrtzp")
        #expect(nonsense.hits.isEmpty && nonsense.unknown == ["qwrtzp"])
    }

    @Test(arguments: [
        "\"", "*", "NEAR(", "a AND", "OR", "NOT", "name:", "-", "^", "(", ")", "{name}: x", "\"chest",
        "chest*", "'; DROP TABLE card; --",
        "c h e s t", "\u{0}", "👩‍⚕️", "+", "> >", "more than", "more than more than 5",
        "9999999999999999999999 GB", "1e400 subjects",
        "under 1e308 TB", "not", "or or", ",,,", "٣ subjects", "under under",
    ])
    func `takes anything for a question`(_ words: String) throws {
        _ = try ShippedCatalogue.search(words)
        _ = try ShippedCatalogue.search("chest " + words)
        _ = try ShippedCatalogue.search(words + " lung")
    }

    @Test func `never fails on seeded damage`() throws {
        let letters = Array("chest MRI \"*():-+<>=,.'{}[]^~0123456789ÄéßxX")
        for seed in 0..<200 {
            var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
            let words = String(
                (0..<24).map { _ in
                    state ^= state << 13
                    state ^= state >> 7
                    state ^= state << 17
                    return letters[Int(state % UInt64(letters.count))]
                })
            _ = try ShippedCatalogue.search(words)
        }
    }

    @Test func `counts its hits by facet`() throws {
        let result = try ShippedCatalogue.search("chest")
        let access = try #require(result.facetCounts.first { $0.facet == "access" })
        #expect(access.terms.map(\.count).reduce(0, +) == result.hits.count)
        let modality = try #require(result.facetCounts.first { $0.facet == "modality" })
        #expect(modality.terms.contains { $0.term == "x-ray" })
    }
}

@Suite struct `The search index` {
    private func card(_ id: String, _ about: String) throws -> String {
        let text = try String(contentsOfFile: ShippedCatalogue.root + "/Cards/drive.yaml", encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("id:") ? "id: \(id)" : line.hasPrefix("name:") ? "name: \(about)" : String(line)
        }.joined(separator: "\n")
    }

    @Test func `reads again only the card that changed`() throws {
        let folder = try TemporaryFolder()
        let own = folder.path + "/own"
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        let pack = folder.path + "/lightbox.cards"
        let vocabularies = try CardPack.files(ofCheckout: ShippedCatalogue.root).filter {
            $0.kind == .vocabulary
        }
        try CardPack.text(of: vocabularies).write(toFile: pack, atomically: true, encoding: .utf8)
        for (id, name) in [("one", "Quartz"), ("two", "Basalt"), ("three", "Gneiss")] {
            try card(id, name).write(toFile: own + "/\(id).yaml", atomically: true, encoding: .utf8)
        }
        func open() throws -> Catalogue {
            try Catalogue(database: folder.path + "/c.sqlite", pack: pack, folders: [own])
        }
        #expect(try open().indexed == 3)
        #expect(try open().indexed == 0)
        try card("two", "Obsidian").write(toFile: own + "/two.yaml", atomically: true, encoding: .utf8)
        let changed = try open()
        #expect(changed.indexed == 1)
        #expect(try changed.search(SearchQuery("obsidian")).hits.map(\.id) == ["two"])
        #expect(try changed.search(SearchQuery("basalt")).hits.isEmpty)
        try FileManager.default.removeItem(atPath: own + "/one.yaml")
        let removed = try open()
        #expect(removed.indexed == 0)
        #expect(try removed.search(SearchQuery("quartz")).hits.isEmpty)
        #expect(try removed.search(SearchQuery("gneiss")).hits.map(\.id) == ["three"])
    }
}

@Suite struct `The language of questions` {
    @Test func `stands in the vocabularies, not in the program`() throws {
        let language = try #require(try ShippedVocabularies.read().vocabularies.language)
        var words = Set(language.ignored + language.negations + language.alternatives)
        words.formUnion(language.numbers.map(\.word) + language.comparisons.flatMap(\.words))
        words.formUnion(language.units.flatMap(\.words) + language.intents.flatMap(\.words))
        words.formUnion(
            try ShippedVocabularies.read().vocabularies.all.flatMap { $0.list.flatMap(\.synonyms) })
        // Ids of facets and keys of the file's own fields name columns and fields here, not words of questions.
        let keys = SearchLanguage.fields.map(\.key) + Intent.fields.map(\.key) + UnitWords.fields.map(\.key)
        let ours = Set(language.facets.map(\.id) + keys + ["name", "about", "dataset", "source"])
        words = Set(words.map { $0.lowercased() }.filter { $0.count > 2 }).subtracting(ours)
        let folder = ShippedCatalogue.root + "/Sources/LightboxCatalogue/Search"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".swift")
        }
        #expect(files.count > 5)
        for file in files {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                let pieces = line.split(separator: "\"", omittingEmptySubsequences: false)
                for index in stride(from: 1, to: pieces.count, by: 2) {
                    let literal = pieces[index].lowercased()
                    let isWord = words.contains(literal)
                    #expect(!isWord, "\(file): \"\(literal)\"")
                }
            }
        }
    }

    @Test func `is read as it says`() throws {
        let intents = try #require(try ShippedVocabularies.read().vocabularies.language).intents
        for intent in intents {
            for phrase in intent.words where !phrase.contains("{") {
                let reading = try ShippedCatalogue.reading(phrase)
                let isRead = !reading.parts.isEmpty || reading.order != nil || reading.kind != nil
                #expect(
                    isRead && reading.corrections.isEmpty && reading.unknown.isEmpty,
                    "\(intent.id): \(phrase)")
                if let first = intent.any.first, let term = first.terms.first {
                    let atoms = reading.parts.flatMap { $0.alternatives.flatMap { $0 } }
                    let keys = atoms.flatMap { atom -> [FacetKey] in
                        if case .terms(let keys) = atom { keys } else { [] }
                    }
                    #expect(
                        keys.contains(FacetKey(facet: first.facet, term: term)), "\(intent.id): \(phrase)")
                }
            }
        }
    }

    @Test func `reads numbers, units and years`() throws {
        func atom(_ words: String) throws -> Atom? {
            try ShippedCatalogue.reading(words).parts.first?.alternatives.first?.first
        }
        let subjects = Measure.Unit.counts([.subjects, .studies])
        #expect(try atom("more than 1000 subjects") == .measure(Measure(.moreThan, 1000, subjects)))
        #expect(try atom("at least ten thousand patients") == .measure(Measure(.atLeast, 10_000, subjects)))
        #expect(try atom("1,000+ people") == .measure(Measure(.atLeast, 1000, subjects)))
        #expect(try atom("over 10k healthy participants") == .measure(Measure(.moreThan, 10_000, subjects)))
        #expect(try atom("under 1.5 TB") == .measure(Measure(.lessThan, 1.5, .bytes(1_000_000_000_000))))
        #expect(try atom("<10GB") == .measure(Measure(.lessThan, 10, .bytes(1_000_000_000))))
        #expect(try atom("since 2020") == .since(2020))
        #expect(try atom("over 60 years old") == .olderThan(61))
    }
}
