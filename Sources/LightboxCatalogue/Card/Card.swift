import LightboxCore

/// All that Lightbox knows of one dataset, or of one place that lists or serves many.
///
/// Written by people in `Cards/<id>.yaml`; `Documentation/Card.md` says what each field means.
public struct Card: Sendable, Hashable, Identifiable {
    public internal(set) var id = ""
    public internal(set) var kind = CardKind.dataset
    public internal(set) var name = ""
    public internal(set) var aliases: [String] = []
    public internal(set) var status = Status.available
    /// For what is gone, moved, closed or paid: the sentence to say first.
    public internal(set) var notice: String?
    public internal(set) var about = ""
    public internal(set) var homepage: String?
    public internal(set) var formerly: [String] = []
    public internal(set) var listed: [ListedAs] = []
    public internal(set) var modalities: [String] = []
    public internal(set) var techniques: [String] = []
    public internal(set) var anatomy: [String] = []
    public internal(set) var conditions: [String] = []
    public internal(set) var tasks: [String] = []
    public internal(set) var species: [String] = []
    public internal(set) var traits: [String] = []
    public internal(set) var annotations: [AnnotationFact] = []
    public internal(set) var releases: [Release] = []
    public internal(set) var holds: [Named<Cited<Int>>] = []
    public internal(set) var bytesHeld: Cited<Int>?
    public internal(set) var splits: [SplitFact] = []
    public internal(set) var access = Access()
    public internal(set) var licences: [Licence] = []
    public internal(set) var citations: [Citation] = []
    public internal(set) var hosts: [HostFact] = []
    public internal(set) var reading: [Endpoint] = []
    public internal(set) var formats: [String] = []
    public internal(set) var labels: [LabelSet] = []
    public internal(set) var errata: [Erratum] = []
    public internal(set) var related: [Relation] = []
    public internal(set) var loaders: [Loader] = []
    public internal(set) var added = CalendarDate(secondsSince1970: 0)
    public internal(set) var checked = CalendarDate(secondsSince1970: 0)
    public internal(set) var provenance = Provenance()
    public internal(set) var sources: [Named<Source>] = []
    public init() {}

    /// The release that a user gets who asks for none, or `nil` where no release is stated.
    public var currentRelease: Release? { releases.first { $0.isCurrent } ?? releases.first }
}

extension Card: CardRecord {
    static let name = "Card"
    static let summary = "One dataset, or one place that lists or serves many."
    static let fields: [Field<Card>] =
        [
            .required(
                "id", \.id, .slug, "Lower case, hyphenated, never reused; the file's name without `.yaml`."),
            .required("kind", \.kind, .oneOf(), "`dataset`, or `source` for a pooled list or a portal."),
            .required("name", \.name, .text, "The name its makers use."),
            .many(
                "aliases", \.aliases, .list(of: .text),
                "Other names that mean exactly this, abbreviations too."),
            .required(
                "status", \.status, .oneOf(),
                "Whether it can be had today: `available`; `partly` (some of it is gone); `moved`; `gone`; "
                    + "`superseded`; `closed` (no new users); `unknown`."),
            .optional(
                "notice", \.notice, .text,
                "What a user must know first, in one sentence: gone since when, moved where, what it costs."),
            .required("about", \.about, .text, "What it is, in two or three plain sentences of your own."),
            .optional("homepage", \.homepage, .url, "Where its makers describe it now."),
            .many(
                "formerly", \.formerly, .list(of: .url), "Addresses that lists and papers still give for it."),
            .many(
                "listed", \.listed, .list(of: .record()),
                "Where it stands in other people's lists, in their words."),
            .many(
                "modalities", \.modalities,
                .list(of: .code("DICOM modality code", known: DICOMModality.codes)),
                "DICOM modality codes (CT, MR, DX, SM, …), also for data that comes in other formats."),
            .many(
                "techniques", \.techniques, .list(of: .term("technique")),
                "What the modality code does not tell."),
            .many("anatomy", \.anatomy, .list(of: .term("anatomy")), "The parts of the body that are shown."),
            .many(
                "conditions", \.conditions, .list(of: .term("finding")),
                "Diseases, findings and states of health."),
            .many("tasks", \.tasks, .list(of: .term("task")), "What people train or test on it."),
            .many("species", \.species, .list(of: .term("species")), "Whose bodies.", isRequired: false),
            .many(
                "traits", \.traits, .list(of: .term("trait")),
                "Further terms one may search for: longitudinal, …"),
            .many(
                "annotations", \.annotations, .list(of: .record()),
                "What has been marked, measured or said, and by whom."),
            .many(
                "releases", \.releases, .list(of: .record()), "The published versions, the current one first."
            ),
            .many(
                "holds", \.holds, .keyed(by: CountOf.self, to: .cited(.count)),
                "For a source: how much it lists or serves."),
            .optional("bytes-held", \.bytesHeld, .cited(.count), "For a source: how many bytes it serves."),
            .many("splits", \.splits, .list(of: .record()), "Published partitions."),
            .required(
                "access", \.access, .record(), "What one must do first; says nothing of where the bytes lie."),
            .many(
                "licences", \.licences, .list(of: .record()), "What one may do with it, part by part.",
                isRequired: true),
            .many("citations", \.citations, .list(of: .record()), "What to cite, the dataset itself first."),
            .many("hosts", \.hosts, .list(of: .record()), "Where the bytes lie, the preferred place first."),
            .many("reading", \.reading, .list(of: .record()), "For a source: how a machine reads it."),
            .many("formats", \.formats, .list(of: .term("format")), "The formats of its files."),
            .many("labels", \.labels, .list(of: .record()), "Its sets of labels, word by word."),
            .many("errata", \.errata, .list(of: .record()), "What is known to be wrong, odd or surprising."),
            .many("related", \.related, .list(of: .record()), "How it hangs together with other datasets."),
            .many("loaders", \.loaders, .list(of: .record()), "Other people's code that reads it."),
            Field(
                key: "layout", type: ValueType<Void>.anyMapping,
                documentation: "How a release's files become records. Not read yet; its place is kept.",
                set: { _, _ in }, get: { _ in nil }),
            .required("added", \.added, .date, "The day on which the card joined this catalogue."),
            .required("checked", \.checked, .date, "The day on which the facts were last looked up."),
            .many(
                "sources", \.sources, .map("a key", to: .record()), "Who says so, by short keys.",
                isRequired: true),
        ] + Field.provenance(\.provenance)
}

/// An entry of another list, in that list's own words.
public struct ListedAs: Sendable, Hashable {
    public internal(set) var list = "adalca"
    public internal(set) var name = ""
    public internal(set) var part = ListPart.imaging
    public internal(set) var added: CalendarDate?
    public internal(set) var keywords: [String] = []
    public internal(set) var claims: String?
    public internal(set) var url: String?
    public init() {}
}

extension ListedAs: CardRecord {
    static let name = "ListedAs"
    static let summary = "An entry of another list, in that list's own words."
    static let fields: [Field<ListedAs>] = [
        .required("list", \.list, .slug, "The list: `adalca`, `sfikas`, `beamandrew`, …"),
        .required("as", \.name, .text, "The name that the list gives it."),
        .required("in", \.part, .oneOf(), "The part of the list."),
        .optional("added", \.added, .date, "The day on which the list took it in."),
        .many(
            "keywords", \.keywords, .list(of: .text), "The list's keywords, spelt as they are spelt there."),
        .optional("claims", \.claims, .text, "What the list says of it, in short."),
        .optional("url", \.url, .url, "The first address that the list gives."),
    ]
}

/// Where a fact comes from.
public struct Source: Sendable, Hashable {
    public internal(set) var what = ""
    public internal(set) var url: String?
    public internal(set) var checked: CalendarDate?
    public init() {}
}

extension Source: CardRecord {
    static let name = "Source"
    static let summary = "Where a fact comes from; a bare text stands for `what`."
    static let shorthand: String? = "what"
    static let fields: [Field<Source>] = [
        .required("what", \.what, .text, "The page, file or paper, so that another person finds it."),
        .optional("url", \.url, .url, "Its address."),
        .optional("checked", \.checked, .date, "The day somebody looked, where it is not the card's."),
    ]
}

/// Other people's code that reads the dataset.
public struct Loader: Sendable, Hashable {
    public internal(set) var name = ""
    public internal(set) var url: String?
    public internal(set) var note: String?
    public init() {}
}

extension Loader: CardRecord {
    static let name = "Loader"
    static let summary = "Other people's code that reads the dataset; a bare text stands for `name`."
    static let shorthand: String? = "name"
    static let fields: [Field<Loader>] = [
        .required("name", \.name, .text, "The package, and the class or module in it."),
        .optional("url", \.url, .url, "Its home."),
        .optional("note", \.note, .text, "What it covers, or leaves out."),
    ]
}

/// How two datasets hang together.
public struct Relation: Sendable, Hashable {
    public internal(set) var id: String?
    public internal(set) var name: String?
    public internal(set) var url: String?
    public internal(set) var kind = RelationKind.seeAlso
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Relation: CardRecord {
    static let name = "Relation"
    static let summary = "An edge from this dataset to another."
    static let fields: [Field<Relation>] =
        [
            .required(
                "how", \.kind, .oneOf(),
                "Read it from this card to the other: this one is a `subset-of` it, has the `same-patients` (some or "
                    + "all), `relabels` it, `repackages` it, `supersedes` it, is `derived-from` it, is `listed-by` or "
                    + "`hosted-by` it; `see-also` says no more than that both are worth a look."),
            .optional("id", \.id, .slug, "The other card."),
            .optional("name", \.name, .text, "The other dataset's name, where it has no card."),
            .optional("url", \.url, .url, "Its address, where it has no card."),
        ] + Field.provenance(\.provenance)

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if id == nil && name == nil {
            decoding.report(
                "A relation names the other dataset by `id`, or by `name` where it has no card.", at: node)
        }
    }
}

/// What is known to be wrong with the dataset.
public struct Erratum: Sendable, Hashable {
    public internal(set) var kind = ErratumKind.other
    public internal(set) var what = ""
    public internal(set) var files: [String] = []
    public internal(set) var count: Cited<Int>?
    public internal(set) var release: String?
    public internal(set) var remedy: String?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Erratum: CardRecord {
    static let name = "Erratum"
    static let summary = "Something wrong, odd or surprising that has cost somebody a day."
    static let fields: [Field<Erratum>] =
        [
            .required("kind", \.kind, .oneOf(), "What sort of thing."),
            .required("what", \.what, .text, "What it is, in one sentence of your own."),
            .many("files", \.files, .list(of: .pattern), "The files it is in, as quoted patterns."),
            .optional("count", \.count, .cited(.count), "How many are affected."),
            .optional("release", \.release, .text, "The release it is in, where not in all."),
            .optional("remedy", \.remedy, .text, "What to do about it."),
        ] + Field.provenance(\.provenance)
}
