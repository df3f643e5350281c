import LightboxArchive
import LightboxCatalogue
import LightboxCore
import LightboxTesting
import Synchronization
import Testing

@testable import LightboxFetch

@Suite struct `The Cancer Imaging Archive` {
    private static func row(_ uid: String, patient: String, count: Int = 3, licence: String = "CC BY 3.0")
        -> String
    {
        """
        {"SeriesInstanceUID":"\(uid)","StudyInstanceUID":"1.2","PatientID":"\(patient)","Collection":"Lung",
         "ImageCount":\(count),"FileSize":"4000","LicenseName":"\(licence)"}
        """
    }
    private static let servers = Mutex<[LoopbackServer]>([])

    private func nbia(
        _ answer: @escaping @Sendable (LoopbackServer.Asked) -> [LoopbackServer.Step]
    ) throws -> (LoopbackServer, Client) {
        let server = try LoopbackServer(answer)
        Self.servers.withLock { $0.append(server) }
        let names = ["nbia", "nlst"].map { name in
            ("https://\(name).cancerimagingarchive.net/", "\(server.address)/\(name)/")
        }
        return (server, try MadePlace.client(Dictionary(uniqueKeysWithValues: names)))
    }
    private func host(_ words: String = "id: Lung", link: String? = nil) throws -> TCIAHost {
        let place = try MadePlace.of("{kind: tcia, \(words), role: primary}")
        return try TCIAHost(
            HostPlace(
                card: place.card, fact: place.fact, release: nil, credentials: place.credentials, link: link))
    }

    @Test func `lists a collection by patient, study and series`() async throws {
        let (server, client) = try nbia { asked in
            .text(
                "["
                    + [
                        Self.row("1.3.2", patient: "P 2"),
                        Self.row("1.3.10", patient: "a/../b", licence: "CC BY-NC 3.0"),
                        Self.row("1.3.1", patient: "P 2 "),
                    ].joined(separator: ",") + "]")
        }
        let host = try host()
        let files = try await host.all(asking: client)
        #expect(
            files.map(\.path) == ["Lung/P 2/1.2/1.3.1", "Lung/P 2/1.2/1.3.2", "Lung/a%2F..%2Fb/1.2/1.3.10"])
        #expect(files.map(\.subject) == ["P 2", "P 2", "a/../b"])
        #expect(files[0].byteCount == 4000 && files[0].id == "1.3.1")
        #expect(files[0].delivery == .zipStream(files: 3, digests: "md5hashes.csv"))
        #expect(
            files[0].address
                == "https://nbia.cancerimagingarchive.net/nbia-api/services/v4/getImageWithMD5Hash?SeriesInstanceUID=1.3.1"
        )
        #expect(host.remarks == ["2 series under CC BY 3.0", "1 series under CC BY-NC 3.0"])
        #expect(server.asked.map(\.target) == ["/nbia/nbia-api/services/v4/getSeries?Collection=Lung"])
    }

    @Test func `asks the server of NLST for NLST`() async throws {
        let (server, client) = try nbia { _ in .text("[\(Self.row("1.3.1", patient: "1"))]") }
        _ = try await host("id: NLST").all(asking: client)
        #expect(server.asked.first?.path == "/nlst/nbia-api/services/v4/getSeries")
    }

    @Test func `asks for some patients alone`() async throws {
        let (server, client) = try nbia { asked in
            asked.target.contains("PatientID=b") ? .ok([]) : .text("[\(Self.row("1.3.1", patient: "a x"))]")
        }
        var selection = Selection()
        selection.subjects = ["b", "a x"]
        #expect(try await host().all(selection, asking: client).count == 1)
        #expect(server.asked.map(\.target).allSatisfy { $0.contains("Collection=Lung&PatientID=") })
        #expect(server.asked.count == 2)
    }

    private static let table = """
        Collection,Patient ID,Study Instance UID,Series Instance UID,Image Count,File Size,License Name\r
        Lung,P-1,1.2,1.3.1,7,"1234","CC BY, 4.0"\r
        """

    @Test func `asks for single series by their UIDs, and names those that are unknown`() async throws {
        let (server, client) = try nbia { _ in .text(Self.table) }
        var selection = Selection()
        selection.ids = ["1.3.1", "1.3.9"]
        let host = try host()
        let files = try await host.all(selection, asking: client)
        #expect(files.map(\.path) == ["Lung/P-1/1.2/1.3.1"])
        #expect(files.first?.delivery == .zipStream(files: 7, digests: "md5hashes.csv"))
        #expect(files.first?.byteCount == 1234)
        #expect(host.remarks == ["1 series under CC BY, 4.0", "1 series that NBIA does not know: 1.3.9"])
        #expect(server.asked.first?.body == Array("list=1.3.1%2C1.3.9".utf8))
    }

    @Test func `takes a manifest from a file and from an address`() async throws {
        let text =
            "\u{FEFF}downloadServerUrl=https://nlst.x.org\r\nListOfSeriesToDownload=\r\n1.3.1\r\n1.3.1\r\n\r\n"
        let (server, client) = try nbia { asked in .text(asked.method == "GET" ? text : Self.table) }
        let folder = try TemporaryFolder()
        let file = try folder.write(Array(text.utf8), to: "some.tcia")
        for link in [file, server.address + "/some.tcia?token=x"] {
            #expect(try await host(link: link).all(asking: client).map(\.id) == ["1.3.1"])
        }
        #expect(server.asked.filter { $0.method == "POST" }.allSatisfy { $0.path.hasPrefix("/nlst/") })
        let other = try folder.write(Array("<html>".utf8), to: "page.tcia")
        await #expect(throws: FetchError.self) { try await host(link: other).all(asking: client) }
    }

    @Test func `says how a collection is spelt, and which is meant where the card says none`() async throws {
        let (_, client) = try nbia { asked in
            asked.path.hasSuffix("getSeries")
                ? .ok([]) : .text(#"[{"Collection":"LUNG"},{"Collection":"Brain"}]"#)
        }
        let error = await #expect(throws: FetchError.self) { try await host().all(asking: client) }
        #expect(error?.hint?.hasSuffix("it has LUNG") == true)
        let nameless = await #expect(throws: FetchError.self) {
            try await host("id: nbia.cancerimagingarchive.net").all(asking: client)
        }
        #expect(nameless?.hint?.contains("--ids") == true)
    }

    @Test func `lists what lies beside the series, and names what has no address`() async throws {
        let (_, client) = try nbia { _ in .text("[\(Self.row("1.3.1", patient: "1"))]") }
        let host = try host(
            "id: Lung, archives: [{name: \"labels-{a,b}.csv\", url: \"https://t.org/{name}\"}, {name: \"all.tcia\", "
                + "url: \"https://t.org/all.tcia\"}, {name: \"x.zip\"}]")
        let files = try await host.all(asking: client)
        #expect(
            files.dropFirst().map(\.address) == ["https://t.org/labels-a.csv", "https://t.org/labels-b.csv"])
        #expect(
            host.remarks.contains("1 files beside the series, whose address the card does not know: x.zip"))
    }

    @Test func `reads tables with quotes, and blanks in the names of columns`() {
        let table = CSVTable("\u{FEFF}a b,\"c\"\n\"1,\"\"x\"\"\n2\", 3 \r\n\n,\"\"\n4")
        #expect(table.columns == ["a b", "c"])
        #expect(table.rows == [["1,\"x\"\n2", " 3 "], ["", ""], ["4"]])
        #expect(table.column("none", "A_B") == 0)
        #expect(CSVTable.cell(table.rows[0], 1) == "3")
        #expect(CSVTable.cell(table.rows[2], 1) == nil)
    }

    @Test func `makes one part of a path of any name`() {
        #expect(
            ["", " ", ".", "..", "a/b", "c\\d\n", "é ü"].map(PathPart.fit) == [
                "_", "_", "%2E", "%2E%2E", "a%2Fb", "c%5Cd", "é ü",
            ])
    }
}
