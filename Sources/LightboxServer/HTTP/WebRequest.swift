/// A request, as far as the pages need it; whoever listens to the network makes it.
struct WebRequest: Sendable {
    /// In upper case: `GET`.
    let method: String
    /// The path as sent, still percent-coded: `/dataset/ixi`.
    let path: String
    let query: Query
    /// Header fields by lower-case name.
    let headers: [String: String]

    /// - Parameter target: the path and query as they stand in the request line.
    init(method: String, target: String, headers: [String: String] = [:]) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = parts.first.map(String.init) ?? "/"
        query = Query(text: parts.count > 1 ? parts[1] : "")
        self.headers = headers
    }

    /// The parts of the path, decoded: `["dataset", "ixi"]`.
    ///
    /// A part may hold any character, `/` too.
    var segments: [String] {
        path.split(separator: "/").map { Query.decode($0.utf8, plusIsSpace: false) }
    }

    /// The value of the cookie called `name`.
    func cookie(_ name: String) -> String? {
        for pair in (headers["cookie"] ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
        }
        return nil
    }
}
