import LightboxCore
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `Asking a server` {
    private func client(_ change: (inout TransportSettings) -> Void = { _ in }) throws -> Client {
        var settings = TransportSettings()
        change(&settings)
        var policy = RetryPolicy()
        policy.firstWait = .milliseconds(5)
        return Client(try Transport(settings), policy: policy)
    }

    @Test func `gives the body and its head`() async throws {
        let server = try LoopbackServer { _ in .ok(Array("hello".utf8), [("ETag", "\"a\"")]) }
        let answer = try await client().answer(to: Request(server.address + "/a?b=1"))
        #expect(try answer.text() == "hello")
        #expect(answer.head["etag"] == "\"a\"")
        #expect(answer.head.byteCount == 5)
        #expect(server.asked.map(\.target) == ["/a?b=1"])
        #expect(server.asked.first?.headers["accept-encoding"] == "identity")
    }

    @Test func `sends a body and a secret`() async throws {
        let server = try LoopbackServer { _ in .text("{\"a\": [1, 2]}") }
        let request = Request.posting(
            json: "{}", to: try WebAddress(server.address + "/graphql"),
            secret: .bearer("tok", from: "a test"))
        let json = try await client().json(request)
        #expect(json["a"] == [1, 2])
        let asked = try #require(server.asked.first)
        #expect(asked.method == "POST")
        #expect(asked.body == Array("{}".utf8))
        #expect(asked.headers["authorization"] == "Bearer tok")
    }

    @Test func `tries again what passes, and waits as long as it is asked`() async throws {
        let server = try LoopbackServer { asked in
            switch asked.earlier {
            case 0: .answer(503, [("Retry-After", "0")])
            case 1: [.reset]
            case 2: [.send([LoopbackServer.Step].head(200, [("Content-Length", "10")]) + [1, 2, 3])]
            case 3: .answer(500)
            default: .text("at last")
            }
        }
        #expect(try await client().answer(to: Request(server.address + "/x")).text() == "at last")
        #expect(server.asked.count == 5)
    }

    @Test func `gives up after as many failures as the policy allows`() async throws {
        let server = try LoopbackServer { _ in .answer(503) }
        let error = await #expect(throws: FetchError.self) {
            try await client().answer(to: Request(server.address + "/x"))
        }
        #expect(error?.problem == .busy(status: 503, seconds: nil))
        #expect(server.asked.count == RetryPolicy().attempts)
    }

    @Test func `does not wait for hours because a host asks for it`() async throws {
        let server = try LoopbackServer { _ in .answer(429, [("Retry-After", "86400")]) }
        let error = await #expect(throws: FetchError.self) {
            try await client().answer(to: Request(server.address + "/x"))
        }
        #expect(error?.problem == .busy(status: 429, seconds: 86_400))
        #expect(server.asked.count == 1)
    }

    @Test(arguments: [
        (403, FetchError.Problem.notAllowed(status: 403)), (404, .notThere(status: 404)),
        (410, .notThere(status: 410)), (401, .notAllowed(status: 401)),
        (418, .status(418, words: "No such thing")),
    ])
    func `does not try again what stays`(_ status: Int, _ problem: FetchError.Problem) async throws {
        let server = try LoopbackServer { _ in
            .answer(status, [], Array("<html><title>No such thing</title><body>…".utf8))
        }
        let error = await #expect(throws: FetchError.self) {
            try await client().answer(to: Request(server.address + "/x"))
        }
        #expect(error?.problem == problem)
        #expect(server.asked.count == 1)
    }

    @Test func `follows redirects, and takes secrets to no other host`() async throws {
        let other = try LoopbackServer { _ in .text("here") }
        let otherAddress = other.address
        let server = try LoopbackServer { asked in
            asked.path == "/a" ? .redirect(302, to: "/b") : .redirect(307, to: otherAddress + "/c")
        }
        let request = try Request(
            server.address + "/a", secret: .password(user: "u", password: "p", from: "a test"))
        #expect(try await client().answer(to: request).text() == "here")
        #expect(server.asked.map { $0.headers["authorization"] } == ["Basic dTpw", "Basic dTpw"])
        #expect(other.asked.map { $0.headers["authorization"] } == [nil])
    }

    @Test func `ends where redirects go round in a ring`() async throws {
        let server = try LoopbackServer { _ in .redirect(301, to: "/again") }
        let error = await #expect(throws: FetchError.self) {
            try await client().answer(to: Request(server.address + "/x?token=secret"))
        }
        #expect(error?.problem == .tooManyRedirects)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `says when a web page comes in place of JSON`() async throws {
        let server = try LoopbackServer { _ in .text("<!DOCTYPE html><title>Please log in</title>") }
        let error = await #expect(throws: FetchError.self) {
            try await client().json(Request(server.address + "/x"))
        }
        #expect(error?.problem == .webPage(title: "Please log in"))
    }

    @Test func `gives up what drips`() async throws {
        let server = try LoopbackServer { _ in
            [.send([LoopbackServer.Step].head(200, [("Content-Length", "100")]) + [1]), .wait(10)]
        }
        var one = try client {
            $0.slowSeconds = 1
            $0.slowBytesASecond = 1000
        }
        one.policy.attempts = 1
        let error = await #expect(throws: FetchError.self) {
            try await one.answer(to: Request(server.address + "/x"))
        }
        #expect(error?.problem == .stalled)
    }

    @Test func `keeps to the speed that it is given`() async throws {
        let server = try LoopbackServer { _ in .ok([UInt8](repeating: 7, count: 600_000)) }
        let slow = try client { $0.bytesASecond = 300_000 }
        let start = ContinuousClock.now
        _ = try await slow.answer(to: Request(server.address + "/x"))
        #expect(ContinuousClock.now - start > .milliseconds(900))
    }

    @Test func `stops at once when it is cancelled`() async throws {
        let server = try LoopbackServer { _ in [.wait(20)] }
        let client = try client()
        let address = server.address
        let task = Task { try await client.answer(to: Request(address + "/x")) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let start = ContinuousClock.now
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func `asks a mirror in place of the host, with the host's secret`() async throws {
        let server = try LoopbackServer { _ in .text("copy") }
        let address = server.address
        let client = try client {
            $0.mirrors =
                (try? Mirror.list("https://example.org/=\(address)/m/ https://x.org/=http://y.org/")) ?? []
        }
        let answer = try await client.answer(
            to: Request("https://example.org/a.zip", secret: .bearer("t", from: "a test")))
        #expect(try answer.text() == "copy")
        #expect(server.asked.map(\.target) == ["/m/a.zip"])
        #expect(server.asked.first?.headers["authorization"] == "Bearer t")
    }

    @Test func `refuses a value that would begin another header field`() async throws {
        let server = try LoopbackServer { _ in .text("no") }
        await #expect(throws: FetchError.self) {
            try await client().answer(
                to: Request(server.address, secret: .bearer("a\r\nX-Evil: 1", from: "a test")))
        }
        #expect(server.asked.isEmpty)
    }
}

@Suite struct `An address` {
    @Test func `has an origin, and hides its query`() throws {
        let address = try WebAddress("HTTPS://Example.ORG:443/a b/c?sig=abc")
        #expect(address.origin == "https://example.org")
        #expect(address.description == "https://example.org/a%20b/c?…")
        #expect(try WebAddress("http://x.org:8080/").origin == "http://x.org:8080")
    }
    @Test(arguments: ["", "x", "file:///etc/passwd", "https://", "javascript:alert(1)", "/a/b"])
    func `is refused unless it can be fetched`(_ text: String) {
        #expect(throws: FetchError.self) { try WebAddress(text) }
    }
    @Test func `holds no password, and shows none`() {
        let error = #expect(throws: FetchError.self) { try WebAddress("https://me:geheim@example.org/a") }
        #expect(error?.problem == .passwordInAddress)
        #expect(error?.description.contains("geheim") == false)
    }
    @Test func `finds the next one`() throws {
        let address = try WebAddress("https://example.org/a/b?x=1")
        #expect(try address.following("c").text == "https://example.org/a/c")
        #expect(try address.following("/d?e=f").text == "https://example.org/d?e=f")
        #expect(try address.following("//other.org/").text == "https://other.org/")
    }
}

@Suite struct `A pattern of paths` {
    @Test(arguments: [
        ("*.nii.gz", "a/b/c.nii.gz", true), ("*.nii.gz", "c.nii", false),
        ("sub-*/anat/*_T1w.nii.gz", "sub-01/anat/sub-01_T1w.nii.gz", true),
        ("sub-*/anat/*_T1w.nii.gz", "sub-01/ses-1/anat/sub-01_T1w.nii.gz", false),
        ("sub-*/**/*_T1w.nii.gz", "sub-01/ses-1/anat/sub-01_T1w.nii.gz", true),
        ("sub-*/**/*_T1w.nii.gz", "sub-01/sub-01_T1w.nii.gz", true),
        ("sub-{01..03}", "sub-02/anat/a.nii", true), ("sub-{01..03}", "sub-04/anat/a.nii", false),
        ("{a,b/c}/d", "b/c/d/e", true), ("[a-c]?.txt", "x/bz.txt", true), ("[!a-c]?.txt", "bz.txt", false),
        ("images_001.zip/images/*.png", "images_001.zip/images/1.png", true),
        ("a*b*c", "a/b", false), ("a*b*c", "aXbYbZc", true), ("/top.txt", "top.txt", true),
        ("/top.txt", "a/top.txt", false),
    ])
    func `fits what it should`(_ pattern: String, _ path: String, _ fits: Bool) throws {
        #expect(try PathPattern(pattern).matches(path) == fits)
    }
    @Test(arguments: ["", "a{b", "{1..99999999}", "{0..999}{0..999}", "[a", "/"])
    func `is refused where it means nothing`(_ text: String) {
        #expect(throws: PathPattern.Fault.self) { try PathPattern(text) }
    }
    @Test func `tells which archives it may reach into`() throws {
        let pattern = try PathPattern("images_00{1,2}.zip/images/*.png")
        #expect(pattern.mayMatch(below: "images_001.zip"))
        #expect(!pattern.mayMatch(below: "images_003.zip"))
    }
}
