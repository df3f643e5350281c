import LightboxCore

/// One published version of a dataset.
public struct Release: Sendable, Hashable {
    public internal(set) var id = ""
    public internal(set) var name: String?
    public internal(set) var date: CalendarDate?
    public internal(set) var isCurrent = false
    public internal(set) var doi: String?
    public internal(set) var root: String?
    public internal(set) var counts: [Named<Cited<Int>>] = []
    public internal(set) var bytes: Cited<Int>?
    public internal(set) var ages: Ages?
    public internal(set) var sexes: [Named<Cited<Int>>] = []
    public internal(set) var collected: [String] = []
    public internal(set) var sites: Cited<Int>?
    public internal(set) var parts: [ReleasePart] = []
    public internal(set) var provenance = Provenance()
    public init() {}

    /// How many there are of a kind, or `nil` where nobody says.
    public func count(_ kind: CountOf) -> Cited<Int>? { counts.first { $0.name == kind.rawValue }?.value }
}

extension Release: CardRecord {
    static let name = "Release"
    static let summary = "One published version: what there is of it."
    static let fields: [Field<Release>] =
        [
            .required(
                "id", \.id, .text,
                "Its version as its makers write it (`1.1.1`, `v1.0-small`), or a short word."),
            .optional("name", \.name, .text, "What people call it."),
            .optional("date", \.date, .date, "When it came out."),
            .flag("current", \.isCurrent, "`true` for the one to take; without it, the first."),
            .optional("doi", \.doi, .doi, "The DOI of this version."),
            .optional("root", \.root, .pattern, "The folder that it unpacks to, as a quoted pattern."),
            .many(
                "counts", \.counts, .keyed(by: CountOf.self, to: .cited(.count)),
                "How many there are of each."),
            .optional("bytes", \.bytes, .cited(.count), "The size as it is served, in bytes."),
            .optional("ages", \.ages, .record(), "How old the subjects are."),
            .many(
                "sexes", \.sexes, .keyed(by: Sex.self, to: .cited(.count)), "How many subjects of each sex."),
            .many(
                "collected", \.collected, .list(of: .text),
                "Where and when the data were collected, in short."),
            .optional("sites", \.sites, .cited(.count), "At how many sites."),
            .many("parts", \.parts, .list(of: .record()), "Parts with facts of their own."),
        ] + Field.provenance(\.provenance)

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if let ages, let low = ages.minimum?.value, let high = ages.maximum?.value, low > high {
            decoding.report("The youngest is \(low) and the oldest \(high).", at: node)
        }
    }
}

/// What records say of a subject's sex.
public enum Sex: String, Sendable, Hashable, CaseIterable { case female, male, other, unknown }

/// How old the subjects are.
public struct Ages: Sendable, Hashable {
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        case year, month, week, day
        case gestationalWeek = "gestational-week"
    }
    public internal(set) var minimum: Cited<Double>?
    public internal(set) var maximum: Cited<Double>?
    public internal(set) var mean: Cited<Double>?
    public internal(set) var median: Cited<Double>?
    public internal(set) var unit = Unit.year
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Ages: CardRecord {
    static let name = "Ages"
    static let summary = "How old the subjects are, as released."
    static let fields: [Field<Ages>] =
        [
            .optional("min", \.minimum, .cited(.number), "The youngest."),
            .optional("max", \.maximum, .cited(.number), "The oldest."),
            .optional("mean", \.mean, .cited(.number), "The mean."),
            .optional("median", \.median, .cited(.number), "The median."),
            .required("unit", \.unit, .oneOf(), "What they are counted in."),
        ] + Field.provenance(\.provenance)
}

/// A part of a release with facts of its own: one task of ten, one site, one group.
public struct ReleasePart: Sendable, Hashable {
    public internal(set) var id = ""
    public internal(set) var name: String?
    public internal(set) var counts: [Named<Cited<Int>>] = []
    public internal(set) var bytes: Cited<Int>?
    public internal(set) var modalities: [String] = []
    public internal(set) var techniques: [String] = []
    public internal(set) var anatomy: [String] = []
    public internal(set) var tasks: [String] = []
    public internal(set) var formats: [String] = []
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension ReleasePart: CardRecord {
    static let name = "ReleasePart"
    static let summary = "A part of a release with facts of its own."
    static let fields: [Field<ReleasePart>] =
        [
            .required("id", \.id, .text, "A short word for it, as released where it has one."),
            .optional("name", \.name, .text, "What people call it."),
            .many(
                "counts", \.counts, .keyed(by: CountOf.self, to: .cited(.count)),
                "How many there are of each."),
            .optional("bytes", \.bytes, .cited(.count), "Its size in bytes."),
            .many(
                "modalities", \.modalities,
                .list(of: .code("DICOM modality code", known: DICOMModality.codes)),
                "DICOM modality codes."),
            .many("techniques", \.techniques, .list(of: .term("technique")), "Techniques."),
            .many("anatomy", \.anatomy, .list(of: .term("anatomy")), "Parts of the body."),
            .many("tasks", \.tasks, .list(of: .term("task")), "What people train or test on it."),
            .many("formats", \.formats, .list(of: .term("format")), "The formats of its files."),
        ] + Field.provenance(\.provenance)
}

/// One published part of a partition.
public struct SplitFact: Sendable, Hashable {
    public internal(set) var name = ""
    public internal(set) var kind = SplitKind.other
    public internal(set) var counts: [Named<Cited<Int>>] = []
    public internal(set) var level: LabelScope?
    public internal(set) var release: String?
    public internal(set) var areLabelsPublic: Permission?
    public internal(set) var leak: String?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension SplitFact: CardRecord {
    static let name = "Split"
    static let summary = "One published part of a partition."
    static let fields: [Field<SplitFact>] =
        [
            .required("name", \.name, .text, "Its name as released: `train`, `valid`, `subset0`, …"),
            .required("kind", \.kind, .oneOf(), "What it is for."),
            .many(
                "counts", \.counts, .keyed(by: CountOf.self, to: .cited(.count)),
                "How many there are of each."),
            .optional("level", \.level, .oneOf(), "The level at which the parts share nothing."),
            .optional("release", \.release, .text, "The release, where not all have it."),
            .optional("labels-public", \.areLabelsPublic, .oneOf(), "Whether its labels are given out."),
            .optional("leak", \.leak, .text, "How it is known to leak, in one sentence."),
        ] + Field.provenance(\.provenance)
}

/// What has been marked, measured or said.
public struct AnnotationFact: Sendable, Hashable {
    public internal(set) var kind = ""
    public internal(set) var what: String?
    public internal(set) var origin = Origin.unknown
    public internal(set) var readers: Cited<Int>?
    public internal(set) var counts: [Named<Cited<Int>>] = []
    public internal(set) var format: String?
    public internal(set) var files: [String] = []
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension AnnotationFact: CardRecord {
    static let name = "Annotation"
    static let summary = "One kind of annotation that the dataset holds."
    static let fields: [Field<AnnotationFact>] =
        [
            .required("kind", \.kind, .term("annotation"), "What kind."),
            .optional("what", \.what, .text, "Of what, in a few words."),
            .required("by", \.origin, .oneOf(), "Who or what made it."),
            .optional("readers", \.readers, .cited(.count), "How many people read each case."),
            .many("counts", \.counts, .keyed(by: CountOf.self, to: .cited(.count)), "How many there are."),
            .optional("format", \.format, .term("format"), "The format it comes in."),
            .many("files", \.files, .list(of: .pattern), "Where it stands, as quoted patterns."),
        ] + Field.provenance(\.provenance)
}
