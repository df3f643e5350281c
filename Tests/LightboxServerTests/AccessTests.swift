import LightboxTesting
import Testing

@testable import LightboxServer

@Suite struct `Who may ask` {
    @Test(arguments: [
        ("localhost:8080", true), ("127.0.0.1", true), ("[::1]:9000", true), ("LOCALHOST:1", true),
        ("evil.example", false), ("localhost.evil.example", false), ("127.0.0.1.evil.example", false),
        ("localhost:8080.evil.example", false), ("192.168.1.7", false), ("", false), ("[::1", false),
        ("localhost:80:80", false),
    ])
    func `is decided by the Host header`(_ host: String, _ isAnswered: Bool) async throws {
        let site = try TestSite.make(shelf: FixedShelf())
        let reply = await site.get("/folders", ["host": host])
        #expect(reply.status == (isAnswered ? 200 : 421), "\(host)")
    }

    @Test func `includes addresses in numbers beyond loopback, but no strange names`() throws {
        let policy = AccessPolicy(hostNames: ["scanner"], answersAddresses: true, token: "t", port: 1)
        #expect(policy.answers("192.168.1.7:8080"))
        #expect(policy.answers("[fe80::1]:8080"))
        #expect(policy.answers("scanner:8080"))
        #expect(!policy.answers("256.1.1.1"))
        #expect(!policy.answers("evil.example:8080"))
    }

    @Test func `needs the token where one is set, and then keeps a cookie`() async throws {
        let site = try TestSite.make(shelf: FixedShelf(), token: "secret")
        #expect(await site.get("/folders").status == 401)
        #expect(await site.get("/assets/lightbox.css").status == 401)
        #expect(await site.get("/folders?token=secre").status == 401)
        #expect(await site.get("/folders", ["cookie": "lightbox-8080=wrong"]).status == 401)
        #expect(await site.get("/folders", ["authorization": "Bearer secret"]).status == 200)

        let entry = await site.get("/folders/1?page=2&token=secret")
        #expect(entry.status == 303)
        #expect(entry["location"] == "/folders/1?page=2")
        let cookie = try #require(entry["set-cookie"])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
        let kept = String(cookie.prefix { $0 != ";" })
        #expect(await site.get("/folders", ["cookie": "other=1; " + kept]).status == 200)
    }

    @Test func `is not sent elsewhere after the token`() async throws {
        let site = try TestSite.make(token: "secret")
        #expect(await site.get("//evil.example/?token=secret")["location"] == "/")
    }

    @Test func `compares tokens as a whole`() {
        #expect(AccessPolicy.isEqual("abc", "abc"))
        for wrong in ["", "ab", "abd", "abca", "abcabc", "xbc"] {
            #expect(!AccessPolicy.isEqual(wrong, "abc"))
        }
        #expect(!AccessPolicy.isEqual("", ""))
        #expect(AccessPolicy.newToken() != AccessPolicy.newToken())
        #expect(AccessPolicy.newToken().count == 26)
    }

    @Test func `changes nothing with any method`() async throws {
        let site = try TestSite.make(shelf: FixedShelf())
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
            let request = WebRequest(method: method, target: "/folders", headers: ["host": "localhost"])
            #expect(await site.respond(to: request).status == 405)
        }
    }
}

@Suite struct `Over a real connection` {
    @Test func `headers forbid framing, sniffing and foreign scripts on every answer`() async throws {
        let server = try await Loopback.start(try TestSite.make(shelf: FixedShelf()))
        defer { server.stop() }
        for target in ["/folders", "/assets/viewer.js", "/nothing", "/image/9/info"] {
            let reply = try await server.send(target)
            let policy = try #require(reply.headers["content-security-policy"])
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(reply.headers["x-content-type-options"] == "nosniff")
            #expect(reply.headers["referrer-policy"] == "no-referrer")
        }
    }

    @Test func `a strange Host gets nothing`() async throws {
        let server = try await Loopback.start(try TestSite.make(shelf: FixedShelf()))
        defer { server.stop() }
        let reply = try await server.send("/folders", ["Host": "evil.example:\(server.port)"])
        #expect(reply.status == 421)
        #expect(!reply.text.contains("Test folder"))
        #expect(try await server.send("/folders").text.contains("Test folder"))
    }

    @Test func `HEAD has no body and POST is refused`() async throws {
        let server = try await Loopback.start(try TestSite.make(shelf: FixedShelf()))
        defer { server.stop() }
        let head = try await server.send("/folders", method: "HEAD")
        #expect(head.status == 200 && head.body.isEmpty)
        #expect(try await server.send("/folders", method: "POST").status == 405)
    }

    @Test func `an asset is sent once`() async throws {
        let server = try await Loopback.start(try TestSite.make())
        defer { server.stop() }
        let first = try await server.send("/assets/lightbox.css")
        let tag = try #require(first.headers["etag"])
        #expect(first.status == 200 && first.headers["cache-control"] == "no-cache")
        let second = try await server.send("/assets/lightbox.css", ["If-None-Match": tag])
        #expect(second.status == 304 && second.body.isEmpty)
        let named = try await server.send("/assets/lightbox.css?v=\(tag.replacing("\"", with: ""))")
        #expect(named.headers["cache-control"]?.contains("immutable") == true)
    }

    @Test(arguments: [
        "/assets/../Site.swift", "/assets/%2e%2e%2fSite.swift", "/assets/..%2f..%2f..%2fetc/passwd",
        "/%00", "/view/%00", "/view/..%2f..", "/image/1/../../etc", "/folders/..", "/dataset/x", "/lists/x",
        "/image/99/plane", "/view/99", "/folders/99",
    ])
    func `an address that leads nowhere gets a page that says so`(_ target: String) async throws {
        let server = try await Loopback.start(try TestSite.make(shelf: FixedShelf()))
        defer { server.stop() }
        let reply = try await server.send(target)
        #expect(reply.status == 404, "\(target)")
        #expect(reply.text.contains("</html>"))
    }
}
