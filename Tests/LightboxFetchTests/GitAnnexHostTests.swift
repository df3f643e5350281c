import LightboxArchive
import LightboxCore
import LightboxTesting
import Testing

@testable import LightboxFetch

/// Repositories are written by `git fast-import`; the tests pass by saying so where there is no git.
@Suite struct `A git-annex repository` {
    private static let hasGit = (try? Program.run("git", ["--version"], limit: 1000, seconds: 20)) != nil
    private static let key = "MD5E-s3--d41d8cd98f00b204e9800998ecf8427e.nii.gz"
    private static let other = "SHA256E-s9--" + String(repeating: "ab", count: 32) + ".dat"

    private static func file(_ path: String, _ content: String, mode: String = "100644") -> String {
        "M \(mode) inline \(path)\ndata \(content.utf8.count)\n\(content)\n"
    }
    private static func commit(_ branch: String, _ files: String...) -> String {
        "commit refs/heads/\(branch)\ncommitter A <a@b.c> 1700000000 +0000\ndata 1\nx\n" + files.joined()
            + "\n"
    }
    private static func tag(_ name: String, _ branch: String) -> String {
        "reset refs/tags/\(name)\nfrom refs/heads/\(branch)\n\n"
    }
    private static var history: String {
        func folders(_ name: String) -> String { (AnnexKey(fileName: name)?.lowerFolders ?? "") + "/" + name }
        return commit("main", file("README", "first\n"))
            + tag("1.9.0", "main")
            + commit(
                "main", file("README", "second\n"), file("sub-01/run.sh", "#!/bin/sh\n", mode: "100755"),
                file("sub-01/a.nii.gz", "../.git/annex/objects/x/y/\(key)/\(key)", mode: "120000"),
                file("sub-01/b.dat", "/annex/objects/\(other)\n"),
                file("sub-01/same.nii.gz", "a.nii.gz", mode: "120000"),
                "M 160000 \(String(repeating: "c", count: 40)) inner\n")
            + tag("1.10.0", "main")
            + commit(
                "git-annex",
                file(
                    "remote.log",
                    "r type=httpalso encryption=none name=w url=https://files.org/d timestamp=1s\n"),
                file("uuid.log", "h here timestamp=1s\n"), file(folders(key) + ".log", "1s 1 r\n"),
                file(folders(other) + ".log", "1s 1 h\n"))
    }

    /// A repository on this machine, and a place for copies of it.
    private func repository(_ history: String = history) throws -> (
        folder: TemporaryFolder, host: (String?) throws -> GitAnnexHost
    ) {
        let folder = try TemporaryFolder()
        let path = folder.path
        func git(_ words: [String], _ input: String = "") throws {
            let ending = try Program.stream("git", words, input: Array(input.utf8), seconds: 60) { _ in }
            try #require(ending.code == 0, "\(ending.complaint)")
        }
        try git(["init", "-q", "--bare", path + "/repo.git"])
        try git(["-C", path + "/repo.git", "symbolic-ref", "HEAD", "refs/heads/main"])
        try git(["-C", path + "/repo.git", "fast-import", "--quiet"], history)
        return (
            folder,
            { release in
                try GitAnnexHost(
                    try MadePlace.of(
                        "{kind: git-annex, id: \"\(path)/repo.git\", role: primary}", release: release,
                        variables: ["LIGHTBOX_CACHE": path + "/cache", "HOME": path]))
            }
        )
    }
    private var client: Client { get throws { try MadePlace.client([:]) } }

    @Test(.enabled(if: hasGit)) func `lists a branch with sizes, digests and places`() async throws {
        let (folder, make) = try repository()
        defer { withExtendedLifetime(folder) {} }
        let host = try make(nil)
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["README", "sub-01/a.nii.gz", "sub-01/b.dat", "sub-01/run.sh"])
        #expect(files.map(\.byteCount) == [7, 3, 9, 10])
        #expect(files.map { $0.checks.first?.name } == ["git-blob", "md5", "sha256", "git-blob"])
        let lower = try #require(AnnexKey(fileName: Self.key)).lowerFolders
        #expect(files[1].address == "https://files.org/d/\(lower)/\(Self.key)/\(Self.key)")
        #expect(
            host.remarks == [
                "1 other repositories in it, which are not fetched: inner",
                "1 links to other files, which are left out: sub-01/same.nii.gz",
            ])
        #expect(try await host.all(asking: client) == files, "a second time, from the copy")
    }

    @Test(.enabled(if: hasGit)) func `gives out what git keeps, and names what nobody can fetch`()
        async throws
    {
        let (folder, make) = try repository()
        defer { withExtendedLifetime(folder) {} }
        let host = try make("1.10.0")
        let files = try await host.all(asking: client)
        var bytes: [UInt8] = []
        #expect(try host.give(files[0]) { for i in $0.indices { bytes.append($0[i]) } })
        #expect(String(decoding: bytes, as: UTF8.self) == "second\n")
        #expect(try !host.give(files[1]) { _ in })
        let error = #expect(throws: FetchError.self) { try host.give(files[2]) { _ in } }
        #expect(error?.description.contains("sub-01/b.dat") == true)
        await #expect(throws: FetchError.self) { try await host.request(for: files[2], asking: client) }
    }

    @Test(.enabled(if: hasGit)) func `takes the release that is wanted, or says which there are`()
        async throws
    {
        let (folder, make) = try repository()
        defer { withExtendedLifetime(folder) {} }
        #expect(try await make("1.9.0").all(asking: client).map(\.path) == ["README"])
        #expect(try await make("repo-1.9.0").all(asking: client).count == 1)
        let error = await #expect(throws: FetchError.self) { try await make("2.0.0").all(asking: client) }
        #expect(error?.hint == "releases there are: 1.9.0, 1.10.0")
    }

    @Test(.enabled(if: hasGit)) func `takes objects that lie beside a repository on this machine`()
        async throws
    {
        let (folder, make) = try repository()
        let git = folder.path + "/repo.git"
        let key = try #require(AnnexKey(fileName: Self.other))
        let objects = "\(git)/annex/objects/\(key.lowerFolders)/\(Self.other)"
        _ = try Program.run("mkdir", ["-p", objects], limit: 10, seconds: 10)
        _ = try Program.run("cp", [git + "/HEAD", objects + "/" + Self.other], limit: 10, seconds: 10)
        let host = try make(nil)
        let files = try await host.all(asking: client)
        var count = 0
        #expect(try host.give(files[2]) { count += $0.count })
        #expect(count == "ref: refs/heads/main\n".utf8.count)
    }

    @Test(.enabled(if: hasGit)) func `is refused where it is none, or the card means many`() async throws {
        let folder = try TemporaryFolder()
        let variables = ["LIGHTBOX_CACHE": folder.path, "HOME": folder.path]
        func host(_ words: String) throws -> GitAnnexHost {
            try GitAnnexHost(
                try MadePlace.of("{kind: datalad, \(words), role: primary}", variables: variables))
        }
        let error = await #expect(throws: FetchError.self) {
            try await host("id: \"\(folder.path)/none\"").all(asking: client)
        }
        #expect(error?.problem == .notThere(status: 404))
        for words in [
            "id: \"OpenNeuroDatasets/{dataset}\", url: \"https://github.com/OpenNeuroDatasets\"",
            "id: \"studyforrest/*\"",
        ] {
            let error = #expect(throws: FetchError.self) { try host(words) }
            #expect(error?.description.contains("does not say which repository") == true)
        }
        #expect(try host("id: a/b").name == "https://github.com/a/b.git")
        #expect(try host("id: \"///labs/x\"").name == "http://datasets.datalad.org/labs/x/.git")
    }

    @Test(.enabled(if: hasGit)) func `survives links and logs that are damaged`() async throws {
        for seed in 0..<10 {
            // The lengths of fast-import's pieces must stay, so the letters alone change.
            var text = Array(Self.history.utf8)
            var random = SeededGenerator(seed: UInt64(seed))
            let marks = ["annex/objects", "timestamp", "type=httpalso", "1s 1 r"].flatMap { word in
                text.indices.filter { text[$0...].starts(with: word.utf8) }
            }
            for _ in 0..<3 {
                guard let at = marks.randomElement(using: &random) else { continue }
                text[at + Int.random(in: 0..<6, using: &random)] = UInt8.random(in: 33...126, using: &random)
            }
            let (folder, make) = try repository(String(decoding: text, as: UTF8.self))
            defer { withExtendedLifetime(folder) {} }
            let files = try await make(nil).all(asking: client)
            #expect(files.count >= 3, "seed \(seed)")
        }
    }

    @Test(.enabled(if: hasGit)) func `tells OpenNeuro's digests by the hashes of its links`() throws {
        let (folder, _) = try repository()
        defer { withExtendedLifetime(folder) {} }
        let keys = OpenNeuroKeys(GitClone(folder.path + "/repo.git", copies: folder.path + "/cache"))
        #expect(try !keys.bring("9.9.9"))
        #expect(try keys.bring("1.10.0"))
        var hasher = Digest.Hasher(.sha1)
        let link = "../.git/annex/objects/x/y/\(Self.key)/\(Self.key)"
        hasher.update(Array("blob \(link.utf8.count)\0\(link)".utf8))
        let blob = hasher.finish().hex
        let files = [3, 4, 5].map { RemoteFile(path: "a", byteCount: $0, address: "x") }
        let links = [blob, blob, String(repeating: "e", count: 40)]
        let found = try keys.completing(files + files, links: links + [nil, nil, nil])
        #expect(found.map { $0.checks.first?.name } == ["md5", nil, nil, nil, nil, nil])
    }
}
