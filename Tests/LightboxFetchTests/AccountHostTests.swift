import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxFetch

@Suite struct `A dataset on Kaggle` {
    private func server() throws -> LoopbackServer {
        try LoopbackServer { asked in
            switch asked.path {
            case "/api/v1/datasets/list/lab/brains":
                asked.target.contains("pageToken=a%2Bb")
                    ? .text(
                        "{\"datasetFiles\": [{\"name\": \"d/2.csv\", \"totalBytes\": 5}], \"nextPageToken\": \"\"}"
                    )
                    : .text(
                        "{\"datasetFiles\": [{\"name\": \"1.csv\", \"totalBytes\": 4}], \"nextPageToken\": \"a+b\"}"
                    )
            case "/api/v1/datasets/download/lab/brains": .text("zip")
            case "/api/v1/datasets/download/lab/brains/d%2F2.csv": .text("12345")
            case "/api/v1/competitions/data/list/heart":
                .text("[{\"name\": \"train.csv\", \"totalBytes\": 4}]")
            default: .answer(404)
            }
        }
    }
    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client(["https://www.kaggle.com/": server.address + "/"])
    }

    @Test func `comes as one archive, with the key of Kaggle's own program`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("{\"username\":\"u\",\"key\":\"p\"}".utf8), to: ".kaggle/kaggle.json")
        let server = try server()
        let host = try KaggleHost(
            MadePlace.of("{kind: kaggle, id: lab/brains, role: primary}", home: FilePath(folder.path)))
        let files = try await host.all(asking: client(server))
        #expect(files.map(\.path) == ["archive.zip"])
        #expect(files.first?.checks.isEmpty == true)
        #expect(try await host.bytes(of: files[0], asking: client(server)) == Array("zip".utf8))
        #expect(server.asked.last?.headers["authorization"] == "Basic dTpw")
    }

    @Test func `comes file by file where some are wanted, in the version that is asked for`() async throws {
        let server = try server()
        let host = try KaggleHost(
            MadePlace.of(
                "{kind: kaggle, id: x, url: \"https://www.kaggle.com/datasets/lab/brains\", role: primary}",
                release: "v2",
                variables: ["KAGGLE_USERNAME": "u", "KAGGLE_KEY": "p"]))
        var wanted = Selection()
        wanted.only = [try PathPattern("*.csv")]
        let files = try await host.all(wanted, asking: client(server))
        #expect(files.map(\.path) == ["1.csv", "d/2.csv"])
        #expect(files.map(\.byteCount) == [4, 5])
        #expect(
            files[1].address
                == "https://www.kaggle.com/api/v1/datasets/download/lab/brains/d%2F2.csv?datasetVersionNumber=2"
        )
        #expect(try await host.bytes(of: files[1], asking: client(server)) == Array("12345".utf8))
        #expect(server.asked.first?.target.hasSuffix("?pageSize=200&datasetVersionNumber=2") == true)
        wanted.only = [try PathPattern("archive.zip/d/*")]
        #expect(try await host.all(wanted, asking: client(server)).map(\.path) == ["archive.zip"])
    }

    @Test func `of a competition says where its rules are accepted`() async throws {
        let server = try server()
        let host = try KaggleHost(
            MadePlace.of(
                "{kind: kaggle, id: competitions/heart, role: derived}", variables: ["KAGGLE_API_TOKEN": "t"])
        )
        var wanted = Selection()
        wanted.ids = ["train.csv"]
        #expect(
            try await host.all(wanted, asking: client(server)).map(\.address)
                == ["https://www.kaggle.com/api/v1/competitions/data/download/heart/train.csv"])
        #expect(
            try await host.all(asking: client(server)).map(\.address)
                == ["https://www.kaggle.com/api/v1/competitions/data/download-all/heart"])
        let error = host.explain(FetchError(.notAllowed(status: 403), at: "x"), about: nil)
        #expect(
            error.hint == "open https://www.kaggle.com/competitions/heart/rules, log in and accept the rules")
        let stranger = try KaggleHost(MadePlace.of("{kind: kaggle, id: competitions/heart, role: derived}"))
        #expect(
            stranger.explain(FetchError(.notAllowed(status: 401), at: "x"), about: nil).hint?.contains(
                "kaggle.json")
                == true)
        #expect(throws: FetchError.self) {
            try KaggleHost(MadePlace.of("{kind: kaggle, id: several, role: derived}"))
        }
    }
}

@Suite struct `An entity on Synapse` {
    private static let fileType = "org.sagebionetworks.repo.model.FileEntity"
    private static let md5 = "0123456789abcdef0123456789abcdef"

    private func client(_ server: LoopbackServer) throws -> Client {
        try MadePlace.client([
            "https://repo-prod.prod.sagebase.org/": server.address + "/",
            "https://file-prod.prod.sagebase.org/": server.address + "/",
        ])
    }
    private static func bundle(_ id: Int, isClosed: Bool = false) -> String {
        "{\"entity\": {\"name\": \"n\(id)\", \"dataFileHandleId\": \"9\(id)\", \"versionNumber\": 3}, \"fileHandles\": [{\"id\": \"1\"}, "
            + "{\"id\": \"9\(id)\", \"fileName\": \"f\(id).nii.gz\", \"contentSize\": 5, \"contentMd5\": \"\(md5)\"}], "
            + "\"restrictionInformation\": {\"hasUnmetAccessRequirement\": \(isClosed)}}"
    }

    @Test func `is listed with its folders, and fetched by a signed address without a token`() async throws {
        let store = try LoopbackServer { _ in .text("bytes") }
        let place = store.address
        let server = try LoopbackServer { asked in
            let body = String(decoding: asked.body, as: UTF8.self)
            return switch asked.path {
            case "/repo/v1/entity/syn10/type": .text("{\"type\": \"project\"}")
            case "/repo/v1/entity/children" where body.contains("\"syn11\""):
                .text(
                    "{\"page\": [{\"id\": \"syn13\", \"name\": \"x\", \"type\": \"\(Self.fileType)\"}], \"nextPageToken\": null}"
                )
            case "/repo/v1/entity/children" where body.contains("\"more\""):
                .text("{\"page\": [{\"id\": \"syn12\", \"name\": \"y\", \"type\": \"\(Self.fileType)\"}]}")
            case "/repo/v1/entity/children":
                .text(
                    "{\"page\": [{\"id\": \"syn11\", \"name\": \"sub\", \"type\": \"org.sagebionetworks.repo.model.Folder\"}], "
                        + "\"nextPageToken\": \"more\"}")
            case "/repo/v1/entity/syn12/bundle2": .text(Self.bundle(12))
            case "/repo/v1/entity/syn13/bundle2": .text(Self.bundle(13))
            case "/file/v1/fileHandle/batch":
                .text("{\"requestedFiles\": [{\"preSignedURL\": \"\(place)/f?sig=1\"}]}")
            default: .answer(404)
            }
        }
        let host = try SynapseHost(
            MadePlace.of(
                "{kind: synapse, url: \"https://www.synapse.org/#!Synapse:syn10\", role: primary}",
                variables: ["SYNAPSE_AUTH_TOKEN": "tok"]))
        let client = try client(server)
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["sub/f13.nii.gz", "f12.nii.gz"])
        #expect(files.map(\.byteCount) == [5, 5])
        #expect(files[0].checks == [try #require(Check.published("md5", Self.md5))])
        #expect(try await host.bytes(of: files[0], asking: client) == Array("bytes".utf8))
        #expect(server.asked.allSatisfy { $0.headers["authorization"] == "Bearer tok" })
        let body = String(decoding: server.asked.last?.body ?? [], as: UTF8.self)
        #expect(body.contains("\"fileHandleId\":\"913\""))
        #expect(store.asked.first?.headers["authorization"] == nil)
    }

    @Test func `says where its conditions are agreed to`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            Array("# mine\n[cache]\nauthtoken = no\n[authentication]\nauthtoken = kept\n".utf8),
            to: ".synapseConfig")
        let server = try LoopbackServer { asked in
            switch asked.path {
            case "/repo/v1/entity/syn12/type": .text("{\"type\": \"\(Self.fileType)\"}")
            case "/file/v1/fileHandle/batch":
                .text("{\"requestedFiles\": [{\"failureCode\": \"UNAUTHORIZED\"}]}")
            default: .text(Self.bundle(12, isClosed: true))
            }
        }
        let host = try SynapseHost(
            MadePlace.of("{kind: synapse, id: syn12, role: primary}", home: FilePath(folder.path)))
        let client = try client(server)
        var error = await #expect(throws: FetchError.self) { try await host.all(asking: client) }
        #expect(
            error?.hint
                == "open https://www.synapse.org/Synapse:syn12, log in and agree to its conditions for use")
        #expect(server.asked.first?.headers["authorization"] == "Bearer kept")
        var file = RemoteFile(path: "f", address: "https://file-prod.prod.sagebase.org/file/v1/file/912?x")
        file.id = "syn12"
        let one = file
        error = await #expect(throws: FetchError.self) { try await host.request(for: one, asking: client) }
        #expect(error?.problem == .notAllowed(status: 403))
    }
}

@Suite struct `A study in LORIS` {
    @Test func `is listed after one log-in, by candidate and visit`() async throws {
        let server = try LoopbackServer { asked in
            switch asked.path {
            case "/api/v0.0.3/login": .text("{\"token\": \"jwt\"}")
            case "/api/v0.0.3/candidates":
                .text("{\"Candidates\": [{\"CandID\": \"1000200\"}, {\"CandID\": 1000173}]}")
            case "/api/v0.0.3/candidates/1000173", "/api/v0.0.3/candidates/1000200":
                .text("{\"Meta\": {}, \"Visits\": [\"V2\", \"V1\"]}")
            case "/api/v0.0.3/candidates/1000173/V1/images":
                .text("{\"Files\": [{\"Filename\": \"b.mnc\"}, {\"Filename\": \"a.mnc\"}]}")
            case "/api/v0.0.3/candidates/1000173/V1/images/a.mnc": .text("minc")
            default: .text("{\"Files\": []}")
            }
        }
        let client = try MadePlace.client(["https://study.loris.ca/": server.address + "/"])
        let text = "{kind: loris, id: study.loris.ca, role: primary}"
        let host = try LORISHost(
            MadePlace.of(text, variables: ["LORIS_USERNAME": "u", "LORIS_PASSWORD": "p"]))
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["1000173/V1/images/a.mnc", "1000173/V1/images/b.mnc"])
        #expect(files.map(\.subject) == ["1000173", "1000173"])
        #expect(try await host.bytes(of: files[0], asking: client) == Array("minc".utf8))
        #expect(server.asked.count { $0.path == "/api/v0.0.3/login" } == 1)
        #expect(server.asked.dropFirst().allSatisfy { $0.headers["authorization"] == "Bearer jwt" })
        #expect(server.asked.first?.body == Array("{\"username\":\"u\",\"password\":\"p\"}".utf8))
        var wanted = Selection()
        wanted.subjects = ["1000200"]
        #expect(try await host.all(wanted, asking: client).isEmpty)
        let stranger = try LORISHost(MadePlace.of(text))
        let error = await #expect(throws: FetchError.self) { try await stranger.all(asking: client) }
        #expect(error?.hint?.contains("ask for an account at https://study.loris.ca") == true)
    }
}

@Suite struct `Measurements on mridata` {
    private static let one = "52c2fd53-d233-4444-8bfd-7c454240d314"
    private static let two = "12c2fd53-d233-4444-8bfd-7c454240d314"

    @Test func `are those of the card, and any that is asked for`() async throws {
        let host = MRIdataHost(
            try MadePlace.of(
                "{kind: mridata, role: primary, archives: [{name: \"{uuid}.h5\"}, {name: \"\(Self.one).h5\"}]}"
            ))
        var wanted = Selection()
        wanted.ids = [Self.two + ".h5", "other"]
        let files = try await host.all(wanted, asking: MadePlace.client([:]))
        #expect(files.map(\.path) == [Self.two + ".h5", Self.one + ".h5"])
        #expect(
            files.map(\.address) == [
                "http://mridata.org/download/\(Self.two)", "http://mridata.org/download/\(Self.one)",
            ])
    }

    @Test func `are read off the page of a project`() async throws {
        let server = try LoopbackServer { asked in
            asked.target.contains("project=Stanford%202D%20FSE")
                ? .text(
                    "<!DOCTYPE html><a href=\"/download/\(Self.one)\">Download</a><a href='/info/\(Self.one)'>x</a>"
                        + "<a href=\"/download/\(Self.two)?x=1\">y</a>")
                : .text("<!DOCTYPE html>nothing")
        }
        let client = try MadePlace.client(["http://mridata.org/": server.address + "/"])
        let host = MRIdataHost(
            try MadePlace.of("{kind: mridata, id: x, role: primary}", release: "Stanford 2D FSE"))
        #expect(try await host.all(asking: client).map(\.path) == [Self.two + ".h5", Self.one + ".h5"])
        let other = MRIdataHost(try MadePlace.of("{kind: mridata, id: x, role: primary}", release: "None"))
        await #expect(throws: FetchError.self) { try await other.all(asking: client) }
    }
}
