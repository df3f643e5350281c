/// What tells one dataset from another: the material from which joins are made.
public struct JoinKeys: Sendable, Hashable {
    /// The card's id, or `list/entry`.
    public var id: String
    public var names: [String]
    /// Addresses of the dataset itself.
    public var urls: [String]
    public var dois: [String]
    /// Names at hosts that we know: `openneuro:ds002236`.
    public var hostIDs: [String]
    /// Whether this is a place that holds many datasets: its name within another's says where that one lies.
    public var isPortal: Bool

    public init(
        id: String, names: [String] = [], urls: [String] = [], dois: [String] = [], hostIDs: [String] = [],
        isPortal: Bool = false
    ) {
        (self.id, self.names, self.urls, self.dois, self.hostIDs) = (id, names, urls, dois, hostIDs)
        self.isPortal = isPortal
    }
}

extension JoinKeys {
    /// The keys of a card.
    public init(_ card: Card) {
        let own = card.hosts.filter { ![.code, .derived, .labels, .metadata].contains($0.role) }
        let urls =
            [card.homepage].compactMap(\.self) + card.formerly + card.listed.compactMap(\.url)
            + own.compactMap(\.url)
        let papers = card.citations.filter { $0.of == nil || $0.of == .dataset || $0.of == .paper }
        self.init(
            id: card.id, names: [card.name] + card.aliases + card.listed.map(\.name), urls: urls,
            dois: papers.compactMap(\.doi) + card.releases.compactMap(\.doi)
                + own.compactMap { $0.id?.hasPrefix("10.") == true ? $0.id : nil },
            hostIDs: own.compactMap { host in host.id.map { AddressKeys.key(host.kind.rawValue, $0) } },
            isPortal: card.kind == .source)
    }

    /// The keys of a listing.
    public init(_ entry: ListEntry, id: String) {
        var names = entry.title.isEmpty ? [] : [entry.name]
        // `### ADNI` and below it `* Alzheimer's Disease Neuroimaging Initiative`.
        if entry.form == .heading, let first = entry.remarks.first, first.count <= 90, !first.hasSuffix("."),
            InlineLink.links(in: first).isEmpty, !first.utf8.contains(where: \.isDigitByte),
            first.split(separator: " ").count >= 3
        {
            names.append(first)
        }
        let links = entry.links
        self.init(
            id: id, names: names,
            urls: links.filter { $0.place == .head || $0.place == .access }.map(\.url),
            dois: links.filter { $0.place != .remark }.flatMap { AddressKeys.dois($0.url) })
    }
}

/// Keys made comparable.
struct FoldedKeys: Sendable {
    let id: String
    let isPortal: Bool
    /// The names as given.
    let names: [FoldedName]
    /// The names, and the names within names.
    let allNames: [FoldedName]
    let urls: Set<String>
    let hosts: Set<String>
    let dois: Set<String>
    let hostIDs: Set<String>

    init(_ keys: JoinKeys) {
        id = keys.id
        isPortal = keys.isPortal
        names = keys.names.map(FoldedName.init)
        allNames = keys.names.flatMap(FoldedName.all)
        // A DOI is a key of its own, not an address.
        let pages = keys.urls.filter { !["doi.org", "dx.doi.org"].contains(AddressKeys.host($0)) }
        urls = Set(pages.map(AddressKeys.normalised))
        hosts = Set(pages.map(AddressKeys.host))
        dois = Set(keys.dois.map(AddressKeys.doi) + keys.urls.flatMap(AddressKeys.dois))
        hostIDs = Set(
            keys.hostIDs + keys.urls.flatMap(AddressKeys.hostIDs) + dois.compactMap(AddressKeys.hostID))
    }

    /// The largest likeness of any two names.
    func likeness(to other: FoldedKeys) -> Double {
        var best = 0.0
        for a in allNames { for b in other.allNames { best = max(best, a.likeness(to: b)) } }
        return best
    }

    /// Whether two names are alike, or one is the other misspelt.
    func isNamedLike(_ other: FoldedKeys) -> Bool {
        likeness(to: other) >= 0.7
            || allNames.contains { a in other.allNames.contains { a.isMisspelling(of: $0) } }
    }
}
