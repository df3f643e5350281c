import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// Files at addresses that the card gives, by HTTP, HTTPS or FTP.
struct HTTPHost: Host {
    let kind: HostKind
    let name: String
    private let place: HostPlace

    static let service = HostService(
        kinds: [.http, .ftp], name: "HTTP, HTTPS and FTP", mark: .real, proof: "nginx, vsftpd", page: "HTTP"
    ) { try HTTPHost($0) }

    init(_ place: HostPlace) throws {
        self.place = place
        kind = place.fact.kind
        name = place.fact.url ?? place.fact.id ?? place.card.name
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        for archive in place.fact.archives where archive.fits(selection.release ?? place.release?.id) {
            for name in try PathPattern.expanding(archive.name) {
                guard let address = archive.address(for: name, below: place.fact.url) else { continue }
                var file = RemoteFile(path: name, byteCount: archive.exactByteCount, address: address)
                file.checks = archive.checks
                try found(file)
            }
        }
    }
}

extension ArchiveFile {
    /// Whether it belongs to a release; one that names none belongs to all.
    func fits(_ wanted: String?) -> Bool { release == nil || wanted == nil || release == wanted }

    /// Where one of the files that the pattern stands for is fetched; `nil` for what the card does not tell.
    func address(for name: String, below folder: String?) -> String? {
        if let url {
            let address = url.replacing("{name}", with: WebAddress.encodedPath(name))
            return address.contains("{") ? nil : address
        }
        guard let folder, folder.hasSuffix("/"), !name.contains(where: { "*?[".contains($0) }) else {
            return nil
        }
        return folder + WebAddress.encodedPath(name)
    }

    /// The size, where the card states it to the byte.
    var exactByteCount: Int? { bytes.flatMap { $0.qualifier == .exactly ? $0.value : nil } }

    /// The digests that the card states, the strongest first.
    var checks: [Check] {
        [sha256, sha1, md5].compactMap { $0.flatMap { Digest(hex: $0) }.map(Check.digest) }
    }
}
