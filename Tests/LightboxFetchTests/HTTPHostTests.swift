import LightboxArchive
import LightboxCatalogue
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `Files at addresses of the card` {
    private static let md5 = "900150983cd24fb0d6963f7d28e17f72"
    private static let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    private func host(_ text: String, access: String = "open", variables: [String: String] = [:]) throws
        -> HTTPHost
    {
        try HTTPHost(MadePlace.of(text, access: access, variables: variables))
    }

    @Test func `are those of its archives, with their sizes and digests`() async throws {
        let host = try host(
            """
            {kind: http, role: primary, url: "https://a.org/data/", archives: [
              {name: "{a,b} 1.zip", url: "https://a.org/{name}?x={name}"},
              {name: "c.zip", bytes: 3, md5: \(Self.md5)}, "d.zip"]}
            """.oneLine)
        let client = try MadePlace.client([:])
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["a 1.zip", "b 1.zip", "c.zip", "d.zip"])
        #expect(files[0].address == "https://a.org/a%201.zip?x=a%201.zip")
        #expect(files[2].address == "https://a.org/data/c.zip")
        #expect(files[2].byteCount == 3)
        #expect(files[2].checks == [.digest(try #require(Digest(hex: Self.md5)))])
        #expect(files[3].byteCount == nil)
    }

    @Test func `may be the one file that the address is of, and never a page`() async throws {
        let client = try MadePlace.client([:])
        let one = try host("{kind: ftp, role: mirror, url: \"ftp://a.org/x/a%20b.tar.gz\"}")
        #expect(try await one.all(asking: client).map(\.path) == ["a b.tar.gz"])
        for page in [
            "https://a.org/", "https://a.org/page.html", "https://a.org/data", "https://a.org/x.zip?page=2",
        ] {
            let error = #expect(throws: FetchError.self) {
                try host("{kind: http, role: primary, url: \"\(page)\"}")
            }
            #expect(error?.description.contains(page) == true)
        }
    }

    @Test func `with a digest in a list that the card names`() async throws {
        let server = try LoopbackServer { asked in
            asked.path == "/SHA256SUMS.txt"
                ? .text("\(Self.sha256)  ./in/a.zip\n\(Self.sha256) *b.zip\n") : .answer(404)
        }
        let host = try host(
            """
            {kind: http, role: primary, url: "https://a.org/d/", archives: ["SHA256SUMS.txt", "a.zip", "z.zip"]}
            """)
        let files = try await host.all(asking: MadePlace.client(["https://a.org/d/": server.address + "/"]))
        #expect(files.map(\.checks.count) == [0, 1, 0])
    }

    @Test func `with names from that list where the card has a pattern`() async throws {
        let server = try LoopbackServer { asked in
            asked.path == "/SHA256SUMS.txt"
                ? .text("\(Self.sha256)  b_2.zip\n\(Self.sha256)  b_1.zip\n\(Self.sha256)  c.txt\n")
                : .answer(404)
        }
        let host = try host(
            """
            {kind: http, role: primary, url: "https://a.org/page", archives: [{name: "b_*.zip"}],
             endpoints: [{gives: checksums, protocol: http, url: "https://a.org/d/SHA256SUMS.txt", auth: none},
              {gives: archive, protocol: http, url: "https://a.org/get?files={name}", auth: none}]}
            """.oneLine)
        let files = try await host.all(asking: MadePlace.client(["https://a.org/d/": server.address + "/"]))
        #expect(files.map(\.path) == ["b_1.zip", "b_2.zip"])
        #expect(
            files.map(\.address) == ["https://a.org/get?files=b_1.zip", "https://a.org/get?files=b_2.zip"])
        #expect(files.map(\.checks.count) == [1, 1])
        #expect(server.asked.map(\.path) == ["/SHA256SUMS.txt"])
    }

    @Test func `with a digest beside each, where the card says so`() async throws {
        let server = try LoopbackServer { asked in
            switch asked.path {
            case "/a.zip.md5": .text(Self.md5 + "\n")
            case "/b.zip.md5": .text(Self.md5 + "  elsewhere/b.zip\n")
            case "/":
                .text(
                    "<title>Index of /</title><a href='a.zip'>a.zip</a><a href='b.zip'>b</a><a href='c.zip'>c</a>"
                )
            default: .answer(404)
            }
        }
        let host = try host(
            """
            {kind: http, role: primary, url: "https://a.org/", archives: ["*.zip", {name: "*.zip.md5", unconfirmed: true}]}
            """)
        let files = try await host.all(asking: MadePlace.client(["https://a.org/": server.address + "/"]))
        #expect(files.map(\.path) == ["a.zip", "b.zip", "c.zip"])
        #expect(files.map(\.checks.count) == [1, 1, 0])
    }

    @Test func `say so when a list that the card is sure of is gone`() async throws {
        let server = try LoopbackServer { _ in .answer(404) }
        let host = try host(
            "{kind: http, role: primary, url: \"https://a.org/\", archives: [\"MD5SUMS\", \"a.zip\"]}")
        let error = await #expect(throws: FetchError.self) {
            try await host.all(asking: MadePlace.client(["https://a.org/": server.address + "/"]))
        }
        #expect(error?.problem == .notThere(status: 404))
        #expect(error?.hint?.contains("digests are published there") == true)
    }

    @Test func `are looked up in folders as deep as the pattern says`() async throws {
        let pages = [
            "/data/":
                "<title>Index of /data/</title><a href=\"../\">../</a><a href=\"b/\">b/</a><a href=\"a%20b/\">a b/</a>"
                + "<a href=\"x.txt\">x</a>",
            "/data/a%20b/": "<title>Index of</title><a href=\"deep/\">deep</a><a href=\"MRI.nii.gz\">MRI</a>",
            "/data/b/": "<title>Index of</title><a href=\"MRI.nii.gz\">MRI</a><a href=\"other.txt\">o</a>",
        ]
        let server = try LoopbackServer { asked in pages[asked.path].map { .text($0) } ?? .answer(404) }
        let host = try host(
            "{kind: http, role: primary, url: \"https://a.org/\", archives: [\"data/*/MRI.nii.gz\"]}")
        let files = try await host.all(asking: MadePlace.client(["https://a.org/": server.address + "/"]))
        #expect(files.map(\.path) == ["data/a b/MRI.nii.gz", "data/b/MRI.nii.gz"])
        #expect(files[0].address == "https://a.org/data/a%20b/MRI.nii.gz")
        #expect(server.asked.map(\.path) == ["/data/", "/data/a%20b/", "/data/b/"])
    }

    @Test func `are not half of them where one pattern fits nothing`() async throws {
        let server = try LoopbackServer { _ in .text("<title>Index of /</title><a href='a.zip'>a.zip</a>") }
        let host = try host(
            "{kind: http, role: primary, url: \"https://a.org/\", archives: [\"a*.zip\", \"b*.zip\"]}")
        let client = try MadePlace.client(["https://a.org/": server.address + "/"])
        let error = await #expect(throws: FetchError.self) { try await host.all(asking: client) }
        #expect(error?.description.contains("b*.zip") == true)
        var selection = Selection()
        selection.only = [try PathPattern("a*")]
        #expect(try await host.all(selection, asking: client).map(\.path) == ["a.zip"])
    }

    @Test func `are asked for with a log-in only at the machine it is for`() async throws {
        let host = try host(
            "{kind: http, role: primary, url: \"https://a.org/\", archives: [\"a.zip\", {name: \"b.zip\", url: \"https://b.org/b.zip\"}]}",
            access: "registration")
        let client = try MadePlace.client([:])
        for file in try await host.all(asking: client) {
            #expect(try await host.request(for: file, asking: client).secret == nil)
        }
        let refused = host.explain(FetchError(.notAllowed(status: 401), at: "x"), about: nil)
        #expect(refused.hint?.contains("machine a.org") == true)
    }
}

@Suite struct `A folder's page` {
    private let folder = "https://a.org/d/"
    private func entries(_ page: String) throws -> [FolderEntry]? {
        FolderPage.entries(of: page, at: try WebAddress(folder))
    }

    @Test func `of nginx gives names and exact sizes`() throws {
        let page = """
            <html><head><title>Index of /d/</title></head><body><h1>Index of /d/</h1><hr><pre><a href="../">../</a>
            <a href="sub/">sub/</a>                                               24-Nov-2026 18:50                   -
            <a href="a%20very%20long%20name.bin">a very long..&gt;</a>      24-Nov-2026 18:50                1234
            <a href="b%26c.bin">b&amp;c.bin</a>      24-Nov-2026 18:50                10K
            </pre></body></html>
            """
        let found = try #require(try entries(page))
        #expect(found.map(\.name) == ["a very long name.bin", "b&c.bin", "sub"])
        #expect(found.map(\.byteCount) == [1234, nil, nil])
        #expect(found.map(\.isFolder) == [false, false, true])
    }

    @Test func `of Apache gives names, and no size that was rounded`() throws {
        let page = """
            <title>Index of /d</title><table><tr><th><a href="?C=N;O=D">Name</a></th></tr>
            <tr><td><a href="/">Parent Directory</a></td></tr>
            <tr><td><a href="x&amp;y.zip">x&amp;y.zip</a></td><td align="right">2026-11-24 18:50  </td><td>1.2M</td></tr>
            <tr><td><a href="small">small</a>   2026-11-24 18:50   512 </td></tr></table>
            """
        let found = try #require(try entries(page))
        #expect(found.map(\.name) == ["small", "x&y.zip"])
        #expect(found.map(\.byteCount) == [nil, nil])
    }

    @Test func `leads nowhere else`() throws {
        let page = """
            <TITLE>Index of /d/</TITLE><A HREF="https://b.org/d/a">a</A><a href="/e/b">b</a><a href="//c.org/d/c">c</a>
            <a href="..%2fup">up</a><a href="./">.</a><a href="%2e%2e/">..</a><a href="x/y">deep</a><a href="javascript:1">j</a>
            <a href="/d/good">good</a><a href="good">again</a>
            """
        #expect(try entries(page)?.map(\.name) == ["good"])
    }

    @Test func `is told from other pages`() throws {
        #expect(try entries("<title>Our data</title><a href=\"a.zip\">a</a>") == nil)
    }
}

@Suite struct `A list of FTP` {
    @Test func `for programs gives types and sizes`() throws {
        let text =
            "type=cdir;perm=el; .\r\ntype=pdir; ..\r\nType=file;Size=12;modify=20261124180000; a b\r\ntype=dir; sub\r\n"
        let found = try FTPList.machineReadable(text)
        #expect(
            found
                == [FolderEntry("a b", byteCount: 12), FolderEntry("sub", isFolder: true)].compactMap { $0 })
    }

    @Test func `for people gives the same`() throws {
        let text = """
            total 8
            -rw-r--r--    1 0        0            1234 Nov 24 18:00 with  two blanks.nii
            drwxr-xr-x    2 0        0            4096 Nov 24  2025 sub
            lrwxrwxrwx    1 0        0               4 Nov 24 18:00 link -> else
            11-24-26  06:00PM       <DIR>          win
            11-24-26  06:00PM                   77 win.bin
            """
        let found = try FTPList.forPeople(text)
        #expect(found.map(\.name) == ["link", "sub", "win", "win.bin", "with  two blanks.nii"])
        #expect(found.map(\.byteCount) == [nil, nil, nil, 77, 1234])
        #expect(found.map(\.isFolder) == [false, true, true, false, false])
    }

    @Test func `in another form is not guessed at`() {
        #expect(throws: FTPList.Unreadable.self) {
            try FTPList.forPeople("+i8388621.48594,m825718503,r,s280,\tx")
        }
    }
}

extension String {
    /// The text on one line, as `MadePlace` wants it.
    var oneLine: String { split(whereSeparator: \.isNewline).map(\.trimmedBlanks).joined(separator: " ") }
}
extension Substring {
    fileprivate var trimmedBlanks: String { String(self).trimmedBlanks }
}
