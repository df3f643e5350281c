import LightboxArchive
import LightboxCatalogue
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `A project of PhysioNet` {
    private static let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    private func host(_ text: String, access: String = "open", variables: [String: String] = [:]) throws
        -> PhysioNetHost
    {
        try PhysioNetHost(MadePlace.of(text, access: access, variables: variables))
    }
    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client(["https://physionet.org/": server.address + "/"])
    }

    @Test func `is listed by its digests, and no folder is crawled`() async throws {
        let server = try LoopbackServer { asked in
            asked.path == "/files/egd-cxr/1.0.0/SHA256SUMS.txt"
                ? .text("\(Self.sha256) a b/1.csv\n\(Self.sha256)  LICENSE.txt\n\(Self.sha256) z.png\n")
                : .answer(404)
        }
        let host = try host(
            "{kind: physionet, id: egd-cxr/1.0.0, role: primary, archives: [\"LICENSE.txt\"]}")
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["SHA256SUMS.txt", "a b/1.csv", "LICENSE.txt", "z.png"])
        #expect(files.map(\.checks.count) == [0, 1, 1, 1])
        #expect(files[1].address == "https://physionet.org/files/egd-cxr/1.0.0/a%20b/1.csv")
        #expect(server.asked.count == 1)
        #expect(server.asked.first?.headers["authorization"] == nil)
    }

    @Test func `that is not open wants a name and a password, or a signature`() async throws {
        let server = try LoopbackServer { asked in
            switch asked.headers["authorization"] {
            case nil: .answer(401)
            case "Basic dTpw": .text("\(Self.sha256) a.csv\n")
            default: .answer(403)
            }
        }
        let text = "{kind: physionet, url: \"https://physionet.org/files/mimic-cxr/2.1.0/\", role: primary}"
        func error(_ variables: [String: String]) async throws -> FetchError? {
            await #expect(throws: FetchError.self) {
                try await host(text, access: "credentialed", variables: variables).all(asking: client(server))
            }
        }
        let good = ["PHYSIONET_USER": "u", "PHYSIONET_PASSWORD": "p"]
        #expect(
            try await host(text, access: "credentialed", variables: good).all(asking: client(server)).count
                == 2)
        #expect(try await error([:])?.hint?.contains("PHYSIONET_USER") == true)
        let unsigned = try await error(["PHYSIONET_USER": "x", "PHYSIONET_PASSWORD": "pass"])
        #expect(unsigned?.hint?.contains("https://physionet.org/sign-dua/mimic-cxr/2.1.0/") == true)
        #expect(unsigned?.description.contains("pass") == false)
    }

    @Test func `that shows a page in place of the list says which page to open`() async throws {
        for body in ["<!DOCTYPE html><title>Log in</title>", "\(Self.sha256) a\nno digest\n"] {
            let server = try LoopbackServer { _ in .text(body) }
            let host = try host("{kind: physionet, id: x/1.0, role: primary}")
            let error = await #expect(throws: FetchError.self) { try await host.all(asking: client(server)) }
            if case .webPage = error?.problem {
                #expect(error?.hint?.contains("https://physionet.org/content/x/1.0/") == true)
            }
        }
    }

    @Test func `is known by project and version`() throws {
        for text in [
            "egd-cxr/1.0.0", "https://physionet.org/files/egd-cxr/1.0.0/",
            "https://physionet.org/content/egd-cxr/1.0.0/",
        ] {
            #expect(try #require(PhysioNetHost.project(text)) == ("egd-cxr", "1.0.0"))
        }
        for text in ["mimic-eye-integrated", "https://physionet.org/", "a b/1.0"] {
            #expect(PhysioNetHost.project(text) == nil)
        }
    }
}
