import ArgumentParser
import LightboxCatalogue
import LightboxCore

/// `lightbox search`: finds the right dataset.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find datasets by words and facets.",
        discussion: """
            Words may be names, terms, synonyms, numbers and wishes, in any order; slips of one letter are \
            corrected. Options leave no choice: what lacks the term is left out; several values of one option are \
            alternatives. Every hit says why it is one.

            Exit code 0: there are hits; 1: there are none; 64: an option names no term.

            Examples:
              lightbox search chest x-ray with reports
              lightbox search knee MRI free to download
              lightbox search lung nodule CT more than 500 patients under 200 GB
              lightbox search brain --technique fmri --access open --json
              lightbox search tumour not MRI
            """)

    @Argument(help: "What you look for.") var words: [String] = []
    @OptionGroup var facets: FacetOptions
    @Option(name: .customLong("min-subjects"), help: "At least so many subjects.") var minSubjects: Int?
    @Option(name: .customLong("max-bytes"), help: "At most so large: 500MB, 10GB, or bytes.") var maxBytes:
        String?
    @Option(help: "An SPDX identifier, such as CC-BY-4.0.") var licence: String?
    @Flag(help: "Only what may be used commercially.") var commercial = false
    @Option(help: "Only `dataset`, only `source` (lists and portals), or `all`.") var kind = SearchQuery.Scope
        .all
    @Option(help: "The order: \(SearchOrder.allCases.map(\.rawValue).joined(separator: ", ")).")
    var sort: SearchOrder?
    @Option(help: "How many hits to print.") var limit = 10
    @Flag(help: "One hit a line, as JSON.") var json = false
    @OptionGroup var options: CatalogueOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("'--limit' must be at least 1, not \(limit).") }
        guard minSubjects ?? 0 >= 0 else {
            throw ValidationError("'--min-subjects' cannot be less than 0.")
        }
    }

    func run() throws {
        let catalogue = try options.open()
        let result: SearchResult
        do {
            result = try catalogue.search(query)
        } catch let error as SearchError {
            throw ValidationError(error.description)
        }
        explain(result)
        if json {
            for hit in result.hits.prefix(limit) { Terminal.print(hit.json.text) }
        } else {
            let page = SearchPage(style: Style(isOn: Terminal.wantsColour), width: Terminal.width)
            for hit in result.hits.prefix(limit) { for line in page.lines(hit) { Terminal.print(line) } }
        }
        if result.hits.count > limit {
            Terminal.say("\(result.hits.count - limit) more; `--limit \(result.hits.count)` prints all.")
        }
        guard result.hits.isEmpty else { return }
        for line in SearchPage.nothing(result) { Terminal.say(line) }
        throw ExitCode(Exit.wanting)
    }

    private var query: SearchQuery {
        var query = SearchQuery(words.joined(separator: " "))
        query.filters = facets.filters
        query.minSubjects = minSubjects
        query.maxSize = maxBytes
        query.licence = licence
        query.commercialUse = commercial
        query.scope = kind
        query.order = sort
        return query
    }

    /// Says how the question was read.
    private func explain(_ result: SearchResult) {
        for correction in result.corrections {
            Terminal.say("read '\(correction.said.withoutControlCharacters)' as '\(correction.read)'")
        }
        let parts = result.understood.map { part in
            part.meaning.contains("'\(part.said)'") ? part.meaning : "\(part.meaning) ('\(part.said)')"
        }
        if !parts.isEmpty {
            let text = "understood: " + parts.joined(separator: "; ")
            for line in Wrapping.lines(text, width: Terminal.width) { Terminal.say(line) }
        }
        if !result.unknown.isEmpty {
            let words = result.unknown.map { "'\($0.withoutControlCharacters)'" }.joined(separator: ", ")
            Terminal.say("in no card, so passed over: \(words)")
        }
    }
}

/// The facets of a search.
struct FacetOptions: ParsableArguments {
    @Option(help: "A DICOM modality code or a word for one: CT, MRI, x-ray.") var modality: [String] = []
    @Option(help: "A technique: fmri, dmri, k-space, wsi.") var technique: [String] = []
    @Option(help: "A part of the body; what lies in it counts too.") var anatomy: [String] = []
    @Option(help: "A disease, finding or state of health.") var finding: [String] = []
    @Option(help: "A task: segmentation, registration.") var task: [String] = []
    @Option(help: "A kind of annotation: mask, box, report.") var annotation: [String] = []
    @Option(help: "A trait: longitudinal, genetics, bids.") var trait: [String] = []
    @Option(help: "Whose bodies: human, mouse.") var species: [String] = []
    @Option(help: "A format: dicom, nifti, png.") var format: [String] = []
    @Option(
        help: "What one must do first: open, registration, agreement, application, credentialed, paid, gone.")
    var access: [String] = []
    @Option(help: "small, medium, large or very-large.") var size: [String] = []
    @Option(help: "Where the bytes lie: openneuro, tcia, zenodo.") var host: [String] = []
    @Option(help: "available, partly, moved, gone, superseded, closed or unknown.") var status: [String] = []

    /// One filter a facet; commas separate alternatives, too.
    var filters: [SearchQuery.Filter] {
        let all = [
            ("modality", modality), ("technique", technique), ("anatomy", anatomy), ("finding", finding),
            ("task", task), ("annotation", annotation), ("trait", trait), ("species", species),
            ("format", format), ("access", access), ("size", size), ("host", host), ("status", status),
        ]
        return all.compactMap { facet, words in
            let terms = words.flatMap { $0.split(separator: ",").map(String.init) }
            return terms.isEmpty ? nil : SearchQuery.Filter(facet: facet, terms: terms)
        }
    }
}

/// Hits laid out for a terminal.
struct SearchPage {
    let style: Style
    let width: Int

    func lines(_ hit: SearchResult.Hit) -> [String] {
        var facts = [hit.access]
        if let subjects = hit.subjects {
            facts.append("\(subjects.grouped) subject\(subjects == 1 ? "" : "s")")
        }
        if hit.subjects == nil, let images = hit.images {
            facts.append("\(images.grouped) image\(images == 1 ? "" : "s")")
        }
        if let bytes = hit.bytes { facts.append(ByteCount(Int64(bytes)).description) }
        if !hit.modalities.isEmpty { facts.append(hit.modalities.joined(separator: " ")) }
        if hit.kind == CardKind.source.rawValue { facts.append("source") }
        let name = hit.name == hit.id ? "" : "  " + hit.name
        var lines = [style.bold(hit.id) + Wrapping.cut(name, to: max(20, width - hit.id.count))]
        lines.append("  " + style.link(facts.joined(separator: " · ")))
        if hit.isGone || hit.access == AccessKind.gone.rawValue {
            lines += wrapped("GONE. " + (hit.notice ?? "")).map(style.bad)
        } else if let notice = hit.notice {
            lines += wrapped(notice).map(style.warn)
        }
        if !hit.why.isEmpty { lines += wrapped(hit.why.joined(separator: "; ")).map(style.dim) }
        return lines
    }

    private func wrapped(_ text: String) -> [String] {
        Wrapping.lines(text, width: max(20, width - 2)).map { "  " + $0 }
    }

    /// What to say where nothing was found.
    static func nothing(_ result: SearchResult) -> [String] {
        var lines = ["Nothing was found."]
        if let shortfall = result.shortfall { lines.append(shortfall) }
        if !result.nearestTerms.isEmpty {
            lines.append("nearest terms: " + result.nearestTerms.joined(separator: ", "))
        }
        for hit in result.nearest {
            lines.append("near: \(hit.id): " + hit.why.joined(separator: "; "))
        }
        return lines
    }
}

extension SearchResult.Hit {
    /// One line of `--json`.
    var json: JSONValue {
        [
            "id": .string(id), "name": .string(name), "score": .number(score), "why": .strings(why),
            "kind": .string(kind), "status": .string(status), "access": .string(access),
            "modalities": .strings(modalities), "subjects": .integer(subjects), "images": .integer(images),
            "bytes": .integer(bytes), "notice": .string(notice),
        ]
    }
}
