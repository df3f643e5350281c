import LightboxArchive
import LightboxCore

/// A git repository, asked through the installed `git`: a bare copy of what one commit needs, kept in the cache.
struct GitClone: Sendable {
    /// What is given to git: an address or a path on this machine.
    let address: String
    /// The bare copy.
    let folder: String
    /// What errors are about.
    let place: String

    /// - Parameters:
    ///   - address: the repository's own address, which errors name.
    ///   - other: where it is asked, when a mirror stands for its host.
    ///   - copies: the folder of copies, `Places.repositories`.
    init(_ address: String, reachedAt other: String? = nil, copies: String) {
        (self.address, place) = (other ?? address, address)
        folder = copies + "/" + Digest.sha256(Array(address.utf8)).prefix(24)
    }

    /// One file, link or module of a tree.
    struct Entry: Sendable {
        let path: String
        /// As git writes it: `100644`, `100755`, `120000` for links, `160000` for other repositories.
        let mode: Substring
        let blob: String
        let byteCount: Int?
        var isLink: Bool { mode == "120000" }
        var isModule: Bool { mode == "160000" }
    }

    /// What a server has: commits by the full names of branches and tags, and the branch that it shows first.
    struct References: Sendable {
        var commits: [String: String] = [:]
        var head: String?
        /// In the order of versions: `1.9` before `1.10`.
        var tags: [String] {
            commits.keys.filter { $0.hasPrefix("refs/tags/") }.map { String($0.dropFirst(10)) }
                .sorted { VersionOrder.isOlder($0, $1) }
        }
    }

    func references() throws -> References {
        var found = References()
        let text = try output(
            ["ls-remote", "--symref", "--", address, "HEAD", "refs/heads/*", "refs/tags/*"], "list")
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else { continue }
            if parts[0].hasPrefix("ref: ") {
                found.head = String(parts[0].dropFirst(5))
            } else if parts[1].hasPrefix("refs/"), !parts[1].hasSuffix("^{}") {
                found.commits[String(parts[1])] = String(parts[0])
            }
        }
        return found
    }

    /// Brings some branches or tags here, each with what its newest commit needs alone, where the server can do that.
    ///
    /// - Returns: the commit of each.
    func bring(_ names: [String], from references: References) throws -> [String: String] {
        if !hasObject("HEAD", orFolder: true) {
            try run(["init", "--quiet", "--bare", "--", folder], inFolder: false, "make a copy")
        }
        let missing = names.filter { name in
            references.commits[name].map { !hasObject($0 + "^{tree}") } ?? true
        }
        if !missing.isEmpty {
            let pairs = missing.map { "+\($0):\(Self.kept($0))" }
            let fetch = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules"]
            do {
                try run(fetch + ["--depth=1", "--", address] + pairs, "fetch")
            } catch let error as FetchError where error.description.contains("shallow") {
                // Plain web servers, such as that of datasets.datalad.org, give whole histories alone.
                try run(fetch + ["--", address] + pairs, "fetch")
            }
        }
        var commits: [String: String] = [:]
        for name in names {
            let wanted = references.commits[name] ?? Self.kept(name)
            commits[name] = try output(
                ["rev-parse", "--verify", "--end-of-options", wanted + "^{commit}"], "find"
            )
            .trimmedBlanks
        }
        return commits
    }

    private static func kept(_ name: String) -> String { "refs/lightbox/" + name.dropFirst(5) }

    private func hasObject(_ name: String, orFolder: Bool = false) -> Bool {
        let words = orFolder ? ["rev-parse", "--is-bare-repository"] : ["cat-file", "-e", name]
        return (try? run(words, "look")) != nil
    }

    /// Hands on all that a commit holds, in git's order.
    func tree(of commit: String, each: (Entry) throws -> Void) throws {
        var rest: [UInt8] = []
        try stream(["ls-tree", "-r", "-l", "-z", "--full-tree", commit], "list the files") { bytes in
            for i in bytes.indices {
                guard bytes[i] == 0 else {
                    rest.append(bytes[i])
                    continue
                }
                if let entry = Self.entry(rest) { try each(entry) }
                rest.removeAll(keepingCapacity: true)
            }
        }
    }

    /// What a line such as `100644 blob 45b983be… 3<tab>README.txt` says.
    private static func entry(_ line: [UInt8]) -> Entry? {
        guard let tab = line.firstIndex(of: 9) else { return nil }
        let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
        guard words.count == 4 else { return nil }
        return Entry(
            path: String(decoding: line[(tab + 1)...], as: UTF8.self), mode: words[0], blob: String(words[2]),
            byteCount: Int(words[3]))
    }

    /// Hands on the contents of some objects, in their order; `nil` for what is not there.
    ///
    /// - Parameter names: hashes, or `commit:path`.
    func contents(of names: [String], limit: Int = 16 << 20, each: (Int, [UInt8]?) throws -> Void) throws {
        guard !names.isEmpty else { return }
        var reader = GitBatchReader(limit: limit)
        var count = 0
        let list = names.joined(separator: "\n") + "\n"
        try stream(["cat-file", "--batch"], input: Array(list.utf8), "read") { bytes in
            try reader.read(bytes) { content in
                try each(count, content)
                count += 1
            }
        }
        guard count == names.count else {
            throw FetchError(.unexpected("\(count) of \(names.count) objects"), at: place)
        }
    }

    /// Hands on a blob piece by piece.
    func give(_ blob: String, to take: (Span<UInt8>) throws -> Void) throws {
        try stream(["cat-file", "blob", blob], "read", take: take)
    }

    // How git is run.

    private func output(_ words: [String], _ deed: String) throws -> String {
        var bytes: [UInt8] = []
        try stream(words, inFolder: words.first != "ls-remote", deed) { piece in
            for i in piece.indices { bytes.append(piece[i]) }
            guard bytes.count < 256 << 20 else {
                throw FetchError(.answerTooLong(limit: 256 << 20), at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func run(_ words: [String], inFolder: Bool = true, _ deed: String) throws {
        try stream(words, inFolder: inFolder, deed) { _ in }
    }

    /// Runs git without questions, hooks, or protocols that run programs.
    private func stream(
        _ words: [String], inFolder: Bool = true, input: [UInt8] = [], _ deed: String,
        take: (Span<UInt8>) throws -> Void
    ) throws {
        let settings = [
            "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "-c", "gc.auto=0",
            "-c", "advice.detachedHead=false", "-c", "safe.directory=*", "-c",
            "fetch.recurseSubmodules=false",
        ]
        let ending: (complaint: String, code: Int32)
        do {
            ending = try Program.stream(
                "env",
                ["GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "git"] + settings + (inFolder ? ["-C", folder] : [])
                    + words,
                input: input, seconds: 24 * 3600, take: take)
        } catch let error as ProgramError {
            throw FetchError(.noConnection("git: \(error.description)"), at: place)
        }
        guard ending.code != 0 else { return }
        if ending.code == 127 {
            throw FetchError(
                .unexpected("there is no git on this machine"), at: place,
                hint: "install it: apt-get install git")
        }
        throw failure(ending.complaint, code: ending.code, deed)
    }

    /// What git's words mean.
    private func failure(_ complaint: String, code: Int32, _ deed: String) -> FetchError {
        let lines = complaint.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("warning:") }
        let words = lines.first.map(String.init) ?? "git ended with \(code)"
        let all = complaint.lowercased()
        if all.contains("not found") || all.contains("does not exist")
            || all.contains("does not appear to be a git")
        {
            return FetchError(.notThere(status: 404), at: place)
        }
        if all.contains("authentication failed") || all.contains("could not read username")
            || all.contains("403")
        {
            return FetchError(
                .notAllowed(status: 401), at: place,
                hint:
                    "the repository is not public, or not there; git uses its own credential helpers and ~/.netrc"
            )
        }
        if all.contains("shallow") {
            return FetchError(.unexpected("no shallow copies: \(words.withoutControlCharacters)"), at: place)
        }
        if [
            "could not resolve", "failed to connect", "timed out", "early eof", "connection", "hung up",
            "unable to access",
        ]
        .contains(where: { all.contains($0) }) {
            return FetchError(.noConnection(words.withoutControlCharacters), at: place)
        }
        return FetchError(.unexpected("git could not \(deed): \(words.withoutControlCharacters)"), at: place)
    }
}
