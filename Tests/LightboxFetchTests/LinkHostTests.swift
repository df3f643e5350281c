import LightboxArchive
import LightboxCatalogue
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `A link that the user brings` {
    private func host(_ links: String?, archives: String = "[]") throws -> LinkHost {
        let made = try MadePlace.of(
            "{kind: user-link, id: link in an e-mail, role: primary, archives: \(archives)}")
        return try LinkHost(
            HostPlace(
                card: made.card, fact: made.fact, release: nil, credentials: made.credentials, link: links))
    }

    @Test func `gives a name and a size, and is written down nowhere`() async throws {
        let server = try LoopbackServer { asked in .file([UInt8](repeating: 7, count: 1000), asked: asked) }
        let host = try host(server.address + "/s3cret/data%201.zip?X-Amz-Signature=s3cret")
        let client = try MadePlace.client([:])
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["data 1.zip"])
        #expect(files.map(\.byteCount) == [1000])
        #expect(!"\(files) \(host)".contains("s3cret"))
        #expect(server.asked.map { $0.headers["range"] } == ["bytes=0-0"])
        #expect(try await host.bytes(of: files[0], asking: client).count == 1000)
    }

    @Test func `takes its name from the server where the card knows none`() async throws {
        let server = try LoopbackServer { asked in
            .ok(
                [1, 2],
                [("Content-Disposition", "attachment; filename=\"x;y.zip\"; filename*=UTF-8''%C3%A4%20b.zip")]
            )
        }
        let client = try MadePlace.client([:])
        #expect(
            try await host(server.address + "/download/17").all(asking: client).map(\.path) == ["ä b.zip"])
        let known = try host(server.address + "/12.zip?x", archives: "[\"{0..54}.zip\"]")
        #expect(try await known.all(asking: client).map(\.path) == ["12.zip"])
    }

    @Test func `is found again by name in a later run`() async throws {
        let server = try LoopbackServer { asked in .file(Array(asked.path.utf8), asked: asked) }
        let links = [server.address + "/a.zip?old", server.address + "/b.zip?old"]
        let client = try MadePlace.client([:])
        let files = try await host(links.joined(separator: "\n")).all(asking: client)
        let later = try host(server.address + "/b.zip?new " + server.address + "/a.zip?new")
        #expect(try await later.request(for: files[0], asking: client).address.text.hasSuffix("/a.zip?new"))
        let other = try host(server.address + "/c.zip?new")
        let error = await #expect(throws: FetchError.self) {
            try await other.request(for: files[0], asking: client)
        }
        #expect(error?.description.contains("a.zip") == true)
    }

    @Test(arguments: [403, 404, 400])
    func `that has expired says so without being shown`(_ status: Int) async throws {
        let server = try LoopbackServer { _ in
            .answer(status, [], Array("<Error><Code>Expired</Code></Error>".utf8))
        }
        let error = await #expect(throws: FetchError.self) {
            try await host(server.address + "/s3cret/a.zip?sig=s3cret").all(asking: MadePlace.client([:]))
        }
        #expect(error?.description.contains("s3cret") == false)
        #expect(error?.hint?.contains("links expire") == true)
    }

    @Test func `that leads to a page to log in is no file`() async throws {
        let server = try LoopbackServer { _ in
            .answer(200, [("Content-Type", "text/html")], Array("<!DOCTYPE html><title>Log in</title>".utf8))
        }
        let error = await #expect(throws: FetchError.self) {
            try await host(server.address + "/a.zip").all(asking: MadePlace.client([:]))
        }
        #expect(error?.problem == .webPage(title: "Log in"))
    }

    @Test func `is asked for where there is none`() {
        let error = #expect(throws: FetchError.self) { try host(nil) }
        #expect(error?.hint?.contains("--link") == true)
    }

    @Test func `to a container of Azure gives all of its blobs`() async throws {
        let first = """
            <?xml version="1.0" encoding="utf-8"?><EnumerationResults ContainerName="c"><Blobs><Blob><Name>a &amp; b.zip</Name>
            <Properties><Content-Length>3</Content-Length><Content-MD5>kAFQmDzST7DWlj99KOF/cg==</Content-MD5></Properties></Blob>
            <Blob><Name>dir</Name><Properties><ResourceType>directory</ResourceType><Content-Length>0</Content-Length></Properties>
            </Blob></Blobs><NextMarker>2!x</NextMarker></EnumerationResults>
            """
        let last = """
            <EnumerationResults><Blobs><Blob><Name>dir/c.csv</Name><Properties><Content-Length>5</Content-Length></Properties>
            </Blob></Blobs><NextMarker /></EnumerationResults>
            """
        let server = try LoopbackServer { asked in
            asked.path == "/c"
                ? .text(asked.target.contains("marker=2%21x") ? last : first) : .ok(Array("abc".utf8))
        }
        let host = try host(server.address + "/c?sp=rl&sr=c&sig=s3cret")
        let client = try MadePlace.client([:])
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["a & b.zip", "dir/c.csv"])
        #expect(files.map(\.byteCount) == [3, 5])
        #expect(files[0].checks == [.digest(try #require(Digest(hex: "900150983cd24fb0d6963f7d28e17f72")))])
        _ = try await host.bytes(of: files[0], asking: client)
        #expect(server.asked.last?.target == "/c/a%20%26%20b.zip?sp=rl&sr=c&sig=s3cret")
        #expect(!"\(files)".contains("s3cret"))
    }
}
