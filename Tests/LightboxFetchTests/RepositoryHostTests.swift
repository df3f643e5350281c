import LightboxArchive
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `An article of figshare` {
    private func file(_ number: Int) -> String {
        "{\"id\": \(number), \"name\": \"f\(number).nii.gz\", \"size\": \(number), \"is_link_only\": false, "
            + "\"download_url\": \"https://ndownloader.figshare.com/files/\(number)\", \"supplied_md5\": \"\", "
            + "\"computed_md5\": \"0123456789abcdef0123456789abcdef\"}"
    }
    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client([
            "https://api.figshare.com/": server.address + "/",
            "https://ndownloader.figshare.com/": server.address + "/n/",
        ])
    }

    @Test func `is listed page by page`() async throws {
        let pages = [(1...100).map(file), (101...103).map(file)].map { "[\($0.joined(separator: ","))]" }
        let server = try LoopbackServer { asked in
            .text(asked.target.contains("page=1&") ? pages[0] : pages[1])
        }
        let host = try FigshareHost(MadePlace.of("{kind: figshare, id: \"8851955\", role: primary}"))
        let files = try await host.all(asking: client(server))
        #expect(files.count == 103)
        #expect(files.last?.path == "f103.nii.gz")
        #expect(files.last?.byteCount == 103)
        #expect(files.last?.checks == [try #require(Check.published("md5:0123456789abcdef0123456789abcdef"))])
        #expect(
            server.asked.map(\.target) == [
                "/v2/articles/8851955/files?page=1&page_size=100",
                "/v2/articles/8851955/files?page=2&page_size=100",
            ])
    }

    @Test(arguments: [
        (
            "{kind: figshare, id: \"13\", url: \"https://doi.org/10.6084/m9.figshare.13.v2\", role: primary}",
            nil, "/v2/articles/13/versions/2/files"
        ),
        (
            "{kind: figshare, id: \"13\", url: \"https://figshare.com/articles/dataset/A_B/13\", role: primary}",
            nil, "/v2/articles/13/files"
        ),
        (
            "{kind: figshare, id: \"13\", url: \"https://figshare.com/articles/dataset/A_B/13/4\", role: primary}",
            nil, "/v2/articles/13/versions/4/files"
        ),
        (
            "{kind: figshare, id: \"13\", url: \"https://doi.org/10.6084/m9.figshare.c.77.v2\", role: primary}",
            nil, "/v2/articles/13/files"
        ),
        ("{kind: figshare, id: \"13\", role: primary}", "v3", "/v2/articles/13/versions/3/files"),
        (
            "{kind: figshare, url: \"https://doi.org/10.6084/m9.figshare.c.77.v2\", role: primary}", nil,
            "/v2/collections/77/versions/2/articles"
        ),
    ])
    func `is asked for in the version that the card or the user names`(
        _ host: String, _ release: String?, _ path: String
    ) async throws {
        let server = try LoopbackServer { _ in .text("[]") }
        let host = try FigshareHost(MadePlace.of(host, release: release))
        _ = try await host.all(asking: client(server))
        #expect(server.asked.map(\.path) == [path])
    }

    @Test func `of a collection goes into a folder, and no other host sees the token`() async throws {
        let entry = file(5).replacing(
            "https://ndownloader.figshare.com/files/5", with: "https://example.org/5")
        let own = file(6)
        let server = try LoopbackServer { asked in
            .text(asked.path == "/v2/collections/77/articles" ? "[{\"id\": 9}]" : "[\(entry),\(own)]")
        }
        let host = try FigshareHost(
            MadePlace.of(
                "{kind: figshare, id: c.77, role: primary}", variables: ["FIGSHARE_TOKEN": "tok"]))
        let client = try client(server)
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["9/f5.nii.gz", "9/f6.nii.gz"])
        #expect(server.asked.first?.headers["authorization"] == "token tok")
        #expect(try await host.request(for: files[0], asking: client).secret == nil)
        #expect(try await host.request(for: files[1], asking: client).secret != nil)
    }

    @Test func `may be given by the addresses of its files alone`() async throws {
        let host = try FigshareHost(
            MadePlace.of(
                "{kind: figshare, id: be07, role: primary, archives: [{name: \"a.svs\", url: \"https://ndownloader.figshare.com/files/2?private_link=be07\"}]}"
            ))
        let files = try await host.all(asking: MadePlace.client([:]))
        #expect(files.map(\.address) == ["https://ndownloader.figshare.com/files/2?private_link=be07"])
        #expect(throws: FetchError.self) {
            try FigshareHost(MadePlace.of("{kind: figshare, id: be07, role: primary}"))
        }
    }
}

@Suite struct `A project of OSF` {
    private func entry(_ kind: String, _ name: String, _ path: String) -> String {
        "{\"id\": \"x\", \"attributes\": {\"kind\": \"\(kind)\", \"name\": \"\(name)\", \"path\": \"\(path)\", "
            + "\"size\": 3, \"extra\": {\"hashes\": {\"md5\": \"900150983cd24fb0d6963f7d28e17f72\", \"sha256\": "
            + "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}}}}"
    }

    @Test func `is listed with its folders, pages and components`() async throws {
        let top =
            "[\(entry("folder", "sub", "/f1/")), \(entry("file", "b.txt", "/2")), \(entry("file", "a.txt", "/1"))]"
        let sub = ["[\(entry("file", "c.txt", "/3"))]", "[\(entry("file", "d.txt", "/4"))]"]
        let part = "[\(entry("file", "e.txt", "/5"))]"
        let server = try LoopbackServer { asked in
            func list(_ data: String, next: String = "null") -> [LoopbackServer.Step] {
                .text("{\"data\": \(data), \"links\": {\"next\": \(next)}}")
            }
            return switch asked.path {
            case "/v2/nodes/nhtur/files/osfstorage/": list(top)
            case "/v2/nodes/nhtur/files/osfstorage/f1/":
                asked.target.contains("page=2")
                    ? list(sub[1]) : list(sub[0], next: "\"https://api.osf.io\(asked.target)&page=2\"")
            case "/v2/nodes/nhtur/children/":
                list("[{\"id\": \"hvc52\", \"attributes\": {\"title\": \"Brains / T1\"}}]")
            case "/v2/nodes/hvc52/files/osfstorage/": list(part)
            case "/f/v1/resources/nhtur/providers/osfstorage/1": .text("abc")
            default: list("[]")
            }
        }
        let client = try MadePlace.client([
            "https://api.osf.io/": server.address + "/", "https://files.osf.io/": server.address + "/f/",
        ])
        let host = try OSFHost(
            MadePlace.of("{kind: osf, id: nhtur, role: primary}", variables: ["OSF_TOKEN": "tok"]))
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["a.txt", "b.txt", "sub/c.txt", "sub/d.txt", "Brains _ T1/e.txt"])
        #expect(files[0].checks.map(\.name) == ["sha256", "md5"])
        #expect(files[4].address == "https://files.osf.io/v1/resources/hvc52/providers/osfstorage/5")
        #expect(try await host.bytes(of: files[0], asking: client) == Array("abc".utf8))
        #expect(server.asked.allSatisfy { $0.headers["authorization"] == "Bearer tok" })
    }

    @Test func `does not follow a listing to another host`() async throws {
        let server = try LoopbackServer { _ in
            .text("{\"data\": [], \"links\": {\"next\": \"https://example.org/\"}}")
        }
        let host = try OSFHost(MadePlace.of("{kind: osf, url: \"https://osf.io/nhtur/\", role: primary}"))
        let client = try MadePlace.client(["https://api.osf.io/": server.address + "/"])
        let error = await #expect(throws: FetchError.self) { try await host.all(asking: client) }
        #expect(error?.problem == .unexpected("the next page at another host"))
    }

    @Test func `must be named, and is asked for where it is private`() async throws {
        #expect(throws: FetchError.self) {
            try OSFHost(MadePlace.of("{kind: osf, id: NSD OSF site, role: metadata}"))
        }
        let host = try OSFHost(MadePlace.of("{kind: osf, id: nhtur, role: primary}"))
        let error = host.explain(FetchError(.notAllowed(status: 401), at: "x"), about: nil)
        #expect(error.hint?.contains("$OSF_TOKEN") == true)
    }
}

@Suite struct `A dataset in Dataverse` {
    @Test func `is listed with folders and digests, and its tables as they were uploaded`() async throws {
        let server = try LoopbackServer { asked in
            switch asked.path {
            case "/api/datasets/:persistentId/versions/:latest-published/files":
                .text(
                    """
                    {"status": "OK", "data": [
                     {"label": "a.nii", "directoryLabel": "sub-01/anat", "restricted": false, "dataFile": {"id": 7,
                      "persistentId": "doi:10.1/X/A", "filesize": 3, "md5": "900150983cd24fb0d6963f7d28e17f72"}},
                     {"label": "t.tab", "dataFile": {"id": 8, "filesize": 9, "originalFileName": "t.csv",
                      "originalFileSize": 5, "checksum": {"type": "SHA-1", "value":
                      "a9993e364706816aba3e25717850c26c9cd0d89d"}}}]}
                    """)
            case "/api/access/datafile/7": .text("abc")
            default: .answer(404)
            }
        }
        let client = try MadePlace.client(["https://dataverse.harvard.edu/": server.address + "/"])
        let host = try DataverseHost(
            MadePlace.of(
                "{kind: dataverse, id: 10.1/X, role: primary}", variables: ["DATAVERSE_API_TOKEN": "tok"]))
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["sub-01/anat/a.nii", "t.csv"])
        #expect(files.map(\.byteCount) == [3, 5])
        #expect(files.map { $0.checks.map(\.name) } == [["md5"], ["sha1"]])
        #expect(files[1].address == "https://dataverse.harvard.edu/api/access/datafile/8?format=original")
        #expect(try await host.bytes(of: files[0], asking: client) == Array("abc".utf8))
        #expect(server.asked.allSatisfy { $0.headers["x-dataverse-key"] == "tok" })
        #expect(server.asked.first?.target.hasSuffix("?persistentId=doi:10.1/X&limit=1000&offset=0") == true)
    }

    @Test func `is found through the collection that a card names`() async throws {
        let server = try LoopbackServer { asked in
            switch asked.path {
            case "/api/dataverses/mindboggle/contents":
                .text(
                    """
                    {"data": [{"type": "dataverse", "id": 1}, {"type": "dataset", "protocol": "doi",
                     "authority": "10.7910", "identifier": "DVN/Q"}]}
                    """)
            default:
                .text("{\"data\": [{\"label\": \"a\", \"dataFile\": {\"id\": 7, \"filesize\": 3}}]}")
            }
        }
        let host = try DataverseHost(
            MadePlace.of(
                "{kind: dataverse, id: mindboggle, url: \"https://d.org/dataverse/mindboggle\", role: mirror}"
            ))
        let files = try await host.all(asking: MadePlace.client(["https://d.org/": server.address + "/"]))
        #expect(files.map(\.path) == ["DVN_Q/a"])
        #expect(server.asked.last?.target.contains("persistentId=doi:10.7910/DVN/Q&") == true)
    }

    @Test func `ends where a server knows no pages`() async throws {
        let entries = (0..<1000).map { "{\"label\": \"f\($0)\", \"dataFile\": {\"id\": \($0)}}" }
        let server = try LoopbackServer { _ in .text("{\"data\": [\(entries.joined(separator: ","))]}") }
        let host = try DataverseHost(
            MadePlace.of(
                "{kind: dataverse, url: \"https://d.org/dataset.xhtml?persistentId=doi:10.1/X\", role: primary}"
            ))
        let files = try await host.all(asking: MadePlace.client(["https://d.org/": server.address + "/"]))
        #expect(files.count == 1000)
    }
}
