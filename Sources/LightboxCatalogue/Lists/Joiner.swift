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

    init(_ keys: [JoinKeys]) {
        targets = keys.map(FoldedKeys.init)
        for (index, target) in targets.enumerated() {
            for key in Self.keys(of: target) where byKey[key]?.last != index {
                byKey[key, default: []].append(index)
            }
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
    ///   - isSkipped: targets that are out of the question.
    func match(
        _ keys: FoldedKeys, shared: Set<String> = [], isSkipped: (String) -> Bool = { _ in false }
    ) -> Outcome {
        var ranks: [Int: (rank: Int, why: String)] = [:]
        var doubts: [Int: String] = [:]
        func consider(_ key: String, rank: Int, why: String, needsLikeName: Bool = false) {
            let found = (byKey[key] ?? []).filter { !isSkipped(targets[$0].id) }
            // Portals and mirrors stand in several cards; the name must decide between them.
            let isWeak = found.count > 1 || needsLikeName || shared.contains(key)
            for index in found {
                if isWeak && targets[index].likeness(to: keys) < 0.5 {
                    doubts[index] = doubts[index] ?? why + ", but so do others"
                } else if rank > ranks[index]?.rank ?? 0 {
                    ranks[index] = (rank, why)
                }
            }
        }
        for id in keys.hostIDs.sorted() { consider("host " + id, rank: 5, why: "same id \(id)") }
        for url in keys.urls.sorted() { consider("url " + url, rank: 4, why: "same address \(url)") }
        for doi in keys.dois.sorted() { consider("doi " + doi, rank: 3, why: "same DOI \(doi)") }
        for name in keys.allNames { considerName(name, keys, isSkipped, &ranks, &doubts) }
        if ranks.isEmpty { considerLikeness(keys, isSkipped, &doubts) }

        var outcome = Outcome()
        let top = ranks.values.map(\.rank).max() ?? 0
        var best = ranks.filter { $0.value.rank == top }
        if best.count > 1 {
            let alike = best.filter { targets[$0.key].likeness(to: keys) >= 0.5 }
            if alike.count == 1 { best = alike }
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

    private func considerName(
        _ name: FoldedName, _ keys: FoldedKeys, _ isSkipped: (String) -> Bool,
        _ ranks: inout [Int: (rank: Int, why: String)], _ doubts: inout [Int: String]
    ) {
        let found = (byKey["name " + name.key] ?? []).filter { !isSkipped(targets[$0].id) }
        for index in found {
            let target = targets[index]
            let isWhole = keys.names.contains(name) && target.names.contains(name)
            let isSameSite = !target.hosts.isDisjoint(with: keys.hosts)
            let theirs = target.allNames.first { $0 == name }
            let isSure =
                name.isDistinctive && theirs?.isDistinctive == true && (isWhole || name.words.count >= 2)
            if found.count == 1 && (isSure || isSameSite) {
                if ranks[index] == nil { ranks[index] = (2, "same name \"\(name.original)\"") }
            } else {
                doubts[index] = doubts[index] ?? "same short name \"\(name.original)\""
            }
        }
    }

    /// Same site and a similar name, or a very similar name.
    private func considerLikeness(
        _ keys: FoldedKeys, _ isSkipped: (String) -> Bool, _ doubts: inout [Int: String]
    ) {
        var near: [(index: Int, likeness: Double, why: String)] = []
        for (index, target) in targets.enumerated() where doubts[index] == nil && !isSkipped(target.id) {
            let likeness = target.likeness(to: keys)
            if let site = target.hosts.intersection(keys.hosts).sorted().first, likeness >= 0.3 {
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
