import LightboxArchive
import LightboxCatalogue
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `A bucket of S3` {
    private static let tag = "900150983cd24fb0d6963f7d28e17f72"
    private func host(
        _ text: String, access: String = "open", release: String? = nil, variables: [String: String] = [:]
    ) throws -> S3Host {
        try S3Host(MadePlace.of(text, release: release, access: access, variables: variables))
    }
    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client(["https://s3.amazonaws.com/": server.address + "/"])
    }
    private static func page(_ items: String, more: String = "") -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + "<EncodingType>url</EncodingType><IsTruncated>\(more.isEmpty ? "false" : "true")</IsTruncated>\(more)\(items)"
            + "</ListBucketResult>"
    }
    private static func item(
        _ key: String, _ size: Int = 3, tag: String = tag, kind: String = "Contents", more: String = ""
    )
        -> String
    {
        "<\(kind)><Key>\(key)</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;\(tag)&quot;</ETag>"
            + "<Size>\(size)</Size>\(more)</\(kind)>"
    }

    @Test func `is listed page by page, without the marks of folders`() async throws {
        let server = try LoopbackServer { asked in
            asked.target.contains("continuation-token=a%2F%2Bb%3D")
                ? .text(Self.page(Self.item("ds1/sub-02/z", 5, tag: Self.tag + "-2")))
                : .text(
                    Self.page(
                        Self.item("ds1/", 0) + Self.item("ds1/a%2Bb+c%C3%A4.txt")
                            + Self.item("ds1/k", tag: "odd"),
                        more: "<NextContinuationToken>a/+b=</NextContinuationToken>"))
        }
        let host = try host("{kind: s3, id: \"s3://open.org/ds1\", role: mirror}")
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["a+b cä.txt", "k", "sub-02/z"])
        #expect(files.map(\.byteCount) == [3, 3, 5])
        #expect(files[0].checks == [.digest(try #require(Digest(hex: Self.tag)))])
        #expect(files[1].checks.isEmpty)
        #expect(files[2].checks == [.etagOfParts(md5: Self.tag, count: 2)])
        #expect(
            server.asked.first?.target
                == "/open.org?encoding-type=url&list-type=2&max-keys=1000&prefix=ds1%2F")
        let request = try await host.request(for: files[0], asking: client(server))
        #expect(request.address.text == "https://s3.amazonaws.com/open.org/ds1/a%2Bb%20c%C3%A4.txt")
    }

    @Test func `lists less where only a part is wanted`() async throws {
        let server = try LoopbackServer { _ in .text(Self.page(Self.item("ds1/sub-01/anat/x"))) }
        var selection = Selection()
        selection.only = [try PathPattern("sub-0{1,3}/anat/*"), try PathPattern("sub-01/anat/*/*")]
        let host = try host("{kind: s3, id: \"s3://open.org/ds1\", role: mirror}")
        _ = try await host.all(selection, asking: client(server))
        #expect(
            server.asked.compactMap { $0.target.split(separator: "prefix=").last } == [
                "ds1%2Fsub-01%2Fanat%2F", "ds1%2Fsub-03%2Fanat%2F",
            ])
    }

    @Test func `in another region is asked there`() async throws {
        let there = try LoopbackServer { _ in .text(Self.page(Self.item("x"))) }
        let server = try LoopbackServer { asked in
            .answer(
                301, [("x-amz-bucket-region", "eu-west-1")],
                asked.method == "HEAD" ? [] : Array("<Error/>".utf8))
        }
        let client = try MadePlace.client([
            "https://s3.amazonaws.com/": server.address + "/",
            "https://s3.eu-west-1.amazonaws.com/": there.address + "/",
        ])
        let host = try host("{kind: s3, id: \"s3://far\", role: primary}")
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["x"])
        #expect(
            try await host.request(for: files[0], asking: client).address.host == "s3.eu-west-1.amazonaws.com"
        )
    }

    @Test func `is signed for where it is not open, and says when there are no keys`() async throws {
        let server = try LoopbackServer { asked in
            asked.headers["authorization"]?.hasPrefix("AWS4-HMAC-SHA256 Credential=AK/") ?? false
                ? asked.method == "HEAD"
                    ? .ok([], [("x-amz-server-side-encryption", "aws:kms")])
                    : .text(Self.page(Self.item("x")))
                : .answer(403)
        }
        let text = "{kind: s3, id: \"s3://closed\", role: primary}"
        let keys = ["AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": "SK", "AWS_SESSION_TOKEN": "ST"]
        for access in ["open", "registration"] {
            let files = try await host(text, access: access, variables: keys).all(asking: client(server))
            // Objects encrypted with keys of the owner have tags that prove nothing.
            #expect(files.map(\.checks.count) == [0])
        }
        #expect(server.asked.last?.headers["x-amz-security-token"] == "ST")
        #expect(!server.asked.contains { $0.headers["x-amz-request-payer"] != nil })
        let error = await #expect(throws: FetchError.self) {
            try await host(text).all(asking: client(server))
        }
        #expect(error?.problem == .notAllowed(status: 403))
        #expect(error?.hint?.contains("AWS_ACCESS_KEY_ID") == true)
    }

    @Test func `is paid for only by who agreed to`() async throws {
        let server = try LoopbackServer { asked in
            asked.headers["x-amz-request-payer"] == "requester"
                ? .text(Self.page(Self.item("x"))) : .answer(403)
        }
        var keys = ["AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": "SK"]
        let text = "{kind: s3, id: \"s3://paid\", role: primary}"
        let error = await #expect(throws: FetchError.self) {
            try await host(text, variables: keys).all(asking: client(server))
        }
        #expect(error?.hint?.contains("LIGHTBOX_REQUESTER_PAYS=1") == true)
        keys["LIGHTBOX_REQUESTER_PAYS"] = "1"
        #expect(try await host(text, variables: keys).all(asking: client(server)).map(\.path) == ["x"])
    }

    @Test func `is listed as it was on a day`() async throws {
        func version(_ key: String, _ id: String, _ day: String, _ kind: String = "Version") -> String {
            "<\(kind)><Key>\(key)</Key><VersionId>\(id)</VersionId><LastModified>2026-0\(day)T00:00:00.000Z</LastModified>"
                + (kind == "Version" ? "<ETag>\"\(Self.tag)\"</ETag><Size>3</Size>" : "") + "</\(kind)>"
        }
        let body =
            "<ListVersionsResult><IsTruncated>false</IsTruncated>" + version("a", "3", "5-01")
            + version("a", "2", "2-01")
            + version("a", "1", "1-01") + version("b", "2", "2-01", "DeleteMarker")
            + version("b", "1", "1-01")
            + version("c", "1", "5-01") + "</ListVersionsResult>"
        let server = try LoopbackServer { _ in .text(body) }
        let host = try host("{kind: s3, id: \"s3://open\", role: primary}", release: "2026-03-01")
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["a"])
        #expect(files.map(\.version) == ["2"])
        #expect(server.asked.first?.target.hasSuffix("&versions=") == true)
        let request = try await host.request(for: files[0], asking: client(server))
        #expect(request.address.query == "versionId=2")
    }

    @Test func `gives the objects that the card names`() async throws {
        let server = try LoopbackServer { asked in
            asked.method == "HEAD"
                ? [
                    .send(
                        [LoopbackServer.Step].head(
                            200, [("Content-Length", "9"), ("ETag", "\"\(Self.tag)\"")]))
                ]
                : .text(Self.page(Self.item("in/b1.tar") + Self.item("in/b2.txt")))
        }
        let host = try host(
            """
            {kind: s3, id: "s3://open/in/", role: primary, archives: [{name: "{x,y}.tar", url: "https://open.s3.amazonaws.com/{name}"},
             "b*.tar"]}
            """.oneLine)
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["x.tar", "y.tar", "b1.tar"])
        #expect(files.map(\.address) == ["s3://open/x.tar", "s3://open/y.tar", "s3://open/in/b1.tar"])
        #expect(files.map(\.byteCount) == [9, 9, 3])
        #expect(files.allSatisfy { $0.checks.count == 1 })
    }

    @Test func `that answers otherwise says so`() async throws {
        let host = try host("{kind: s3, id: \"s3://open/x\", role: primary}")
        for body in [
            "<Error><Code>SlowUp</Code><Message>no</Message></Error>", "<!DOCTYPE html><title>In</title>",
            "<a><b>", "{}",
            Self.page("<Contents><Key>a</Key></Contents>"), Self.page("", more: "<Nothing/>"), Self.page(""),
        ] {
            let server = try LoopbackServer { _ in .text(body) }
            let error = await #expect(throws: FetchError.self) { try await host.all(asking: client(server)) }
            #expect(error?.problem != nil, "\(body)")
        }
    }

    @Test(
        arguments: [
            ("s3://b/k/l", "b", "k/l", nil), ("https://b.s3.amazonaws.com/k", "b", "k", nil),
            ("b.c.s3.amazonaws.com", "b.c", "", nil),
            ("https://b.s3-us-west-2.amazonaws.com/", "b", "", "us-west-2"),
            ("https://b.s3.eu-west-1.amazonaws.com/k%20l", "b", "k l", "eu-west-1"),
            ("https://s3.amazonaws.com/b.org/k", "b.org", "k", nil),
            ("https://s3.eu-west-1.amazonaws.com/b", "b", "", "eu-west-1"),
            ("https://own.org/b/k", "b", "k", nil),
        ] as [(String, String, String, String?)])
    func `is known by many addresses`(_ text: String, _ bucket: String, _ key: String, _ region: String?)
        throws
    {
        let place = try #require(S3Place(text))
        #expect(place.bucket == bucket)
        #expect(place.key == key)
        #expect(place.region == region)
        #expect(place.server == (text.contains("own.org") ? "https://own.org" : nil))
    }

    @Test func `takes keys from a profile`() {
        let text =
            "[default]\naws_access_key_id = A\n\n[profile lab]\n# no\naws_access_key_id=B\nregion = eu-west-1\n"
        #expect(AWSCredentials.section("default", of: text) == ["aws_access_key_id": "A"])
        #expect(
            AWSCredentials.section("profile lab", of: text) == [
                "aws_access_key_id": "B", "region": "eu-west-1",
            ])
    }
}

@Suite struct `A page in XML` {
    @Test func `gives elements and texts`() throws {
        let text =
            "\u{FEFF}<?xml version='1.0'?><!-- <x> --><n:a b=\">\"><c/><c>1 &lt; 2 &#xE4;<![CDATA[<&>]]></c>\n</n:a>\n"
        let root = try XMLPage.parse(Array(text.utf8))
        #expect(root.name == "a")
        #expect(root.all("c").map(\.text) == ["", "1 < 2 ä<&>"])
    }

    @Test(arguments: [
        "", "x", "<a>", "<a></b>", "<a>&nbsp;</a>", "<a", "<a b='></a>", "<!DOCTYPE a><a/>", "</a>", "<1/>",
        "<a>&#xD800;</a>",
    ])
    func `is refused where it is none`(_ text: String) {
        #expect(throws: XMLPage.Fault.self) { try XMLPage.parse(Array(text.utf8)) }
    }

    @Test func `is refused wherever it is cut off`() {
        let whole = Array("<?xml version=\"1.0\"?><a><b>x &amp; y</b><!-- c --><c d='e'/></a>".utf8)
        for count in 0..<whole.count {
            #expect(throws: XMLPage.Fault.self, "\(count)") { try XMLPage.parse(Array(whole[..<count])) }
        }
    }

    @Test func `has sums in base64`() {
        #expect(Base64.bytes("") == [])
        #expect(Base64.bytes("TQ==") == [77])
        #expect(Base64.bytes("TWFu+/8=") == [77, 97, 110, 251, 255])
        for wrong in ["TQ", "T===", "TQ=a", "T Q="] { #expect(Base64.bytes(wrong) == nil) }
        #expect(Digest(.md5, base64: "TWFu") == nil)
    }
}
