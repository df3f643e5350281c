import LightboxCore
import Logging

/// All pages, images and data of the browser's side: a request comes in, a response goes out.
///
/// ```swift
/// let reply = await site.respond(to: WebRequest(method: "GET", target: "/dataset/ixi", headers: […]))
/// ```
/// It knows nothing of sockets. Nothing it answers changes anything: only GET and HEAD are taken.
struct Site: Sendable {
    let assets: Assets
    let access: AccessPolicy
    let logger: Logger
    /// The catalogue, where there is one.
    let catalogue: CatalogueDesk?
    /// The folders that are shown, where any are.
    let shelf: (any Shelf)?
    let desk = ImageDesk()
    let thumbnails: ThumbnailStore

    /// What goes with every answer.
    ///
    /// Scripts and styles come from our own files alone, so markup that slipped through could do nothing.
    static let securityHeaders = [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ]

    func respond(to request: WebRequest) async -> WebResponse {
        var response: WebResponse
        switch access.decide(request) {
        case .wrongHost: response = wrongHost()
        case .tokenNeeded: response = tokenNeeded()
        case .allowedOnce(let cookie):
            response = .redirect(to: request.path + request.query.setting("token", nil).text)
            if !request.path.hasPrefix("/") || request.path.hasPrefix("//") { response = .redirect(to: "/") }
            response.headers.append(("Set-Cookie", cookie))
        case .allowed:
            if request.method == "GET" || request.method == "HEAD" {
                do { response = try await route(request) } catch { response = failed(error, request) }
            } else {
                response = message(
                    405, "Only reading",
                    ["Lightbox in the browser shows and changes nothing, so it takes GET and HEAD alone."])
                response.headers.append(("Allow", "GET, HEAD"))
            }
        }
        response.headers += Self.securityHeaders
        return response
    }

    private func route(_ request: WebRequest) async throws -> WebResponse {
        let segments = request.segments
        switch (segments.first ?? "", segments.count) {
        case ("assets", 2): return asset(segments[1], request)
        case ("", 0): return try searchPage(request.query)
        case ("dataset", 2): return page(try cards().datasetPage(segments[1]))
        case ("log", 1): return page(try cards().logPage())
        case ("lists", 1): return page(try cards().lists.overview())
        case ("lists", 2): return page(try cards().lists.list(segments[1], request.query))
        case ("folders", 1): return try foldersPage()
        case ("folders", 2): return try galleryPage(segments[1], request.query)
        case ("view", 2): return try await viewerPage(segments[1], request.query)
        case ("image", 3): return try await imageData(segments[1], segments[2], request)
        default: throw PageError.notFound("There is no page at this address.")
        }
    }

    private func cards() throws -> CatalogueDesk {
        guard let catalogue else {
            throw PageError.notFound("This Lightbox was started without its catalogue.")
        }
        return catalogue
    }

    private func searchPage(_ query: Query) throws -> WebResponse {
        guard let catalogue else { return try foldersPage() }
        let search = try catalogue.search(query)
        return query["part"] == "results" ? .fragment(search.results) : page(search.page)
    }

    private func asset(_ name: String, _ request: WebRequest) -> WebResponse {
        guard let asset = assets[name] else { return notFound("There is no such file.") }
        // Only an address that names this very version may be kept without asking again.
        let cache = request.query["v"] == asset.tag ? "public, max-age=31536000, immutable" : "no-cache"
        return .bytes(asset.bytes, type: asset.type, tag: asset.tag, cache: cache, for: request)
    }
}

/// Why a page cannot be shown, for the one who asked for it.
enum PageError: Error, Sendable {
    case notFound(String)
    case badRequest(String)
}

extension Site {
    func page(_ page: Page, status: Int = 200) -> WebResponse { .html(page.html(assets), status: status) }

    func message(_ status: Int, _ title: String, _ sentences: [String]) -> WebResponse {
        page(
            Page(
                title: title
            ) {
                tag(.article, .class("plain")) {
                    tag(.h1) { title }
                    for sentence in sentences { tag(.p) { sentence } }
                    tag(.p) { tag(.a, .href("/")) { "To the datasets" } }
                }
            }, status: status)
    }

    func notFound(_ sentence: String) -> WebResponse { message(404, "Not here", [sentence]) }

    private func failed(_ error: any Error, _ request: WebRequest) -> WebResponse {
        switch error {
        case PageError.notFound(let sentence): return notFound(sentence)
        case PageError.badRequest(let sentence):
            return message(400, "This address is not understood", [sentence])
        default:
            logger.error("A page failed.", metadata: ["path": "\(request.path)", "error": "\(error)"])
            guard request.path.hasPrefix("/image/") else {
                return message(
                    500, "This could not be shown", "\(error)".split(separator: "\n").map(String.init))
            }
            // A damaged image is the file's fault, and the viewer shows this text as it is.
            return WebResponse(
                status: 422,
                headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-cache")],
                body: Array("\(error)".utf8))
        }
    }

    private func wrongHost() -> WebResponse {
        WebResponse(
            status: 421,
            headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
            body: Array(
                """
                This address does not name this Lightbox, so nothing is shown.
                hint: open it as http://localhost:PORT/, or start it with --name and the name you use

                """.utf8))
    }

    private func tokenNeeded() -> WebResponse {
        let form = tag(.article, .class("plain")) {
            tag(.h1) { "A token is needed" }
            tag(.p) {
                "This Lightbox can be reached from other machines, so it asks for the token that it printed "
                "when it was started. Open the printed address, or write the token here."
            }
            tag(.form, .named("method", "get"), .named("action", "/"), .class("row")) {
                tag(.label, .named("for", "token")) { "Token" }
                tag(.input, .id("token"), .named("name", "token"), .named("autocomplete", "off"))
                tag(.button) { "Enter" }
            }
        }
        var response = page(Page(title: "A token is needed") { form }, status: 401)
        response.headers.append(("WWW-Authenticate", "Bearer realm=\"Lightbox\""))
        return response
    }
}
