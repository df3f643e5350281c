import LightboxCatalogue
import LightboxCore

/// Files behind links that people share from Box and Dropbox.
///
/// A link that leads straight to a file is fetched; a link to a page for people is named in the error, with what to do.
struct SharedLinkHost: Host {
    let kind: HostKind
    let name: String
    let connectionLimit = 4
    private let place: HostPlace

    static let box = HostService(
        kinds: [.box], name: "Box", mark: .replica, proof: "curl, as Box has no client for shared links",
        page: "SharedLinks"
    ) { SharedLinkHost($0) }
    static let dropbox = HostService(
        kinds: [.dropbox], name: "Dropbox", mark: .replica,
        proof: "curl, as Dropbox has no client for shared links",
        page: "SharedLinks"
    ) { SharedLinkHost($0) }

    init(_ place: HostPlace) {
        self.place = place
        kind = place.fact.kind
        name = (kind == .box ? "Box " : "Dropbox ") + (place.fact.id ?? place.fact.url ?? "")
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        var count = 0
        for archive in place.fact.archives where archive.fits(selection.release ?? place.release?.id) {
            for name in try PathPattern.expanding(archive.name) {
                guard let link = archive.address(for: name, below: nil),
                    let address = direct(try WebAddress(link))
                else {
                    continue
                }
                var file = RemoteFile(path: name, byteCount: archive.exactByteCount, address: address)
                file.checks = archive.checks
                try found(file)
                count += 1
            }
        }
        if count == 0 { throw noLink }
    }

    /// The address of the bytes behind a link; `nil` where the link leads to a page for people.
    private func direct(_ link: WebAddress) -> String? {
        if kind == .box { return link.path.hasPrefix("/shared/static/") ? link.text : nil }
        guard link.host == "www.dropbox.com" || link.host == "dropbox.com" else { return link.text }
        let kept = (link.query ?? "").split(separator: "&").filter {
            !$0.hasPrefix("dl=") && !$0.hasPrefix("raw=")
        }
        return link.origin + link.path + "?" + (kept.map(String.init) + ["dl=1"]).joined(separator: "&")
    }

    private var noLink: FetchError {
        FetchError(
            .notSaid("the address of a file there, only a page for people"), at: place.card.id,
            hint:
                "open \(page), press Download, and hand over what you get: lightbox get \(place.card.id) --from FOLDER"
        )
    }
    private var page: String { place.fact.url ?? place.fact.pages.first?.url ?? place.fact.id ?? "" }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        switch error.problem {
        case .webPage, .notAllowed, .notThere:
            error.hint =
                "the link is gone, wants a log-in, or has been used too often today: open \(page) and see; what you "
                + "fetch there is handed over with lightbox get \(place.card.id) --from FOLDER"
        default: break
        }
        return error
    }
}
