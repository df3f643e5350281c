import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// A dataset in a git repository whose large files are git-annex's: DataLad, GIN, and OpenNeuro's own repositories.
///
/// Only `git` is needed. Its copy of one commit says what there is, the keys give sizes and digests, and the `git-annex`
/// branch tells where the bytes lie. Files that are git's own are taken out of the copy.
struct GitAnnexHost: Host {
    let kind: HostKind
    let name: String
    private let clone: GitClone
    private let copies: String
    /// The release, as the user or else as the card names it.
    private let wanted: (name: String, isByUser: Bool)?
    private let place: GitAnnexPlace
    private let notes = Remarks()

    static let service = HostService(
        kinds: [.datalad, .gitAnnex, .gin], name: "DataLad, git-annex and GIN", mark: .real,
        proof: "git-annex 10.20261026, datalad 1.7.1, git http-backend, moto S3", page: "GitAnnex"
    ) { try GitAnnexHost($0) }

    init(_ place: HostPlace) throws {
        self.place = try GitAnnexPlace(place)
        kind = place.fact.kind
        let variables = place.credentials
        let address = self.place.address
        copies = try Places(environment: { variables.variable($0)?.value }).repositories
        clone = GitClone(address, copies: copies)
        if let release = place.wantedRelease {
            wanted = (release, release != place.fact.release)
        } else {
            wanted = (place.fact.release ?? place.release?.id).map { ($0, false) }
        }
        name = "\(address)" + (wanted.map { ", release \($0.name)" } ?? "")
    }

    var remarks: [String] { notes.texts }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        notes.clear()
        let clone = try reached(client)
        let references = try clone.references()
        let reference = try place.reference(
            selection.release.map { ($0, $0 != wanted?.name || wanted?.isByUser == true) } ?? wanted,
            among: references, hint: clone.place)
        let annex = "refs/heads/git-annex"
        let names = [reference] + (references.commits[annex] == nil ? [] : [annex])
        let commits = try clone.bring(names, from: references)
        guard let commit = commits[reference] else {
            throw FetchError(.notThere(status: 404), at: clone.place)
        }
        let origin = await place.origin(asking: client)
        let reader = try AnnexTreeReader(clone: clone, branch: commits[annex], origin: origin, notes: notes)
        try reader.list(commit, found: found)
    }

    /// The copy with the address of the mirror that stands for its host.
    private func reached(_ client: Client) throws -> GitClone {
        guard let address = try? WebAddress(clone.address) else { return clone }
        let there = try client.transport.settings.place(of: address)
        return GitClone(clone.place, reachedAt: there.text, copies: copies)
    }

    func give(_ file: RemoteFile, to take: (Span<UInt8>) throws -> Void) throws -> Bool {
        if file.address.hasPrefix(AnnexTreeReader.gitScheme) {
            let blob = String(file.address.dropFirst(AnnexTreeReader.gitScheme.utf8.count))
            guard blob.utf8.count >= 40, blob.allSatisfy(\.isHexDigit) else {
                throw FetchError(.badAddress, at: file.address)
            }
            try clone.give(blob, to: take)
            return true
        }
        guard let key = AnnexTreeReader.key(of: file.address) else { return false }
        guard let object = place.localObject(of: key) else { throw nowhere(key, file) }
        var at = 0
        while true {
            let bytes = try object.read(
                at: at, count: min(1 << 20, max(0, (object.knownByteCount ?? 0) - at)))
            guard !bytes.isEmpty else { return true }
            try take(bytes.span)
            at += bytes.count
        }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        if let key = AnnexTreeReader.key(of: file.address) { throw nowhere(key, file) }
        return try Request(file.address)
    }

    private func nowhere(_ key: AnnexKey, _ file: RemoteFile) -> FetchError {
        FetchError(
            .unexpected("it knows no place of \(file.path) from which a program can fetch"), at: clone.place,
            hint: "git-annex may reach more (ssh, archives, accounts): "
                + "`datalad clone` the repository and run `git annex whereis` on the file")
    }
}
