/// Finds the datasets that an entry may be, and says why.
///
/// The same name at a host, address or DOI is certain where it belongs to one target only, and so is a
/// distinctive name; all else is doubtful and left to people.
struct Joiner: Sendable {
    struct Found: Sendable, Hashable {
        let id: String
        let why: String
    }
    struct Outcome: Sendable, Hashable {
        var certain: [Found] = []
        var doubtful: [Found] = []
    }

    private let targets: [FoldedKeys]
    private var byKey: [String: [Int]] = [:]
    /// How many targets have a word in their names.
    private var wordCounts: [String: Int] = [:]

    init(_ keys: [JoinKeys]) { self.init(keys.map(FoldedKeys.init)) }

    init(_ targets: [FoldedKeys]) {
        self.targets = targets
        for (index, target) in targets.enumerated() {
            for key in Self.keys(of: target) where byKey[key]?.last != index {
                byKey[key, default: []].append(index)
            }
            for word in Set(target.allNames.flatMap(\.words)) { wordCounts[word, default: 0] += 1 }
        }
    }

    private static func keys(of target: FoldedKeys) -> [String] {
        target.hostIDs.map { "host " + $0 } + target.urls.map { "url " + $0 }
            + target.dois.map { "doi " + $0 }
            + target.allNames.map { "name " + $0.key } + target.hosts.map { "site " + $0 }
    }

    /// - Parameters:
    ///   - shared: keys that other entries of the same list have too under other names; these are certain
    ///     only where the name agrees.
    func match(_ keys: FoldedKeys, shared: Set<String> = []) -> Outcome {
        var ranks: [Int: (rank: Int, why: String)] = [:]
        var doubts: [Int: String] = [:]
        func consider(_ key: String, rank: Int, why: String) {
            let found = byKey[key] ?? []
            // Portals and mirrors stand in several cards; the name must decide between them.
            let isWeak = found.count > 1 || shared.contains(key)
            for index in found {
                if isWeak && !targets[index].isNamedLike(keys) {
                    doubts[index] = doubts[index] ?? why + ", but so do others"
                } else if rank > ranks[index]?.rank ?? 0 {
                    ranks[index] = (rank, why)
                }
            }
        }
        for id in keys.hostIDs.sorted() { consider("host " + id, rank: 5, why: "same id \(id)") }
        for url in keys.urls.sorted() { consider("url " + url, rank: 4, why: "same address \(url)") }
        for doi in keys.dois.sorted() { consider("doi " + doi, rank: 3, why: "same DOI \(doi)") }
        for name in keys.allNames { considerName(name, keys, &ranks, &doubts) }
        if ranks.isEmpty { considerLikeness(keys, &doubts) }

        var outcome = Outcome()
        let top = ranks.values.map(\.rank).max() ?? 0
        var best = ranks.filter { $0.value.rank == top }
        if best.count > 1 {
            let alike = best.filter { targets[$0.key].isNamedLike(keys) }
            if alike.count == 1 { best = alike }
            // An entry that stands twice in a list counts once.
            if let first = best.keys.min(), best.keys.allSatisfy({ isSameName($0, first) }) {
                best = best.filter { $0.key == first }
                ranks = ranks.filter { $0.key == first || !isSameName($0.key, first) }
            }
        }
        for (index, reason) in ranks {
            let found = Found(id: targets[index].id, why: reason.why)
            if best.count == 1, best[index] != nil {
                outcome.certain.append(found)
            } else {
                outcome.doubtful.append(found)
            }
        }
        for (index, why) in doubts where ranks[index] == nil {
            outcome.doubtful.append(Found(id: targets[index].id, why: why))
        }
        outcome.doubtful = Array(outcome.doubtful.sorted { $0.id < $1.id }.prefix(5))
        return outcome
    }

    /// Whether a word of the name stands in few others, unlike those of `Breast Cancer`.
    private func hasRareWord(_ name: FoldedName) -> Bool {
        let limit = max(3, targets.count / 30)
        return name.words.count >= 4 || name.words.contains { (wordCounts[$0] ?? 0) <= limit }
    }

    private func isSameName(_ a: Int, _ b: Int) -> Bool {
        guard let first = targets[a].names.first else { return false }
        return first == targets[b].names.first
    }

    private func considerName(
        _ name: FoldedName, _ keys: FoldedKeys, _ ranks: inout [Int: (rank: Int, why: String)],
        _ doubts: inout [Int: String]
    ) {
        let found = byKey["name " + name.key] ?? []
        let isOne = found.dropFirst().allSatisfy { isSameName($0, found[0]) }
        for index in found {
            let target = targets[index]
            // A part of a name on both sides is too little: `(Cancer Imaging Archive)` and
            // `Cancer Imaging Archive: X`.
            let (isOurs, isTheirs) = (keys.names.contains(name), target.names.contains(name))
            if target.isPortal && !isOurs { continue }
            let isSameSite =
                (isOurs || isTheirs)
                && target.hosts.intersection(keys.hosts).contains { (byKey["site " + $0]?.count ?? 0) <= 2 }
            let theirs = target.allNames.first { $0 == name }
            let isLong = name.words.count >= 2 && hasRareWord(name)
            let isAcronym = name.words.count == 1 && isOurs && isTheirs
            let isSure =
                name.isDistinctive && theirs?.isDistinctive == true && (isOurs || isTheirs)
                && (isLong || isAcronym)
            if isOne && (isSure || isSameSite) {
                if ranks[index] == nil { ranks[index] = (2, "same name \"\(name.original)\"") }
            } else {
                doubts[index] = doubts[index] ?? "same short name \"\(name.original)\""
            }
        }
    }

    /// Same site and a similar name, or a very similar name.
    private func considerLikeness(_ keys: FoldedKeys, _ doubts: inout [Int: String]) {
        var near: [(index: Int, likeness: Double, why: String)] = []
        for (index, target) in targets.enumerated()
        where doubts[index] == nil && !target.isPortal {
            let likeness = target.likeness(to: keys)
            let sites = target.hosts.intersection(keys.hosts).sorted()
            let site = sites.first { (byKey["site " + $0]?.count ?? 0) <= 2 }
            if let site, likeness >= 0.3 {
                near.append((index, likeness + 1, "same site \(site), similar name"))
            } else if likeness >= 0.6, keys.allNames.contains(where: { $0.words.count >= 2 }) {
                near.append((index, likeness, "similar name"))
            }
        }
        for one in near.sorted(by: { $0.likeness > $1.likeness }).prefix(3) { doubts[one.index] = one.why }
    }

    /// The keys that entries with different names have in common.
    static func shared(_ entries: [FoldedKeys]) -> Set<String> {
        var names: [String: String] = [:]
        var shared: Set<String> = []
        for entry in entries {
            let name = entry.names.first?.key ?? ""
            let keys =
                entry.hostIDs.map { "host " + $0 } + entry.urls.map { "url " + $0 }
                + entry.dois.map { "doi " + $0 }
            for key in keys {
                if let other = names[key], other != name { shared.insert(key) }
                names[key] = name
            }
        }
        return shared
    }
}
