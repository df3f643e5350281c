import LightboxCore

/// What one must do before the files can be had.
///
/// It says nothing of where the bytes lie.
public struct Access: Sendable, Hashable {
    public internal(set) var kind = AccessKind.open
    public internal(set) var steps: [String] = []
    public internal(set) var pages: [Page] = []
    public internal(set) var requires: [Requirement] = []
    public internal(set) var forbids: [Prohibition] = []
    public internal(set) var leadTime: LeadTime?
    public internal(set) var cost: Cost?
    /// Whether anybody can fetch the bytes although terms apply.
    public internal(set) var areBytesOpen: Permission?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Access: CardRecord {
    static let name = "Access"
    static let summary = "What one must do before the files can be had."
    static let fields: [Field<Access>] =
        [
            .required(
                "kind", \.kind, .oneOf(),
                "`open`: nothing. `registration`: an account, a form or a click. `agreement`: terms that a person signs "
                    + "and nobody reviews. `application`: somebody decides. `credentialed`: proof of training or "
                    + "identity as well. `paid`: money. `gone`: not offered any more."),
            .many("steps", \.steps, .list(of: .text), "What to do, in order, one sentence each."),
            .many("pages", \.pages, .list(of: .record()), "The pages where it is done."),
            .many("requires", \.requires, .list(of: .oneOf()), "What is asked of the user."),
            .many("forbids", \.forbids, .list(of: .oneOf()), "What the terms forbid."),
            .optional("lead-time", \.leadTime, .record(), "How long it usually takes."),
            .optional("cost", \.cost, .record(), "What it costs."),
            .optional(
                "bytes-open", \.areBytesOpen, .oneOf(), "Whether the bytes can be fetched by anybody even so."
            ),
        ] + Field.provenance(\.provenance)
}

/// A page and what one does there.
public struct Page: Sendable, Hashable {
    public internal(set) var url = ""
    public internal(set) var purpose = PagePurpose.read
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Page: CardRecord {
    static let name = "Page"
    static let summary = "A page and what one does there."
    static let fields: [Field<Page>] =
        [
            .required("url", \.url, .url, "Its address."),
            .required("for", \.purpose, .oneOf(), "What one does there."),
        ] + Field.provenance(\.provenance)
}

/// How many days access usually takes.
public struct LeadTime: Sendable, Hashable {
    public internal(set) var minimumDays: Int?
    public internal(set) var maximumDays: Int?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension LeadTime: CardRecord {
    static let name = "LeadTime"
    static let summary = "How many days access usually takes."
    static let fields: [Field<LeadTime>] =
        [
            .optional("min-days", \.minimumDays, .count, "At the quickest."),
            .optional("max-days", \.maximumDays, .count, "As a rule not longer."),
        ] + Field.provenance(\.provenance)

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if let low = minimumDays, let high = maximumDays, low > high {
            decoding.report("`min-days` is \(low), more than `max-days`, \(high).", at: node)
        }
    }
}

/// What access costs.
public struct Cost: Sendable, Hashable {
    public internal(set) var amount: Double?
    public internal(set) var currency: String?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Cost: CardRecord {
    static let name = "Cost"
    static let summary = "What access costs."
    static let fields: [Field<Cost>] =
        [
            .optional("amount", \.amount, .number, "How much, where it is known."),
            .optional(
                "currency", \.currency,
                .code("ISO 4217 currency", known: ["USD", "EUR", "GBP", "CAD", "CHF", "JPY", "CNY"]),
                "In what."),
        ] + Field.provenance(\.provenance)
}

/// What one may do with the dataset, or with a part of it.
public struct Licence: Sendable, Hashable {
    public internal(set) var spdx: String?
    public internal(set) var name: String?
    public internal(set) var url: String?
    public internal(set) var covers: String?
    public internal(set) var commercialUse = Permission.unstated
    public internal(set) var redistribution = Permission.unstated
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Licence: CardRecord {
    static let name = "Licence"
    static let summary = "What one may do with the dataset, or with a part of it."
    static let fields: [Field<Licence>] =
        [
            .optional(
                "spdx", \.spdx, .code("SPDX identifier", known: SPDX.known),
                "Its SPDX identifier, where it has one."),
            .optional(
                "name", \.name, .text, "Its name, where SPDX has none; `none stated` where there is none."),
            .optional("url", \.url, .url, "Where it is written."),
            .optional("covers", \.covers, .text, "What it covers, where not all."),
            .required("commercial-use", \.commercialUse, .oneOf(), "Whether it may be used commercially."),
            .required("redistribution", \.redistribution, .oneOf(), "Whether it may be passed on."),
        ] + Field.provenance(\.provenance)

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if spdx == nil && name == nil {
            decoding.report(
                "A licence has an `spdx` identifier or a `name`.", at: node, hint: "write name: none stated")
        }
        if let spdx, spdx.contains("-NC"), commercialUse == .yes {
            decoding.report("\(spdx) does not allow commercial use.", at: node)
        }
    }
}

/// What to cite.
public struct Citation: Sendable, Hashable {
    public internal(set) var title: String?
    public internal(set) var doi: String?
    public internal(set) var url: String?
    public internal(set) var year: Int?
    public internal(set) var of: CitationOf?
    public internal(set) var provenance = Provenance()
    public init() {}
}

/// What a citation is of.
public enum CitationOf: String, Sendable, Hashable, CaseIterable {
    case dataset, paper, labels, software
    /// What it was made from: another dataset, cited as well.
    case origin
}

extension Citation: CardRecord {
    static let name = "Citation"
    static let summary = "What to cite."
    static let fields: [Field<Citation>] =
        [
            .optional("of", \.of, .oneOf(), "What it is of."),
            .optional("title", \.title, .text, "Its title."),
            .optional("doi", \.doi, .doi, "Its DOI, without the resolver."),
            .optional("url", \.url, .url, "Its address, where it has no DOI."),
            .optional("year", \.year, .count, "When it came out."),
        ] + Field.provenance(\.provenance)
}
