import LightboxCore

/// What is sent back.
struct WebResponse: Sendable {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    static func html(_ page: HTML, status: Int = 200) -> WebResponse {
        WebResponse(
            status: status,
            headers: [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache")],
            body: Array(("<!doctype html>\n" + page.text).utf8))
    }

    /// A piece of a page, which a script puts in its place.
    static func fragment(_ piece: HTML) -> WebResponse {
        WebResponse(
            headers: [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache")],
            body: Array(piece.text.utf8))
    }

    static func json(_ value: JSONValue, status: Int = 200) -> WebResponse {
        WebResponse(
            status: status,
            headers: [("Content-Type", "application/json"), ("Cache-Control", "no-cache")],
            body: Array(value.text.utf8))
    }

    /// Sends the browser elsewhere on this site; the new address is asked for with GET.
    static func redirect(to path: String) -> WebResponse {
        WebResponse(status: 303, headers: [("Location", path), ("Cache-Control", "no-store")])
    }

    /// Bytes that stay the same as long as `tag` does, or 304 where the browser has them already.
    static func bytes(
        _ body: [UInt8], type: String, tag: String, cache: String = "no-cache", for request: WebRequest
    ) -> WebResponse {
        let quoted = "\"\(tag)\""
        let headers = [("ETag", quoted), ("Cache-Control", cache)]
        let known = (request.headers["if-none-match"] ?? "").split(separator: ",")
            .map { $0.drop(while: { $0 == " " }) }
        if known.contains(where: { $0 == quoted || $0 == "W/" + quoted || $0 == "*" }) {
            return WebResponse(status: 304, headers: headers)
        }
        return WebResponse(headers: [("Content-Type", type)] + headers, body: body)
    }
}
