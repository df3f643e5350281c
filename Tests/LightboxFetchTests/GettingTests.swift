import LightboxArchive
import LightboxCatalogue
import LightboxTesting
import Synchronization
import SystemPackage
import Testing

@testable import LightboxFetch

/// A host whose files a test names.
private struct ListedHost: Host {
    let kind = HostKind.http
    let name = "a test"
    let files: [RemoteFile]
    func list(_ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void) async throws
    {
        for file in files { try found(file) }
    }
}

/// Fetches from a server into a folder as often as a test wants.
private struct Setting {
    let folder: TemporaryFolder
    let client: Client

    init() throws {
        folder = try TemporaryFolder()
        var policy = RetryPolicy()
        policy.firstWait = .milliseconds(2)
        var settings = TransportSettings()
        settings.slowSeconds = 1
        client = Client(try Transport(settings), policy: policy)
    }

    func get(
        _ files: [RemoteFile], repairing: Bool = false, isSplitting: Bool = false,
        _ selection: Selection = Selection()
    ) async throws -> (task: Getting.Task, report: Getting.Report) {
        let session = try CopySession(at: FilePath(folder.path("copy")))
        var getting = Getting(session: session, client: client)
        getting.isRepairing = repairing
        if isSplitting { getting.splitting = SplitBoard.Limits(leastBytes: 100_000, seconds: 0.1) }
        let task = try await getting.plan(ListedHost(files: files), selection)
        return (task, try await getting.run(task))
    }

    func bytes(_ name: String) -> [UInt8]? { try? folder.read("copy/" + name) }
    func holds(_ name: String, _ content: [UInt8]) -> Bool { bytes(name) == content }
    /// Names that somebody could take for whole files.
    var names: [String] { (try? folder.filesBelow("copy"))?.filter { !$0.hasPrefix(".lightbox") } ?? [] }
}

private func pattern(_ count: Int, seed: UInt8 = 1) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8 &+ Int(seed)) }
}

extension RemoteFile {
    fileprivate init(
        _ path: String, at server: LoopbackServer, _ bytes: [UInt8]? = nil, digest: Digest.Algorithm? = nil
    ) {
        self.init(path: path, byteCount: bytes?.count, address: server.address + "/" + path)
        if let bytes, let digest {
            var hasher = Digest.Hasher(digest)
            hasher.update(bytes)
            checks = [.digest(hasher.finish())]
        }
    }
}

@Suite struct `Fetching files` {
    let content = pattern(900_000)

    @Test func `brings them whole, once`() async throws {
        let content = content
        let server = try LoopbackServer { .file(content, asked: $0) }
        let setting = try Setting()
        let files = ["a.bin", "sub-01/b.bin", "sub-01/deep/c.bin"].map {
            RemoteFile($0, at: server, content, digest: .md5)
        }
        let first = try await setting.get(files)
        #expect(first.report.fetched == 3)
        #expect(first.report.unverified == 0)
        #expect(setting.names.sorted() == ["a.bin", "sub-01/b.bin", "sub-01/deep/c.bin"])
        #expect(setting.holds("sub-01/deep/c.bin", content))
        let second = try await setting.get(files)
        #expect(second.report.fetched == 0)
        #expect(second.task.filesToFetch == 0)
        #expect(server.asked.count == 3)
    }

    @Test func `goes on at the byte at which it was cut off`() async throws {
        let content = content
        let server = try LoopbackServer { asked in
            guard asked.earlier > 0 else {
                return [
                    .send(
                        [LoopbackServer.Step].head(
                            200, [("Content-Length", "\(content.count)"), ("ETag", "\"1\"")])
                            + content[..<500_000])
                ]
            }
            return .file(content, asked: asked)
        }
        let setting = try Setting()
        _ = try await setting.get([RemoteFile("a", at: server, content, digest: .sha256)])
        #expect(setting.holds("a", content))
        #expect(server.asked.last?.range?.first == 500_000)
        #expect(server.asked.last?.headers["if-range"] == "\"1\"")
    }

    @Test func `goes on in the next run, and says what is there already`() async throws {
        let content = content
        let isWell = Mutex(false)
        let server = try LoopbackServer { asked in
            if isWell.withLock({ $0 }) { return .file(content, asked: asked) }
            guard asked.range == nil else { return [.reset] }
            return [
                .send(
                    [LoopbackServer.Step].head(
                        200, [("Content-Length", "\(content.count)"), ("ETag", "\"1\"")])
                        + content[..<300_000])
            ]
        }
        let setting = try Setting()
        let file = RemoteFile("a", at: server, content, digest: .sha1)
        let broken = try await setting.get([file])
        #expect(broken.report.failures.count == 1)
        #expect(setting.names == [])
        isWell.withLock { $0 = true }
        let whole = try await setting.get([file])
        #expect(whole.task.bytesInParts == 300_000)
        #expect(whole.task.bytesToFetch == content.count - 300_000)
        #expect(setting.holds("a", content))
        #expect(server.asked.last?.range?.first == 300_000)
    }

    @Test func `starts over when the file changed between two parts`() async throws {
        let (old, new) = (content, pattern(900_000, seed: 9))
        let server = try LoopbackServer { asked in
            guard asked.earlier > 0 else {
                return [
                    .send(
                        [LoopbackServer.Step].head(
                            200, [("Content-Length", "\(old.count)"), ("ETag", "\"old\"")]) + old[..<500_000])
                ]
            }
            return .file(new, asked: asked, tag: "\"new\"")
        }
        let setting = try Setting()
        _ = try await setting.get([RemoteFile("a", at: server)])
        #expect(setting.holds("a", new))
    }

    @Test func `notices a server that heeds no If-Range`() async throws {
        let (old, new) = (content, pattern(900_000, seed: 9))
        let server = try LoopbackServer { asked in
            guard asked.earlier > 0 else {
                return [
                    .send(
                        [LoopbackServer.Step].head(
                            200, [("Content-Length", "\(old.count)"), ("ETag", "\"old\"")]) + old[..<500_000])
                ]
            }
            guard let range = asked.range else { return .file(new, asked: asked, tag: "\"new\"") }
            return .answer(
                206, [("ETag", "\"new\""), ("Content-Range", "bytes \(range.first)-899999/900000")],
                Array(new[range.first...]))
        }
        let setting = try Setting()
        _ = try await setting.get([RemoteFile("a", at: server)])
        #expect(setting.holds("a", new))
    }

    @Test func `takes the whole from a server that knows no ranges`() async throws {
        let content = content
        let server = try LoopbackServer { asked in
            guard asked.earlier > 0 else {
                return [
                    .send(
                        [LoopbackServer.Step].head(200, [("Content-Length", "\(content.count)")])
                            + content[..<500_000])
                ]
            }
            return .ok(content)
        }
        let setting = try Setting()
        _ = try await setting.get([RemoteFile("a", at: server, content)])
        #expect(setting.holds("a", content))
    }

    @Test func `fetches again after a flipped bit, and gives up on wrong bytes`() async throws {
        let content = content
        var flipped = content
        flipped[700_000] ^= 4
        let damaged = flipped
        let server = try LoopbackServer { asked in
            .file(asked.path == "/once" && asked.earlier > 0 ? content : damaged, asked: asked)
        }
        let setting = try Setting()
        let result = try await setting.get([
            RemoteFile("once", at: server, content, digest: .md5),
            RemoteFile("ever", at: server, content, digest: .md5),
        ])
        #expect(setting.holds("once", content))
        #expect(setting.names == ["once"])
        let error = try #require(result.report.failures.first?.error as? FetchError)
        guard case .wrongDigest = error.problem else { throw error }
        #expect(error.place == "ever")
    }

    @Test func `refuses another length than was announced`() async throws {
        let content = content
        let server = try LoopbackServer { .file(Array(content.dropLast()), asked: $0) }
        let setting = try Setting()
        let result = try await setting.get([RemoteFile("a", at: server, content)])
        let error = try #require(result.report.failures.first?.error as? FetchError)
        #expect(error.problem == .wrongSize(expected: 900_000, found: 899_999))
        #expect(setting.names == [])
    }

    @Test func `takes no page to log in for a file`() async throws {
        let server = try LoopbackServer { _ in
            .ok(Array("<!DOCTYPE html><html><title>Sign in</title>".utf8), [("Content-Type", "text/html")])
        }
        let setting = try Setting()
        let result = try await setting.get([RemoteFile("a.nii.gz", at: server)])
        let error = try #require(result.report.failures.first?.error as? FetchError)
        #expect(error.problem == .webPage(title: "Sign in"))
        #expect(setting.names == [])
    }

    @Test func `says that a vanished file is gone, and brings the others`() async throws {
        let content = content
        let server = try LoopbackServer { asked in
            asked.path == "/gone" ? .answer(404) : .file(content, asked: asked)
        }
        let setting = try Setting()
        let result = try await setting.get(["a", "gone", "b"].map { RemoteFile($0, at: server) })
        #expect(result.report.failures.map(\.name) == ["gone"])
        #expect(result.report.fetched == 2)
        #expect(result.report.unverified == 2)
    }

    @Test func `brings an empty file`() async throws {
        let server = try LoopbackServer { _ in .ok([]) }
        let setting = try Setting()
        _ = try await setting.get([RemoteFile("empty", at: server, [], digest: .md5)])
        #expect(setting.bytes("empty") == [])
    }

    @Test func `leaves what is not its own, unless it is told to repair`() async throws {
        let content = content
        let server = try LoopbackServer { .file(content, asked: $0) }
        let setting = try Setting()
        let files = [
            RemoteFile("a", at: server, content, digest: .sha256),
            RemoteFile("b", at: server, content, digest: .md5),
        ]
        try setting.folder.write(Array("mine".utf8), to: "copy/a")
        try setting.folder.write(content, to: "copy/b")
        let first = try await setting.get(files)
        #expect(first.report.failures.map(\.name) == ["a"])
        #expect(setting.bytes("a") == Array("mine".utf8))
        // What was brought by hand and is right is taken as it is.
        #expect(server.asked.isEmpty)
        _ = try await setting.get(files, repairing: true)
        #expect(setting.holds("a", content))
    }

    @Test func `repairs a file that was damaged without a trace in its dates`() async throws {
        let content = content
        let server = try LoopbackServer { .file(content, asked: $0) }
        let setting = try Setting()
        let files = [RemoteFile("a", at: server, content, digest: .sha256)]
        _ = try await setting.get(files)
        try setting.folder.damageKeepingDates("copy/a")
        #expect(try await setting.get(files).report.fetched == 0)
        #expect(try await setting.get(files, repairing: true).report.fetched == 1)
        #expect(setting.holds("a", content))
    }

    @Test(arguments: [
        "../x", "/etc/x", "a/../../x", "a//b", ".lightbox/journal", "lightbox.lock", "a\0b", ".", "",
    ])
    func `writes nowhere that a listing must not name`(_ name: String) async throws {
        let server = try LoopbackServer { _ in .ok([1]) }
        let setting = try Setting()
        await #expect(throws: PathRefusal.self) {
            try await setting.get([RemoteFile(name, at: server)])
        }
        #expect(server.asked.isEmpty)
    }

    @Test func `writes through no link`() async throws {
        let server = try LoopbackServer { _ in .ok([1, 2]) }
        let setting = try Setting()
        try setting.folder.write([0], to: "outside/x")
        try setting.folder.write([0], to: "copy/x")
        try setting.folder.link("copy/out", to: setting.folder.path("outside"))
        try setting.folder.link("copy/file", to: setting.folder.path("outside/x"))
        for name in ["out/x", "file"] {
            await #expect(throws: PathRefusal.self) { try await setting.get([RemoteFile(name, at: server)]) }
        }
        #expect(try setting.folder.read("outside/x") == [0])
    }

    @Test func `refuses a listing in which a file is a folder too`() async throws {
        let server = try LoopbackServer { _ in .ok([1]) }
        for names in [["a", "a/b"], ["a/b", "a"]] {
            let setting = try Setting()
            await #expect(throws: PathRefusal.self) {
                try await setting.get(names.map { RemoteFile($0, at: server) })
            }
        }
    }

    @Test func `keeps a second run out of the same folder`() async throws {
        let folder = try TemporaryFolder()
        let session = try CopySession(at: FilePath(folder.path("copy")))
        #expect(throws: CopyBusy.self) { try CopySession(at: FilePath(folder.path("copy"))) }
        withExtendedLifetime(session) {}
    }

    @Test func `finishes what was written down and not yet named`() async throws {
        let content = content
        let server = try LoopbackServer { .file(content, asked: $0) }
        let setting = try Setting()
        let files = [RemoteFile("d/a", at: server, content, digest: .sha256)]
        _ = try await setting.get(files)
        // As it stands when the program ends between the two steps.
        let state = PartFile.State(byteCount: content.count, validator: "\"1\"", version: nil)
        let part = "copy/" + PartFile.folder + "/" + PartFile.key(of: "d/a") + "." + (state.text ?? "")
        try setting.folder.move("copy/d/a", to: part)
        let again = try await setting.get(files)
        #expect(again.task.filesToFetch == 0)
        #expect(setting.holds("d/a", content))
        #expect(server.asked.count == 1)
    }

    @Test func `selects by pattern and by subject`() async throws {
        let server = try LoopbackServer { _ in .ok([1]) }
        let files = [
            "participants.tsv", "sub-01/anat/sub-01_T1w.nii", "sub-01/func/b.nii",
            "sub-02/anat/sub-02_T1w.nii",
        ]
        .map { RemoteFile($0, at: server) }
        var one = Selection()
        one.subjectCount = 1
        let setting = try Setting()
        _ = try await setting.get(files, one)
        #expect(
            setting.names.sorted() == ["participants.tsv", "sub-01/anat/sub-01_T1w.nii", "sub-01/func/b.nii"])
        var second = Selection()
        second.subjects = ["02"]
        second.only = [try PathPattern("*_T1w.nii")]
        let other = try Setting()
        _ = try await other.get(files, second)
        #expect(other.names == ["sub-02/anat/sub-02_T1w.nii"])
        var none = Selection()
        none.only = [try PathPattern("*.dcm")]
        await #expect(throws: NothingSelected.self) { try await other.get(files, none) }
    }

    /// A server that sends 100 kB and then waits, again and again, so that connections are slow.
    private static func slowly(_ steps: [LoopbackServer.Step]) -> [LoopbackServer.Step] {
        steps.flatMap { step -> [LoopbackServer.Step] in
            guard case .send(let bytes) = step else { return [step] }
            return stride(from: 0, to: bytes.count, by: 100_000).flatMap { start in
                [.send(Array(bytes[start..<min(start + 100_000, bytes.count)])), .wait(0.05)]
            }
        }
    }

    @Test func `fetches a large file over several connections where one is slow`() async throws {
        let content = pattern(3_000_000)
        let server = try LoopbackServer { Self.slowly(.file(content, asked: $0)) }
        let setting = try Setting()
        _ = try await setting.get([RemoteFile("a", at: server, content, digest: .md5)], isSplitting: true)
        #expect(setting.holds("a", content))
        #expect(server.asked.count > 2)
        #expect(server.asked.contains { ($0.range?.last ?? 0) > 0 })
        #expect(try setting.folder.filesBelow("copy/" + PartFile.folder).isEmpty)
    }

    @Test func `needs no second connection where the server begins at the start alone`() async throws {
        let content = pattern(3_000_000)
        let server = try LoopbackServer { _ in Self.slowly(.ok(content, [("ETag", "\"1\"")])) }
        let setting = try Setting()
        _ = try await setting.get([RemoteFile("a", at: server, content, digest: .md5)], isSplitting: true)
        #expect(setting.holds("a", content))
    }

    @Test func `takes up the ends that other connections left`() async throws {
        let content = pattern(1_000_000)
        let server = try LoopbackServer { .file(content, asked: $0) }
        let setting = try Setting()
        let state = PartFile.State(byteCount: content.count, validator: "\"1\"", version: nil)
        let part = PartFile.folder + "/" + PartFile.key(of: "a") + "." + (state.text ?? "")
        try setting.folder.write(Array(content[..<200_000]), to: "copy/" + part)
        try setting.folder.write(
            Array(content[500_000..<700_000]), to: "copy/" + part + PartFile.tailEnding(500_000))
        let result = try await setting.get(
            [RemoteFile("a", at: server, content, digest: .md5)])
        #expect(result.task.bytesInParts == 400_000)
        #expect(setting.holds("a", content))
        #expect(server.asked.compactMap { $0.range?.first } == [200_000, 700_000])
    }

    @Test func `knows the tag that S3 gives to an object of parts`() async throws {
        let content = pattern(12 << 20)
        let tag = PartTag.md5(byteCount: content.count, partSize: 5 << 20) { start, count in
            Array(content[start..<min(start + count, content.count)])
        }
        let server = try LoopbackServer { .file(content, asked: $0) }
        var file = RemoteFile("a", at: server, content)
        file.checks = [.etagOfParts(md5: tag, count: 3)]
        let setting = try Setting()
        #expect(try await setting.get([file]).report.unverified == 0)
        file.path = "b"
        file.checks = [.etagOfParts(md5: String(tag.reversed()), count: 3)]
        #expect(try await setting.get([file]).report.unverified == 1)
    }
}

@Suite struct `A checksum` {
    @Test func `of Castagnoli is that of RFC 3720`() {
        #expect(CRC32C.update(0, [UInt8](repeating: 0, count: 32).span) == 0x8A91_36AA)
        #expect(CRC32C.update(0, [UInt8](repeating: 0xFF, count: 32).span) == 0x62A8_AB43)
        let rising = (0..<32).map(UInt8.init)
        #expect(
            CRC32C.update(CRC32C.update(0, Array(rising[..<11]).span), Array(rising[11...]).span)
                == 0x46DD_794E)
    }
}
