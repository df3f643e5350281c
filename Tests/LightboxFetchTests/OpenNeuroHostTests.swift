import LightboxCore
import LightboxTesting
import Synchronization
import Testing

@testable import LightboxFetch

@Suite struct `OpenNeuro` {
    private static let blob = String(repeating: "ab", count: 20)
    private static let s3 = "https://s3.amazonaws.com/openneuro.org/ds000001"

    private static func row(
        _ name: String, size: String = "7", annexed: Bool = true, id: String = blob, urls: [String]? = nil
    ) -> String {
        let urls = (urls ?? [s3 + "/\(name)?versionId=v1"]).map { "\"\($0)\"" }.joined(separator: ",")
        return """
            {"id":"\(id)","filename":"\(name)","size":\(size),"directory":false,"annexed":\(annexed),"urls":[\(urls)]}
            """
    }
    private static func folder(_ name: String, tree: String) -> String {
        #"{"id":"\#(tree)","filename":"\#(name)","size":0,"directory":true,"annexed":false,"urls":[]}"#
    }
    private static func snapshot(_ rows: String...) -> String {
        #"{"data":{"snapshot":{"id":"ds000001:1.0.1","files":[\#(rows.joined(separator: ","))]}}}"#
    }
    private static let tags = """
        {"data":{"dataset":{"id":"ds000001","latestSnapshot":{"tag":"1.0.1"},
         "snapshots":[{"tag":"00001"},{"tag":"1.0.0"},{"tag":"1.0.1"}]}}}
        """

    /// Servers end when they are let go; these answer as long as the tests run.
    private static let servers = Mutex<[LoopbackServer]>([])

    /// A server that answers a query by what it contains, and a client that is led there.
    private func openNeuro(
        _ answer: @escaping @Sendable (_ query: String) -> [LoopbackServer.Step]
    ) throws -> (LoopbackServer, Client) {
        let server = try LoopbackServer { asked in
            let query = (try? JSONValue(parsing: asked.body))?["query"]?.asText ?? ""
            guard asked.path == "/crn/graphql" else { return .ok(Array(asked.target.utf8)) }
            return query.contains("latestSnapshot") ? .text(Self.tags) : answer(query)
        }
        Self.servers.withLock { $0.append(server) }
        return (server, try MadePlace.client(["https://openneuro.org/": server.address + "/"]))
    }
    private func host(
        _ id: String = "ds000001", release: String? = nil, variables: [String: String] = [:]
    ) throws -> OpenNeuroHost {
        try OpenNeuroHost(
            try MadePlace.of(
                "{kind: openneuro, id: \(id), role: primary}", release: release, variables: variables))
    }

    @Test func `lists the newest snapshot in one answer`() async throws {
        let (server, client) = try openNeuro { query in
            .text(
                query.contains("\"1.0.1\"") && query.contains("recursive: true")
                    ? Self.snapshot(
                        Self.row("README", annexed: false), Self.folder("sub-01", tree: "t"),
                        Self.row(
                            "sub-01/anat/sub-01_T1w.nii.gz", size: "\"5000000000\"",
                            urls: [Self.s3 + "/x", Self.s3 + "/x?versionId=.a_b"]))
                    : "{}")
        }
        let files = try await host().all(asking: client)
        #expect(files.map(\.path) == ["README", "sub-01/anat/sub-01_T1w.nii.gz"])
        #expect(files.map(\.byteCount) == [7, 5_000_000_000])
        #expect(files.map(\.checks) == [[.gitBlob(Self.blob)], []])
        #expect(files.map(\.version) == ["v1", ".a_b"])
        #expect(files.last?.address == Self.s3 + "/x?versionId=.a_b")
        #expect(server.asked.count == 2)
    }

    @Test(arguments: ["1.0.0", "ds000001-1.0.0", "v1.0.0"])
    func `takes a release as cards and people write it`(_ release: String) async throws {
        let (_, client) = try openNeuro { query in
            .text(query.contains("tag: \"1.0.0\"") ? Self.snapshot(Self.row("a")) : "{}")
        }
        #expect(try await host(release: release).all(asking: client).count == 1)
    }

    @Test(arguments: [
        LoopbackServer.Step.send([LoopbackServer.Step].head(504, [("Content-Length", "0")])),
        .send(
            [LoopbackServer.Step].head(200) + Array(#"{"errors":[{"message":"504: Gateway Time-out"}]}"#.utf8)
        ),
        .send([LoopbackServer.Step].head(200) + Array("<html><title>Gateway</title></html>".utf8)),
        .reset,
    ])
    func `walks the folders where all at once takes too long`(_ step: LoopbackServer.Step) async throws {
        let (_, client) = try openNeuro { query in
            if query.contains("recursive") { return [step] }
            if query.contains("tree: \"t1\"") { return .text(Self.snapshot(Self.folder("anat", tree: "t2"))) }
            if query.contains("tree: \"t2\"") { return .text(Self.snapshot(Self.row("T1w.nii.gz"))) }
            return .text(Self.snapshot(Self.row("CHANGES"), Self.folder("sub-01", tree: "t1")))
        }
        let files = try await host().all(asking: client)
        #expect(files.map(\.path) == ["CHANGES", "sub-01/anat/T1w.nii.gz"])
    }

    @Test func `leaves out folders that are not wanted`() async throws {
        let (server, client) = try openNeuro { query in
            if query.contains("recursive") { return .text("", status: 502) }
            return .text(
                query.contains("tree:")
                    ? Self.snapshot(Self.row("T1w.nii.gz"))
                    : Self.snapshot(Self.folder("sub-01", tree: "t1"), Self.folder("sub-02", tree: "t2")))
        }
        var selection = Selection()
        selection.only = [try PathPattern("sub-02/*.nii.gz")]
        #expect(try await host().all(selection, asking: client).map(\.path) == ["sub-02/T1w.nii.gz"])
        #expect(!server.asked.contains { String(decoding: $0.body, as: UTF8.self).contains("t1") })
    }

    @Test func `names the releases where the wanted one is unknown`() async throws {
        let (_, client) = try openNeuro { _ in .text("{}") }
        let error = await #expect(throws: FetchError.self) {
            try await host(release: "2.0.0").all(asking: client)
        }
        #expect(error?.problem == .notThere(status: 404))
        #expect(error?.hint == "releases there are: 00001, 1.0.0, 1.0.1")
    }

    @Test func `says that a dataset is unknown or not public, and where a key comes from`() async throws {
        let unknown = try LoopbackServer { _ in .text(#"{"data":{"dataset":null}}"#) }
        let closed = try LoopbackServer { _ in
            .text(
                #"{"errors":[{"message":"You do not have access to read this dataset."}],"data":{"dataset":null}}"#
            )
        }
        for (server, problem) in [
            (unknown, FetchError.Problem.notThere(status: 404)), (closed, .notAllowed(status: 403)),
        ] {
            let client = try MadePlace.client(["https://openneuro.org/": server.address + "/"])
            let error = await #expect(throws: FetchError.self) { try await host().all(asking: client) }
            #expect(error?.problem == problem)
            #expect(error?.hint?.contains("OPENNEURO_API_KEY") == true)
        }
    }

    @Test func `sends a key to OpenNeuro alone and writes down no signed address`() async throws {
        let signed = Self.s3 + "/a?AWSAccessKeyId=K&Signature=S&Expires=1"
        let (server, client) = try openNeuro { _ in
            .text(
                Self.snapshot(
                    Self.row("sub-01/a b.nii.gz", urls: [signed]),
                    Self.row("README", annexed: false, urls: []),
                    Self.row("c")))
        }
        let host = try host(variables: ["OPENNEURO_API_KEY": "key"])
        let files = try await host.all(asking: client)
        #expect(
            files.map(\.address) == [
                "https://openneuro.org/crn/datasets/ds000001/snapshots/1.0.1/files/sub-01:a%20b.nii.gz",
                "https://openneuro.org/crn/datasets/ds000001/objects/\(Self.blob)?filename=README",
                Self.s3 + "/c?versionId=v1",
            ])
        #expect(server.asked.allSatisfy { $0.headers["cookie"] == "accessToken=key" })
        #expect(try await host.request(for: files[0], asking: client).secret != nil)
        #expect(try await host.request(for: files[2], asking: client).secret == nil)
        let target = String(decoding: try await host.bytes(of: files[0], asking: client), as: UTF8.self)
        #expect(target.hasSuffix("sub-01:a%20b.nii.gz"))
    }

    @Test func `asks which dataset is meant where the card describes all`() {
        let error = #expect(throws: FetchError.self) { try host("\"ds{six digits}\"") }
        #expect(error?.description.contains("does not say which dataset") == true)
    }
}
