import LightboxCore

/// OpenNeuro's questions and answers for one dataset.
struct OpenNeuroAPI: Sendable {
    static let site = "https://openneuro.org"
    let dataset: String
    let secret: Secret?

    /// What errors are about.
    var place: String { "\(Self.site)/datasets/\(dataset)" }
    var keyHint: String {
        "the dataset is not public: set OPENNEURO_API_KEY to a key from \(Self.site)/keygen of an account that may see it"
    }

    /// The accession number in a name or an address: `ds` and six digits.
    static func accession(in text: String) -> String? {
        for part in text.split(whereSeparator: { "/:?#".contains($0) })
        where part.hasPrefix("ds") && part.utf8.count == 8 && part.dropFirst(2).allSatisfy(\.isNumber) {
            return String(part)
        }
        return nil
    }

    /// The tag of a snapshot that exists: the wanted one, or else the newest.
    func snapshot(_ wanted: String?, asking client: Client) async throws -> String {
        let answer = try await ask(
            "query { dataset(id: \(quoted(dataset))) { id latestSnapshot { tag } snapshots { tag } } }",
            client)
        guard let found = answer["dataset"], found != .null else {
            throw FetchError(
                .notThere(status: 404), at: place,
                hint: "OpenNeuro knows no dataset \(dataset), or shows it to its owners alone: \(keyHint)")
        }
        let tags = found["snapshots"]?.asArray?.compactMap { $0["tag"]?.asText } ?? []
        guard let tag = wanted ?? found["latestSnapshot"]?["tag"]?.asText ?? tags.last else {
            throw FetchError(
                .unexpected("no release of \(dataset)"), at: place,
                hint: "the dataset has drafts alone, which change; ask its owners to publish a release")
        }
        guard tags.contains(tag) else {
            let known = tags.map(\.withoutControlCharacters).joined(separator: ", ")
            throw FetchError(
                .notThere(status: 404), at: "\(place)/versions/\(tag)",
                hint: "releases there are: \(known.isEmpty ? "none" : known)")
        }
        return tag
    }

    /// All files of a snapshot in one answer; `nil` where OpenNeuro cannot make it in time.
    func allFiles(of tag: String, asking client: Client) async throws -> JSONRows? {
        var hasty = client
        // The answer for a large dataset takes longer than the gateway waits; asking often makes it no better.
        hasty.policy.attempts = 2
        do {
            let answer = try await hasty.answer(to: question(filesQuery(tag, "recursive: true")))
            let rows = try JSONRows(of: "files", in: answer)
            if let error = failure(in: rows.rest) { throw error }
            guard rows.isPresent else { return nil }
            return rows
        } catch let error as FetchError {
            switch error.problem {
            // The last two: a gateway's page, or an answer that was cut short.
            case _ where error.isPassing, .answerTooLong, .webPage, .unexpected: return nil
            default: throw error
            }
        }
    }

    /// The files and folders in one folder of a snapshot, told by the hash of its tree.
    func files(in tree: String?, of tag: String, asking client: Client) async throws -> [JSONValue] {
        let answer = try await ask(filesQuery(tag, tree.map { "tree: \(quoted($0))" }), client)
        guard let files = answer["snapshot"]?["files"]?.asArray else {
            throw FetchError(.unexpected("no list of files"), at: place)
        }
        return files
    }

    private func filesQuery(_ tag: String, _ which: String?) -> String {
        "query { snapshot(datasetId: \(quoted(dataset)), tag: \(quoted(tag))) { id files"
            + (which.map { "(\($0))" } ?? "") + " { id filename size directory annexed urls } } }"
    }

    private func question(_ query: String) throws -> Request {
        try Request.posting(
            json: JSONValue.object([.init("query", .string(query))]).text,
            to: WebAddress(Self.site + "/crn/graphql"), secret: secret)
    }

    /// The data of an answer; what may pass is tried again.
    private func ask(_ query: String, _ client: Client) async throws -> JSONValue {
        let question = try question(query)
        var once = client
        once.policy.attempts = 1
        return try await client.retrying { [once] _ in
            let answer = try await once.json(question)
            if let error = failure(in: answer) { throw error }
            return answer["data"] ?? .null
        }
    }

    /// What GraphQL says went wrong, which comes with status 200.
    private func failure(in answer: JSONValue) -> FetchError? {
        guard let first = answer["errors"]?.asArray?.first else { return nil }
        let words = first["message"]?.asText ?? "an error without words"
        if words.contains("do not have access") {
            return FetchError(.notAllowed(status: 403), at: place, hint: keyHint)
        }
        // What comes through from behind the gateway (openneuro-py, _retry_request).
        for code in [502, 503, 504] where words.hasPrefix("\(code)") {
            return FetchError(.status(code, words: words), at: place)
        }
        if words.hasPrefix("connect ECONNREFUSED") || words.hasSuffix("due to timeout")
            || words == "fetch failed"
        {
            return FetchError(.status(504, words: words), at: place)
        }
        // A dataset that is not known is an error of the member below.
        if words.lowercased().contains("not found") { return nil }
        return FetchError(.unexpected(words.withoutControlCharacters), at: place)
    }

    /// Where the site itself serves a file: by the hash of its blob, or by its path.
    ///
    /// Of the path, colons stand for the slashes, so that a name with a colon cannot be asked for.
    func address(of path: String, tag: String, plainBlob: String?) -> String {
        let dataset = Self.site + "/crn/datasets/" + dataset
        if let plainBlob {
            let name = String(path.split(separator: "/").last ?? "file")
            return dataset + "/objects/" + plainBlob + "?filename=" + WebAddress.encodedPart(name)
        }
        return dataset + "/snapshots/" + WebAddress.encodedPart(tag) + "/files/"
            + WebAddress.encodedPart(path.replacing("/", with: ":"), keeping: ":")
    }

    /// A text as GraphQL writes it, which is as JSON does.
    private func quoted(_ text: String) -> String { JSONValue.string(text).text }
}
