import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `A link that people share` {
    @Test func `of Box leads to the file, or is told to be a page`() async throws {
        let client = try MadePlace.client([:])
        let open = SharedLinkHost(
            try MadePlace.of(
                "{kind: box, id: b, url: \"https://nihcc.app.box.com/v/X\", role: primary, archives: [{name: \"a_{01,02}.zip\"}, "
                    + "{name: \"a_01.gz\", url: \"https://nihcc.box.com/shared/static/abc.gz\", bytes: 7, "
                    + "md5: 0123456789abcdef0123456789abcdef}]}"))
        let files = try await open.all(asking: client)
        #expect(files.map(\.address) == ["https://nihcc.box.com/shared/static/abc.gz"])
        #expect(files.map(\.byteCount) == [7])
        let page = SharedLinkHost(
            try MadePlace.of("{kind: box, id: b, url: \"https://nihcc.app.box.com/v/X\", role: primary}"))
        let error = await #expect(throws: FetchError.self) { try await page.all(asking: client) }
        #expect(error?.hint?.hasPrefix("open https://nihcc.app.box.com/v/X, press Download") == true)
    }

    @Test(arguments: [
        ("https://www.dropbox.com/sh/z/A/t.zip?dl=0", "https://www.dropbox.com/sh/z/A/t.zip?dl=1"),
        (
            "https://www.dropbox.com/scl/fi/z/t.zip?rlkey=k&dl=0",
            "https://www.dropbox.com/scl/fi/z/t.zip?rlkey=k&dl=1"
        ),
        ("https://www.dropbox.com/s/z/t.zip", "https://www.dropbox.com/s/z/t.zip?dl=1"),
        ("https://dl.dropboxusercontent.com/s/z/t.zip", "https://dl.dropboxusercontent.com/s/z/t.zip"),
    ])
    func `of Dropbox is asked for the file`(_ link: String, _ address: String) async throws {
        let host = SharedLinkHost(
            try MadePlace.of(
                "{kind: dropbox, id: z, role: primary, archives: [{name: \"t.zip\", url: \"\(link)\"}]}"))
        #expect(try await host.all(asking: MadePlace.client([:])).map(\.address) == [address])
    }

    private static let warning = """
        <!DOCTYPE html><html><head><title>Google Drive - Virus scan warning</title></head><body>
        <form id="download-form" action="https://drive.usercontent.google.com/download" method="get">
        <input type="submit" value="Download anyway"/><input type="hidden" name="id" value="FILE567890">
        <input type="hidden" name="export" value="download"><input type="hidden" name="confirm" value="t">
        <input type="hidden" name="uuid" value="a&amp;b"></form></body></html>
        """

    private func driveClient(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client([
            "https://drive.google.com/": server.address + "/",
            "https://drive.usercontent.google.com/": server.address + "/u/",
        ])
    }

    @Test func `of Google Drive is followed through the page before large files`() async throws {
        let bytes = Array("a large file".utf8)
        let server = try LoopbackServer { asked in
            asked.target.contains("uuid=a%26b")
                ? .ok(bytes, [("Content-Disposition", "attachment; filename=\"scans (1).zip\"")])
                : .text(Self.warning)
        }
        let host = try GoogleDriveHost(
            MadePlace.of(
                "{kind: google-drive, id: x, url: \"https://drive.google.com/file/d/FILE567890/view\", role: primary}"
            ))
        let files = try await host.all(asking: driveClient(server))
        #expect(files.map(\.path) == ["scans (1).zip"])
        #expect(
            files.map(\.address) == [
                "https://drive.usercontent.google.com/download?id=FILE567890&export=download&confirm=t"
            ])
        #expect(try await host.bytes(of: files[0], asking: driveClient(server)) == bytes)
        #expect(server.asked.first?.range?.last == 0)
    }

    @Test func `of Google Drive is told to be used up`() async throws {
        let server = try LoopbackServer { _ in
            .text("<html><head><title>Google Drive - Quota exceeded</title></head></html>")
        }
        let host = try GoogleDriveHost(
            MadePlace.of("{kind: google-drive, id: FILE567890, role: primary, archives: [{name: \"a.zip\"}]}")
        )
        let files = try await host.all(asking: driveClient(server))
        #expect(files.map(\.path) == ["a.zip"])
        #expect(server.asked.isEmpty)
        let error = await #expect(throws: FetchError.self) {
            try await host.request(for: files[0], asking: driveClient(server))
        }
        #expect(error?.problem == .webPage(title: "Google Drive - Quota exceeded"))
        #expect(error?.hint?.contains("tomorrow") == true)
    }

    @Test func `of Google Drive to a folder is listed with the folders in it`() async throws {
        let server = try LoopbackServer { asked in
            asked.target.hasSuffix("FOLDER7890")
                ? .text(
                    """
                    <html><head><title>Top</title></head><body>
                    <a href="https://drive.google.com/file/d/FILEB67890/view?usp=drive_web"><div>b &amp; c.csv</div></a>
                    <a href="https://drive.google.com/drive/folders/INNER67890"><div class="t">in/ner</div></a>
                    <a href="https://docs.google.com/document/d/DOC4567890/edit">notes</a>
                    <a href='https://drive.google.com/file/d/FILEA67890/view'><img src=x><div>a&#39;s.csv</div></a></body></html>
                    """)
                : .text(
                    "<html><head><title>In</title></head><body>"
                        + "<a href=\"https://drive.google.com/file/d/FILEC67890/view\">d.csv</a></body></html>"
                )
        }
        let host = try GoogleDriveHost(
            MadePlace.of(
                "{kind: google-drive, id: x, url: \"https://drive.google.com/drive/folders/FOLDER7890?usp=sharing\", role: primary}"
            ))
        let files = try await host.all(asking: driveClient(server))
        #expect(files.map(\.path) == ["a's.csv", "b & c.csv", "in_ner/d.csv"])
        #expect(
            files.map(\.address).allSatisfy {
                $0.hasPrefix("https://drive.usercontent.google.com/download?id=FILE")
            })
    }

    @Test func `of Google Drive is told to be closed`() async throws {
        let server = try LoopbackServer { _ in .text("<html><head><title>Sign in</title></head></html>") }
        let host = try GoogleDriveHost(
            MadePlace.of(
                "{kind: google-drive, url: \"https://drive.google.com/drive/folders/FOLDER7890\", role: primary}"
            ))
        let error = await #expect(throws: FetchError.self) { try await host.all(asking: driveClient(server)) }
        #expect(error?.hint?.contains("open https://drive.google.com/drive/folders/FOLDER7890") == true)
    }

    @Test(arguments: [
        ("attachment; filename=\"a b.zip\"", "a b.zip"), ("attachment; filename=a.zip; x=y", "a.zip"),
        ("attachment; filename=\"?\"; filename*=UTF-8''%C3%A4.zip", "ä.zip"), ("inline", nil),
        ("attachment; filename*=UTF-8''%ZZ", nil),
    ])
    func `names its file`(_ field: String, _ name: String?) {
        #expect(ContentDisposition.fileName(field) == name)
    }
}

@Suite struct `The list of hosts` {
    @Test func `names each kind once`() {
        let kinds = HostRegistry.standard.services.flatMap(\.kinds)
        #expect(Set(kinds).count == kinds.count)
    }
    @Test func `makes nothing of what no program can do`() {
        for service in HostRegistry.standard.services {
            #expect((service.mark == .never) == (service.make == nil), "\(service.name)")
        }
    }
}
