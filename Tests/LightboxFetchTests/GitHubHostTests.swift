import LightboxArchive
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxFetch

@Suite struct `A repository on GitHub` {
    private static let blob = "0123456789abcdef0123456789abcdef01234567"
    private static let oid = String(repeating: "ab", count: 32)
    private static let pointer = """
        version https://git-lfs.github.com/spec/v1
        oid sha256:\(oid)
        size 5000000000

        """
    private static func entry(_ path: String, _ type: String = "blob", _ size: Int? = 3) -> String {
        "{\"path\": \"\(path)\", \"type\": \"\(type)\", \"sha\": \"\(type == "tree" ? "t" + path : blob)\""
            + (size.map { ", \"size\": \($0)" } ?? "") + "}"
    }
    private static func tree(_ entries: [String], isCutOff: Bool = false) -> String {
        "{\"sha\": \"t\", \"tree\": [\(entries.joined(separator: ","))], \"truncated\": \(isCutOff)}"
    }

    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client([
            "https://api.github.com/": server.address + "/api/",
            "https://raw.githubusercontent.com/": server.address + "/raw/",
            "https://github.com/": server.address + "/web/",
        ])
    }
    private func server(_ answer: @escaping @Sendable (LoopbackServer.Asked) -> String?) throws
        -> LoopbackServer
    {
        try LoopbackServer { asked in
            if let text = answer(asked) { return .text(text) }
            return switch asked.path {
            case "/api/repos/o/n/commits/HEAD", "/api/repos/o/n/commits/v1.0":
                .text("{\"sha\": \"c0ffee\", \"commit\": {\"tree\": {\"sha\": \"t0\"}}}")
            default: .answer(404)
            }
        }
    }

    @Test func `is listed at one commit, with git's names for its files`() async throws {
        let server = try server { asked in
            switch asked.target {
            case "/api/repos/o/n/git/trees/t0?recursive=1":
                Self.tree([
                    Self.entry("a b.csv"), Self.entry("d", "tree", nil), Self.entry("d/e+.png"),
                    Self.entry("sub", "commit", nil),
                ])
            case "/raw/o/n/c0ffee/d/e%2B.png": "abc"
            default: nil
            }
        }
        let host = try GitHubHost(
            MadePlace.of("{kind: github, id: o/n, role: primary}", variables: ["GITHUB_TOKEN": "tok"]))
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["a b.csv", "d/e+.png"])
        #expect(files.map(\.checks) == [[.gitBlob(Self.blob)], [.gitBlob(Self.blob)]])
        #expect(files.map(\.byteCount) == [3, 3])
        #expect(files.map(\.version) == ["c0ffee", "c0ffee"])
        #expect(try await host.bytes(of: files[1], asking: client(server)) == Array("abc".utf8))
        #expect(server.asked.allSatisfy { $0.headers["authorization"] == "Bearer tok" })
    }

    @Test func `is walked folder by folder where it is too long for one answer`() async throws {
        let server = try server { asked in
            switch asked.target {
            case "/api/repos/o/n/git/trees/t0?recursive=1": Self.tree([Self.entry("a")], isCutOff: true)
            case "/api/repos/o/n/git/trees/t0":
                Self.tree([Self.entry("a"), Self.entry("d", "tree", nil), Self.entry("z")])
            case "/api/repos/o/n/git/trees/td?recursive=1":
                Self.tree([Self.entry("e", "tree", nil), Self.entry("e/f")])
            default: nil
            }
        }
        let host = try GitHubHost(
            MadePlace.of("{kind: github, url: \"https://github.com/o/n.git\", role: primary}"))
        #expect(try await host.all(asking: client(server)).map(\.path) == ["a", "d/e/f", "z"])
    }

    @Test func `leads through its pointers to Git LFS`() async throws {
        let other = try LoopbackServer { _ in .text("large") }
        let place = other.address
        let server = try server { asked in
            switch asked.target {
            case "/api/repos/o/n/git/trees/t0?recursive=1":
                Self.tree([
                    Self.entry(".gitattributes", "blob", 40),
                    Self.entry("d/a.nii.gz", "blob", Self.pointer.utf8.count),
                    Self.entry("d/b.nii.gz", "blob", 900),
                    Self.entry("c.txt", "blob", Self.pointer.utf8.count),
                ])
            case "/raw/o/n/c0ffee/.gitattributes":
                "# large\n*.nii.gz filter=lfs diff=lfs merge=lfs -text\n*.txt text\n"
            case "/raw/o/n/c0ffee/d/a.nii.gz": Self.pointer
            case "/raw/o/n/c0ffee/d/b.nii.gz": "no pointer"
            case "/web/o/n.git/info/lfs/objects/batch":
                "{\"objects\": [{\"oid\": \"\(Self.oid)\", \"actions\": {\"download\": {\"href\": \"\(place)/x?sig=1\", "
                    + "\"header\": {\"Authorization\": \"RemoteAuth 1\", \"X-A\": \"b\"}}}}]}"
            default: nil
            }
        }
        let host = try GitHubHost(
            MadePlace.of("{kind: github, id: o/n, role: primary}", variables: ["GH_TOKEN": "tok"]))
        let client = try client(server)
        let files = try await host.all(asking: client)
        let large = try #require(files.first { $0.path == "d/a.nii.gz" })
        #expect(large.byteCount == 5_000_000_000)
        #expect(large.checks == [try #require(Check.published("sha256", Self.oid))])
        #expect(files.filter { $0.checks.map(\.name) == ["git-blob"] }.count == 3)
        #expect(!server.asked.contains { $0.target.hasSuffix("/c.txt") })
        #expect(try await host.bytes(of: large, asking: client) == Array("large".utf8))
        let asked = try #require(server.asked.last)
        #expect(asked.method == "POST")
        #expect(String(decoding: asked.body, as: UTF8.self).contains(Self.oid))
        #expect(asked.headers["authorization"]?.hasPrefix("Basic ") == true)
        #expect(other.asked.first?.headers["authorization"] == "RemoteAuth 1")
        #expect(other.asked.first?.headers["x-a"] == "b")
    }

    @Test func `gives the assets of a release with their digests`() async throws {
        let server = try server { asked in
            switch asked.path {
            case "/api/repos/o/n/git/trees/t0": Self.tree([Self.entry("a")])
            case "/api/repos/o/n/releases/tags/v1.0":
                "{\"assets\": [{\"id\": 8, \"name\": \"m.zip\", \"size\": 5, \"digest\": \"sha256:\(Self.oid)\"}]}"
            case "/web/o/n/releases/download/v1.0/m.zip", "/api/repos/o/n/releases/assets/8": "model"
            default: nil
            }
        }
        let text =
            "{kind: github, id: o/n, role: code, archives: [{name: \"m.zip\", "
            + "url: \"https://github.com/o/n/releases/download/v1.0/m.zip\"}]}"
        let client = try client(server)
        let open = try GitHubHost(MadePlace.of(text))
        let files = try await open.all(asking: client)
        #expect(files.map(\.path) == ["a", "m.zip"])
        #expect(files.last?.checks.map(\.name) == ["sha256"])
        #expect(try await open.bytes(of: files[1], asking: client) == Array("model".utf8))
        #expect(server.asked.last?.path == "/web/o/n/releases/download/v1.0/m.zip")
        let known = try GitHubHost(MadePlace.of(text, release: "v1.0", variables: ["GITHUB_TOKEN": "tok"]))
        _ = try await known.bytes(of: known.all(asking: client)[1], asking: client)
        #expect(server.asked.last?.path == "/api/repos/o/n/releases/assets/8")
        #expect(server.asked.last?.headers["accept"] == "application/octet-stream")
    }

    @Test func `says how long its budget is used up`() async throws {
        let host = try GitHubHost(MadePlace.of("{kind: github, id: o/n, role: primary}"))
        let error = host.explain(FetchError(.busy(status: 403, seconds: 1300), at: "x"), about: nil)
        #expect(error.hint?.contains("none for another 22 min") == true)
        #expect(throws: FetchError.self) {
            try GitHubHost(MadePlace.of("{kind: github, id: v7labs masks, role: labels}"))
        }
    }

    @Test func `has pointers that are told from other small files`() {
        #expect(LFSPointer(Array(Self.pointer.utf8))?.byteCount == 5_000_000_000)
        #expect(LFSPointer(Array(Self.pointer.replacing("sha256:", with: "sha1:").utf8)) == nil)
        #expect(LFSPointer(Array(Self.pointer.replacing("size ", with: "size -").utf8)) == nil)
        #expect(LFSPointer([0xFF]) == nil)
        var rules = LFSRules()
        rules.add("/x/*.bin filter=lfs\n\"a b\" filter=lfs", below: "d/")
        #expect(rules.mayHold("d/x/1.bin"))
        #expect(!rules.mayHold("x/1.bin"))
        #expect(rules.mayHold("d/anything"))
    }
}

@Suite struct `A dataset on Hugging Face` {
    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client(["https://huggingface.co/": server.address + "/"])
    }
    private static let oid = String(repeating: "cd", count: 32)
    private static let blob = "0123456789abcdef0123456789abcdef01234567"

    @Test func `is listed page by page at one commit`() async throws {
        let server = try LoopbackServer { asked in
            switch asked.path {
            case "/api/datasets/o/n/revision/main": .text("{\"sha\": \"c0ffee\", \"gated\": false}")
            case "/api/datasets/o/n/tree/c0ffee" where asked.target.hasSuffix("cursor=2"):
                .text(
                    "[{\"type\": \"file\", \"oid\": \"\(Self.blob)\", \"size\": 3, \"path\": \"d/README.md\"}]"
                )
            case "/api/datasets/o/n/tree/c0ffee":
                .ok(
                    Array(
                        ("[{\"type\": \"directory\", \"path\": \"d\"}, {\"type\": \"file\", \"oid\": \"\(Self.blob)\", "
                            + "\"size\": 9, \"path\": \"a b.parquet\", \"lfs\": {\"oid\": \"\(Self.oid)\", \"size\": 9, "
                            + "\"pointerSize\": 134}}]").utf8),
                    [
                        (
                            "Link",
                            "<https://huggingface.co/api/datasets/o/n/tree/c0ffee?recursive=true&cursor=2>; rel=\"next\""
                        )
                    ])
            case "/datasets/o/n/resolve/c0ffee/d/README.md": .text("abc")
            default: .answer(404)
            }
        }
        let host = try HuggingFaceHost(
            MadePlace.of("{kind: hugging-face, id: o/n, role: mirror}", variables: ["HF_TOKEN": "tok"]))
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["a b.parquet", "d/README.md"])
        #expect(
            files.map(\.checks) == [
                [try #require(Check.published("sha256", Self.oid))], [.gitBlob(Self.blob)],
            ])
        #expect(files[0].address == "https://huggingface.co/datasets/o/n/resolve/c0ffee/a%20b.parquet")
        #expect(try await host.bytes(of: files[1], asking: client(server)) == Array("abc".utf8))
        #expect(server.asked.allSatisfy { $0.headers["authorization"] == "Bearer tok" })
    }

    @Test func `is opened by the token that its own program keeps`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("hf_kept\n".utf8), to: ".cache/huggingface/token")
        let server = try LoopbackServer { asked in
            asked.path.contains("revision") ? .text("{\"sha\": \"c\"}") : .text("[]")
        }
        let host = try HuggingFaceHost(
            MadePlace.of(
                "{kind: hugging-face, url: \"https://huggingface.co/datasets/o/n\", role: mirror}",
                home: FilePath(folder.path)))
        _ = try await host.all(asking: client(server))
        #expect(server.asked.last?.headers["authorization"] == "Bearer hf_kept")
        let error = host.explain(FetchError(.notAllowed(status: 403), at: "x"), about: nil)
        #expect(
            error.hint?.hasPrefix(
                "the token from ~/.cache/huggingface/token does not open it: open "
                    + "https://huggingface.co/datasets/o/n, log in and accept its terms") == true)
    }

    @Test func `does not follow a listing to another host`() async throws {
        let server = try LoopbackServer { asked in
            asked.path.contains("revision")
                ? .text("{\"sha\": \"c\"}")
                : .ok(Array("[]".utf8), [("Link", "<https://example.org/2>; rel=\"next\"")])
        }
        let host = try HuggingFaceHost(MadePlace.of("{kind: hugging-face, id: o/n, role: mirror}"))
        let error = await #expect(throws: FetchError.self) { try await host.all(asking: client(server)) }
        #expect(error?.problem == .unexpected("the next page at another host"))
    }

    @Test func `must be named whole`() throws {
        let error = #expect(throws: FetchError.self) {
            try HuggingFaceHost(
                MadePlace.of(
                    "{kind: hugging-face, id: FLARE-MedFM, url: \"https://huggingface.co/FLARE-MedFM\", role: primary}"
                ))
        }
        #expect(error?.hint?.contains("https://huggingface.co/FLARE-MedFM") == true)
    }

    @Test func `keeps to the budget that one header field tells`() {
        var head = ResponseHead(status: 429)
        head.headers = [Header("ratelimit", "\"api\";r=0;t=55")]
        #expect(RateLimit.secondsToWait(head) == 55)
        head.headers = [Header("ratelimit", "\"api\";r=3;t=55")]
        #expect(RateLimit.secondsToWait(head) == nil)
    }
}
