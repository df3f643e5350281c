import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// The files of a torrent of Academic Torrents, from the plain servers that it names (web seeds).
///
/// The torrent itself is proved by its name, which is its SHA-1. Where it names no plain server, only BitTorrent's peers
/// have the files, and other programs talk to these.
struct AcademicTorrentsHost: Host {
    let kind = HostKind.academicTorrents
    let name: String
    let connectionLimit = 4
    private let hash: String
    private let card: String
    private static let site = "https://academictorrents.com"

    static let service = HostService(
        kinds: [.academicTorrents], name: "Academic Torrents", mark: .replica,
        proof: "torrents made by libtorrent, web seeds by nginx; peers through aria2c, by hand",
        page: "AcademicTorrents"
    ) { try AcademicTorrentsHost($0) }

    init(_ place: HostPlace) throws {
        let texts = [place.fact.id ?? "", String(place.fact.url?.split(separator: "/").last ?? "")]
        guard let hash = texts.first(where: { Digest(hex: $0)?.algorithm == .sha1 }) else {
            throw FetchError(
                .notSaid("the 40 digits of a torrent"), at: place.fact.id ?? place.card.id,
                hint: "search \(Self.site) for it")
        }
        self.hash = hash.lowercased()
        card = place.card.id
        name = "Academic Torrents \(hash)"
    }

    private var address: String { "\(Self.site)/download/\(hash).torrent" }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let answer = try await client.answer(to: Request(address), limit: 256 << 20)
        if HTMLText.isPage(answer.bytes) {
            let title = HTMLText.title(of: String(decoding: answer.bytes.prefix(4000), as: UTF8.self))
            throw FetchError(.webPage(title: title), at: address)
        }
        let torrent: Torrent
        do { torrent = try Torrent(answer.bytes) } catch {
            throw FetchError(.unexpected(error.problem), at: address)
        }
        guard torrent.infoHash == hash else {
            throw FetchError(.wrongDigest(expected: hash, found: torrent.infoHash), at: address)
        }
        guard let seed = torrent.seeds.first else {
            throw FetchError(
                .notSaid("a plain server, only peers"), at: address,
                hint:
                    "fetch it with another program, and hand it over: aria2c --seed-time=0 --dir=FOLDER \(address); then "
                    + "lightbox get \(card) --from FOLDER")
        }
        for file in torrent.files {
            try found(
                RemoteFile(
                    path: file.path.joined(separator: "/"), byteCount: file.byteCount,
                    address: torrent.address(of: file, at: seed)))
        }
    }
}
