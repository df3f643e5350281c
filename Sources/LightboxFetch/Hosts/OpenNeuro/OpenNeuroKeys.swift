import LightboxArchive
import LightboxCore

/// Adds the digests of annexed files, which the dataset's own git repository tells.
///
/// GraphQL gives the hash of the link that stands for a file in git; the link names the file's key, and most keys are made
/// of a digest.
struct OpenNeuroKeys: Sendable {
    let clone: GitClone

    /// The repository on GitHub, copied into the cache as that of a card of kind `datalad` would be.
    init(dataset: String, copies: String, client: Client) throws {
        let public_ = "https://github.com/OpenNeuroDatasets/\(dataset).git"
        let address = try client.transport.settings.place(of: WebAddress(public_)).text
        clone = GitClone(public_, reachedAt: address, copies: copies)
    }

    init(_ clone: GitClone) { self.clone = clone }

    /// Brings the links of a release here; `false` where the repository has no such tag.
    func bring(_ tag: String) throws -> Bool {
        let references = try clone.references()
        let name = "refs/tags/" + tag
        guard references.commits[name] != nil else { return false }
        _ = try clone.bring([name], from: references)
        return true
    }

    /// The files with the digests of their keys; a key that tells another size than the listing is not believed.
    func completing(_ files: [RemoteFile], links: [String?]) throws -> [RemoteFile] {
        var files = files
        let places = files.indices.filter { links[$0] != nil }
        try clone.contents(of: places.map { links[$0] ?? "" }) { at, bytes in
            guard let bytes, bytes.count < 4096,
                let key = AnnexKey(pointer: String(decoding: bytes, as: UTF8.self)), let digest = key.digest,
                key.byteCount == nil || key.byteCount == files[places[at]].byteCount
            else { return }
            files[places[at]].checks = [.digest(digest)]
        }
        return files
    }
}
