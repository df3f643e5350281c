import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// The digests that a host publishes in files of their own, as far as its card names those files.
///
/// They are lists for many files (`MD5SUMS`, an endpoint that gives `checksums`), or files beside each file (`NAME.md5`,
/// an endpoint with `{name}` in it).
struct PublishedDigests: Sendable {
    /// What all lists together say, by path.
    private(set) var listed: [(path: String, digest: Digest)] = []
    private var byPath: [String: [Digest]] = [:]
    /// The paths that end in a name.
    private var byName: [String: Set<String>] = [:]
    /// Addresses with `{name}` for the digest of one file, and whether each file has to have one.
    private var beside: [(template: String, isSure: Bool)] = []
    /// Patterns of files that hold the digest of the file whose name theirs is without the ending.
    private var sidecars: [(pattern: PathPattern, ending: String, isSure: Bool)] = []

    /// - Throws: `FetchError` where a list that the card is sure of cannot be had.
    init(
        of fact: HostFact, archives: [ArchiveFile], asking client: Client,
        secret: @Sendable (WebAddress) -> Secret?
    ) async throws {
        var lists: [(address: String, folder: String, isSure: Bool)] = []
        for endpoint in fact.endpoints where endpoint.purpose == .checksums {
            guard let url = endpoint.url?.replacing("{path}", with: "{name}") else { continue }
            let isSure = !endpoint.provenance.isUnconfirmed
            if url.contains("{name}") {
                beside.append((url, isSure))
            } else if !url.contains("{") {
                lists.append((url, "", isSure))
            }
        }
        for archive in archives {
            let isSure = !archive.provenance.isUnconfirmed
            if let ending = Self.endings.first(where: { archive.name.lowercased().hasSuffix($0) }) {
                let isEach = PathPattern.isOpen(archive.name)
                sidecars.append((try PathPattern(archive: archive.name), ending, isSure && !isEach))
            } else if case .files(let places)? = try fact.source(of: archive) {
                for place in places
                where Self.isList(place.path) && !lists.contains(where: { $0.address == place.address }) {
                    lists.append((place.address, Self.folder(of: place.path), isSure))
                }
            }
        }
        for list in lists {
            let address = try WebAddress(list.address)
            guard
                let text = try await Self.text(
                    at: address, isSure: list.isSure, client, secret: secret(address))
            else { continue }
            for entry in DigestList(text).entries { add(list.folder + entry.path, entry.digest) }
        }
    }

    private mutating func add(_ path: String, _ digest: Digest) {
        listed.append((path, digest))
        byPath[path, default: []].append(digest)
        byName[Self.name(of: path), default: []].insert(path)
    }

    /// What is published for a file.
    func checks(
        for path: String, at address: String, asking client: Client,
        secret: @Sendable (WebAddress) -> Secret?
    ) async throws -> [Check] {
        // A list may name files from another folder on; a name that it holds once can mean only one file.
        let paths = byName[Self.name(of: path)] ?? []
        var digests = byPath[path] ?? (paths.count == 1 ? paths.first.flatMap { byPath[$0] } : nil) ?? []
        var places = beside.map { (ArchiveFile.address(for: path, template: $0.template), $0.isSure) }
        places += sidecars.filter { $0.pattern.matches(path + $0.ending) }.map {
            (address + $0.ending, $0.isSure)
        }
        for (place, isSure) in places {
            let asked = try WebAddress(place)
            guard let text = try await Self.text(at: asked, isSure: isSure, client, secret: secret(asked))
            else { continue }
            let entries = DigestList(text).entries
            let bare = Digest(hex: text.trimmedBlanks)
            let named = entries.first { Self.name(of: $0.path) == Self.name(of: path) }
            guard let digest = bare ?? named?.digest ?? (entries.count == 1 ? entries[0].digest : nil) else {
                throw FetchError(.unexpected("no digest of \(Self.name(of: path))"), at: asked.description)
            }
            digests.append(digest)
        }
        return Self.strongestFirst(digests).map(Check.digest)
    }

    /// The text of a digest file; `nil` where it is not there and need not be.
    private static func text(
        at address: WebAddress, isSure: Bool, _ client: Client, secret: Secret?
    ) async throws -> String? {
        do {
            let answer = try await client.answer(to: Request(address, secret: secret))
            if HTMLText.isPage(answer.bytes) {
                let text = String(decoding: answer.bytes.prefix(4000), as: UTF8.self)
                throw FetchError(.webPage(title: HTMLText.title(of: text)), at: address.description)
            }
            return try answer.text()
        } catch var error as FetchError {
            if case .notThere = error.problem {
                guard isSure else { return nil }
                error.hint = "the card says that digests are published there: what it says may have grown old"
            }
            throw error
        }
    }

    /// Digests without doubles, the strongest first.
    static func strongestFirst(_ digests: [Digest]) -> [Digest] {
        var out: [Digest] = []
        for digest in digests where !out.contains(digest) { out.append(digest) }
        return out.enumerated().sorted {
            ($1.element.bytes.count, $0.offset) < ($0.element.bytes.count, $1.offset)
        }.map(\.element)
    }

    /// Whether a name is one that lists of digests have: `MD5SUMS`, `sha256sum.txt`, `SHA256`, `SHA256SUMS.txt`.
    static func isList(_ path: String) -> Bool {
        var name = name(of: path).lowercased()
        if name.hasSuffix(".txt") { name.removeLast(4) }
        guard let function = ["md5", "sha1", "sha256", "sha512"].first(where: { name.hasPrefix($0) }) else {
            return false
        }
        let rest = name.dropFirst(function.count)
        return ["", "sum", "sums", "-sum", "_sum", "checksum", "checksums"].contains {
            rest == $0 || rest.hasPrefix($0 + "-") || rest.hasPrefix($0 + "_")
        }
    }

    private static let endings = [".md5", ".sha1", ".sha256", ".sha512", ".md5sum", ".sha256sum"]
    private static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
