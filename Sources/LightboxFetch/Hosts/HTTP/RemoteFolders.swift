import LightboxCore

/// The folders of a server, looked through for what fits a pattern, and no deeper than the pattern says.
struct RemoteFolders: Sendable {
    let client: Client
    /// What opens the server, for the origin that it is meant for.
    let secret: @Sendable (WebAddress) -> Secret?
    /// Where a pattern leaves the depth open.
    private static let deepest = 24
    private static let mostFolders = 50_000

    /// Hands on the files below `base` that fit, in order: their path from there, their address and their size.
    func files(
        below base: String, fitting pattern: PathPattern,
        found: (_ path: String, _ address: String, _ byteCount: Int?) throws -> Void
    ) async throws {
        let deepest = pattern.depth ?? Self.deepest
        // Folders still to be read, the next one last, with what they are called from `base` on.
        var waiting = PathPattern.folders(of: [pattern]).reversed().map {
            (path: $0, encoded: WebAddress.encodedPath($0))
        }
        var count = 0
        while let folder = waiting.popLast() {
            count += 1
            guard count <= Self.mostFolders else {
                throw FetchError(.unexpected("folders without end"), at: base)
            }
            var below: [(path: String, encoded: String)] = []
            for entry in try await entries(of: try WebAddress(base + folder.encoded)) {
                let path = folder.path + entry.name
                let encoded = folder.encoded + entry.encodedName
                let depth = path.split(separator: "/").count
                if !entry.isFolder {
                    if depth <= deepest, pattern.matches(path) {
                        try found(path, base + encoded, entry.byteCount)
                    }
                } else if depth < deepest, pattern.mayMatch(below: path) {
                    below.append((path + "/", encoded + "/"))
                }
            }
            waiting += below.reversed()
        }
    }

    /// What a folder holds, sorted by name.
    func entries(of folder: WebAddress) async throws -> [FolderEntry] {
        let request = Request(folder, secret: secret(folder))
        guard folder.isWeb else { return try await listed(request) }
        let answer = try await client.answer(to: request, limit: 64 << 20)
        let page = String(decoding: answer.bytes, as: UTF8.self)
        guard let entries = FolderPage.entries(of: page, at: folder) else {
            throw FetchError(
                .unexpected("a page that lists no files"), at: folder.description,
                hint: "open it: what lies there has perhaps moved")
        }
        return entries
    }

    private func listed(_ request: Request) async throws -> [FolderEntry] {
        do {
            do {
                var machine = request
                machine.method = .mlsd
                return try FTPList.machineReadable(try await client.answer(to: machine).text())
            } catch let error as FetchError {
                // Servers older than RFC 3659, and vsftpd, list for people only.
                guard case .unexpected = error.problem else { throw error }
                return try FTPList.forPeople(try await client.answer(to: request).text())
            }
        } catch let error as FTPList.Unreadable {
            throw FetchError(
                .unexpected(
                    "a list of files with the line '\(String(error.line.prefix(100)).withoutControlCharacters)'"
                ),
                at: request.address.description)
        }
    }
}
