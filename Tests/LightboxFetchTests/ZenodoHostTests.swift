import LightboxArchive
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `A record of Zenodo` {
    private static let bytes = Array("a scan".utf8)
    private static let record = """
        {"id": 17, "conceptrecid": "16", "metadata": {"version": "2", "access_right": "open"},
         "files": [{"key": "b c.zip", "size": 6, "checksum": "md5:6ad2e57c5f75ff2c29b2a4af8b9d9a1c"},
                   {"key": "a.csv", "size": 6, "checksum": "md5:d1c8a1a6a4b9a0b2c3d4e5f60718293a"}]}
        """

    private func server(_ record: String = record) throws -> LoopbackServer {
        try LoopbackServer { asked in
            switch asked.path {
            case "/api/records/17": .text(record)
            case "/api/records/16": .redirect(302, to: "https://zenodo.org/api/records/17")
            case "/api/records":
                .text(
                    "{\"hits\": {\"hits\": [\(record), {\"id\": 15, \"metadata\": {\"version\": \"1\"}, "
                        + "\"files\": [{\"key\": \"old.zip\", \"size\": 1}]}]}}")
            case "/api/records/17/files/a.csv/content": .file(Self.bytes, asked: asked)
            default: .answer(404)
            }
        }
    }
    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client(["https://zenodo.org/": server.address + "/"])
    }

    @Test(arguments: [
        "{kind: zenodo, id: \"17\", role: primary}",
        "{kind: zenodo, id: \"16\", role: primary}",
        "{kind: zenodo, id: Something else, url: \"https://zenodo.org/records/17\", role: primary}",
        "{kind: zenodo, url: \"https://doi.org/10.5281/zenodo.17\", role: primary}",
    ])
    func `lists its files in order, with sizes and digests`(_ host: String) async throws {
        let server = try server()
        let host = try ZenodoHost(MadePlace.of(host))
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["a.csv", "b c.zip"])
        #expect(files.map(\.byteCount) == [6, 6])
        #expect(
            files.first?.checks == [try #require(Check.published("md5:d1c8a1a6a4b9a0b2c3d4e5f60718293a"))])
        #expect(files.first?.version == "17")
        #expect(files.last?.address == "https://zenodo.org/api/records/17/files/b%20c.zip/content")
        #expect(try await host.bytes(of: files[0], asking: client(server)) == Self.bytes)
    }

    @Test func `is found by the version that is asked for`() async throws {
        let server = try server()
        let host = try ZenodoHost(MadePlace.of("{kind: zenodo, id: \"17\", role: primary}", release: "one"))
        let error = await #expect(throws: FetchError.self) { try await host.all(asking: client(server)) }
        #expect(error?.hint == "there is 2, 1")
        let first = try ZenodoHost(MadePlace.of("{kind: zenodo, id: \"17\", role: primary}", release: "15"))
        #expect(try await first.all(asking: client(server)).map(\.path) == ["old.zip"])
    }

    @Test func `says where to ask for restricted files, and sends the token that is then given`() async throws
    {
        let closed = "{\"id\": 17, \"metadata\": {\"access_right\": \"restricted\"}, \"files\": []}"
        let host = try ZenodoHost(
            MadePlace.of("{kind: zenodo, id: \"17\", role: primary}", variables: ["ZENODO_TOKEN": "tok"]))
        let server = try server(closed)
        let error = await #expect(throws: FetchError.self) { try await host.all(asking: client(server)) }
        #expect(error?.problem == .notAllowed(status: 403))
        #expect(error?.hint?.contains("open https://zenodo.org/records/17 and ask for access") == true)
        #expect(server.asked.map { $0.headers["authorization"] } == ["Bearer tok"])
    }

    @Test func `says when files are kept back, and when there are none`() async throws {
        let host = try ZenodoHost(MadePlace.of("{kind: zenodo, id: \"17\", role: primary}"))
        let cases: [(String, String?, FetchError.Problem)] = [
            (
                "{\"id\": 17, \"metadata\": {\"access_right\": \"embargoed\", \"embargo_date\": \"2031-01-01\"}}",
                "its files are kept back until 2031-01-01", .notAllowed(status: 403)
            ),
            ("{\"id\": 17}", nil, .unexpected("the record has no files")),
            ("{\"id\": 17, \"files\": [{\"size\": 1}]}", nil, .unexpected("it has no 'key' of a file")),
            ("[]", nil, .unexpected("it has no 'id'")),
        ]
        for (record, hint, problem) in cases {
            let server = try server(record)
            let error = await #expect(throws: FetchError.self) { try await host.all(asking: client(server)) }
            #expect(error?.problem == problem)
            #expect(error?.hint == hint)
        }
    }

    @Test func `must be named by the card`() throws {
        let place = try MadePlace.of("{kind: zenodo, id: neuroanatomy/34primates, role: derived}")
        #expect(throws: FetchError.self) { try ZenodoHost(place) }
    }
}

@Suite struct `The pace of a host` {
    @Test func `is kept after a refusal that says when the next budget begins`() async throws {
        let server = try LoopbackServer { asked in
            asked.earlier == 0
                ? .answer(403, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1")])
                : .text("at last")
        }
        let start = ContinuousClock.now
        #expect(
            try await MadePlace.client([:]).answer(to: Request(server.address + "/x")).text() == "at last")
        #expect(ContinuousClock.now - start > .milliseconds(900))
    }

    @Test func `is kept after the last request of a budget`() async throws {
        let server = try LoopbackServer { asked in
            asked.earlier == 0
                ? .ok([], [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1")]) : .text("again")
        }
        let client = try MadePlace.client([:])
        _ = try await client.answer(to: Request(server.address + "/x"))
        let start = ContinuousClock.now
        _ = try await client.answer(to: Request(server.address + "/x"))
        #expect(ContinuousClock.now - start > .milliseconds(900))
    }

    @Test func `is told by a time or by a number of seconds`() {
        func head(_ remaining: String, _ reset: String) -> ResponseHead {
            var head = ResponseHead(status: 200)
            head.headers = [Header("x-ratelimit-remaining", remaining), Header("x-ratelimit-reset", reset)]
            return head
        }
        #expect(RateLimit.secondsUntilReset(head("0", "1800000060"), now: 1_800_000_000) == 60)
        #expect(RateLimit.secondsUntilReset(head("0", "1700000060"), now: 1_800_000_000) == 0)
        #expect(RateLimit.secondsUntilReset(head("0", "59"), now: 1_800_000_000) == 59)
        #expect(RateLimit.secondsUntilReset(head("3", "59"), now: 1_800_000_000) == nil)
        #expect(RateLimit.secondsUntilReset(head("0", "soon"), now: 1_800_000_000) == nil)
    }
}
