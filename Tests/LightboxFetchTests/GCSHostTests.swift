import LightboxArchive
import LightboxCatalogue
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `A bucket of Google` {
    private func host(_ text: String, access: String = "open", variables: [String: String] = [:]) throws
        -> GCSHost
    {
        try GCSHost(MadePlace.of(text, access: access, variables: variables))
    }
    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client(["https://storage.googleapis.com/": server.address + "/"])
    }

    @Test func `is listed page by page, with what it publishes`() async throws {
        let server = try LoopbackServer { asked in
            asked.target.contains("pageToken=t%2B1")
                ? .text(
                    "{\"items\":[{\"name\":\"d/z.txt\",\"size\":\"9\",\"generation\":\"7\",\"contentEncoding\":\"gzip\",\"md5Hash\":\"kAFQmDzST7DWlj99KOF/cg==\"}]}"
                )
                : .text(
                    "{\"nextPageToken\":\"t+1\",\"items\":[{\"name\":\"d/\",\"size\":\"0\"},{\"name\":\"d/a b.txt\",\"size\":\"3\",\"generation\":\"5\",\"md5Hash\":\"kAFQmDzST7DWlj99KOF/cg==\",\"crc32c\":\"Nks/tw==\"}]}"
                )
        }
        let host = try host("{kind: gcs, id: \"gs://b.physionet.org/d\", role: mirror}")
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["a b.txt", "z.txt"])
        #expect(files.map(\.byteCount) == [3, nil])
        #expect(
            files[0].checks == [
                .digest(try #require(Digest(hex: "900150983cd24fb0d6963f7d28e17f72"))), .crc32c(0x364B_3FB7),
            ])
        #expect(files[1].checks.isEmpty)
        #expect(server.asked.first?.headers["authorization"] == nil)
        let request = try await host.request(for: files[0], asking: client(server))
        #expect(
            request.address.text
                == "https://storage.googleapis.com/download/storage/v1/b/b.physionet.org/o/d%2Fa%20b.txt?alt=media&generation=5"
        )
    }

    @Test func `is opened by a token, which an open one is not shown`() async throws {
        let server = try LoopbackServer { asked in
            asked.headers["authorization"] == "Bearer T"
                ? .text("{\"items\":[{\"name\":\"a\",\"size\":\"1\"}]}") : .answer(401)
        }
        let text = "{kind: gcs, id: \"gs://b\", role: mirror}"
        let token = ["GOOGLE_OAUTH_ACCESS_TOKEN": "T"]
        #expect(
            try await host(text, access: "credentialed", variables: token).all(asking: client(server)).count
                == 1)
        for host in [try host(text, access: "credentialed"), try host(text, variables: token)] {
            let error = await #expect(throws: FetchError.self) { try await host.all(asking: client(server)) }
            #expect(error?.hint?.contains("gcloud auth print-access-token") == true)
        }
    }

    @Test func `is paid for by a project that the user names`() async throws {
        let server = try LoopbackServer { asked in
            asked.target.contains("userProject=lab")
                ? .text("{\"items\":[{\"name\":\"a\",\"size\":\"1\"}]}")
                : .answer(
                    400, [],
                    Array(
                        "{\"error\":{\"message\":\"Bucket is a requester pays bucket but no user project provided.\"}}"
                            .utf8))
        }
        let text = "{kind: gcs, id: \"gs://b\", role: mirror}"
        let error = await #expect(throws: FetchError.self) {
            try await host(text).all(asking: client(server))
        }
        #expect(error?.hint?.contains("LIGHTBOX_BILLING_PROJECT") == true)
        let paid = try host(
            text, variables: ["LIGHTBOX_BILLING_PROJECT": "lab", "GOOGLE_OAUTH_ACCESS_TOKEN": "T"])
        #expect(try await paid.all(asking: client(server)).count == 1)
    }

    @Test func `that answers otherwise says so`() async throws {
        let host = try host("{kind: gcs, id: \"gs://b\", role: mirror}")
        for body in [
            "[]", "{}", "<html><title>x</title>", "{\"items\":[{\"name\":\"a\"}]}",
            "{\"items\":[],\"nextPageToken\":\"t\"}",
        ] {
            let server = try LoopbackServer { _ in .text(body) }
            await #expect(throws: FetchError.self, "\(body)") { try await host.all(asking: client(server)) }
        }
    }

    @Test func `is known by its addresses`() throws {
        #expect(GCSHost.bucket("gs://b/d/e")?.key == "d/e")
        #expect(GCSHost.bucket("https://storage.googleapis.com/b/d%20e")?.key == "d e")
        #expect(GCSHost.bucket("https://b.storage.googleapis.com/d")?.bucket == "b")
        #expect(GCSHost.bucket("BigQuery physionet-data.eicu_crd") == nil)
        #expect(throws: FetchError.self) { try host("{kind: gcs, id: BigQuery x.y, role: mirror}") }
    }
}
