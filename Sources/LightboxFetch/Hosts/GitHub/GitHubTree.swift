import LightboxArchive
import LightboxCore

/// The files of one commit, as GitHub's API lists trees.
///
/// A tree is asked for with all that is below it; where that is too long for one answer, folder by folder.
struct GitHubTree {
    let repository: GitHubHost.Repository
    let commit: String
    let secret: Secret?
    let client: Client
    /// Which files lie in Git LFS, as `.gitattributes` says.
    private var large = LFSRules()

    init(repository: GitHubHost.Repository, commit: String, secret: Secret?, client: Client) {
        (self.repository, self.commit, self.secret, self.client) = (repository, commit, secret, client)
    }

    /// - Parameters:
    ///   - tree: the tree's SHA-1.
    ///   - folder: where it lies, with `/` at the end.
    mutating func list(
        _ tree: String, below folder: String = "", depth: Int = 0, found: (RemoteFile) throws -> Void
    ) async throws {
        guard depth < 128 else {
            throw FetchError(.unexpected("folders that do not end"), at: repository.page)
        }
        var (entries, isCutOff, request) = try await entries(of: tree, isWhole: true)
        if isCutOff { (entries, isCutOff, request) = try await self.entries(of: tree, isWhole: false) }
        guard !isCutOff else {
            throw FetchError(
                .unexpected("a folder with more files than it lists"), at: request.address.description,
                hint: "clone \(repository.page) with git, and hand it over with --from")
        }
        for entry in entries where entry.isFile && entry.name == ".gitattributes" {
            let place = folder + entry.path
            let rules = try await client.answer(
                to: Request(repository.raw(place, at: commit), secret: secret)
            ).text()
            large.add(rules, below: String(place.dropLast(".gitattributes".utf8.count)))
        }
        let areAllHere = entries.contains { $0.path.contains("/") } || !entries.contains { $0.type == "tree" }
        for entry in entries {
            if entry.isFile {
                try await found(file(entry, below: folder))
            } else if entry.type == "tree", !areAllHere {
                try await list(entry.sha, below: folder + entry.path + "/", depth: depth + 1, found: found)
            }
        }
    }

    private struct Entry {
        let path: String
        let type: String
        let sha: String
        let byteCount: Int?
        /// Submodules (`commit`) hold no bytes here.
        var isFile: Bool { type == "blob" }
        var name: Substring { path.split(separator: "/").last ?? "" }
    }

    private func entries(of tree: String, isWhole: Bool) async throws -> ([Entry], Bool, Request) {
        var request = try Request(
            "\(repository.api)/git/trees/\(WebAddress.encodedPart(tree))" + (isWhole ? "?recursive=1" : ""),
            secret: secret)
        request.headers = [Header("Accept", "application/vnd.github+json")]
        let answer = try await client.json(request)
        guard let list = answer.list("tree") else { throw FetchError.lacking("list 'tree'", at: request) }
        let isCutOff = answer["truncated"]?.asBool ?? false
        if isCutOff && isWhole { return ([], true, request) }
        let entries = try list.map { entry in
            guard let path = entry.string("path"), let type = entry.string("type"),
                let sha = entry.string("sha")
            else {
                throw FetchError.lacking("'path', 'type' or 'sha' of a file", at: request)
            }
            return Entry(path: path, type: type, sha: sha, byteCount: entry.integer("size"))
        }
        return (entries, isCutOff, request)
    }

    private func file(_ entry: Entry, below folder: String) async throws -> RemoteFile {
        let path = folder + entry.path
        var file = RemoteFile(
            path: path, byteCount: entry.byteCount, address: repository.raw(path, at: commit))
        file.version = commit
        if let size = entry.byteCount, LFSPointer.sizes.contains(size), large.mayHold(path) {
            let text = try await client.answer(to: Request(file.address, secret: secret)).bytes
            if let pointer = LFSPointer(text) {
                file.byteCount = pointer.byteCount
                file.checks = [Check.published("sha256", pointer.sha256)].compactMap(\.self)
                file.id = pointer.sha256
                file.address = repository.objects + pointer.sha256
                return file
            }
        }
        if Digest(hex: entry.sha)?.algorithm == .sha1 { file.checks = [.gitBlob(entry.sha)] }
        return file
    }
}
