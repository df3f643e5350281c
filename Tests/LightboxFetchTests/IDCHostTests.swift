import LightboxArchive
import LightboxCatalogue
import LightboxCore
import LightboxTesting
import Synchronization
import Testing

@testable import LightboxFetch

@Suite struct `The Imaging Data Commons` {
    private static let first = "085e85b3-3780-47f6-8538-585bcca95336"
    private static let second = "81cecb22-17f8-4e5e-acb9-ea4776ee7f55"
    private static let md5 = "d41d8cd98f00b204e9800998ecf8427e"
    private static let table = """
        ,collection_id,PatientID,StudyInstanceUID,SeriesInstanceUID,Modality,instanceCount,license_short_name,aws_bucket,crdc_series_uuid
        7,lung,P2,1.2,1.3.2,CT,1.0,CC BY 4.0,idc-open-data,\(second)
        8,lung,P1,1.2,1.3.1,MR,2.0,CC BY 4.0,idc-open-data-cr,\(first)
        9,other,P1,1.2,1.3.9,MR,2.0,CC BY 4.0,idc-open-data,\(first)
        """
    private static let servers = Mutex<[LoopbackServer]>([])

    /// Buckets in which each folder holds one file, and the first of all a page more.
    private func buckets() throws -> (LoopbackServer, Client) {
        let server = try LoopbackServer { asked in
            let uuid = asked.target.contains(Self.first) ? Self.first : Self.second
            let isLast = asked.target.contains("continuation-token") || uuid == Self.second
            let more =
                isLast
                ? "<IsTruncated>false</IsTruncated>"
                : "<IsTruncated>true</IsTruncated><NextContinuationToken>n</NextContinuationToken>"
            return .text(
                """
                <?xml version="1.0"?><ListBucketResult>\(more)<Contents><Key>\(uuid)/\(isLast ? "b" : "a").dcm</Key>
                <Size>\(isLast ? 20 : 10)</Size><ETag>"\(Self.md5)"</ETag></Contents></ListBucketResult>
                """)
        }
        Self.servers.withLock { $0.append(server) }
        return (server, try MadePlace.client(["https://s3.amazonaws.com/": server.address + "/"]))
    }
    private func host(_ text: String?, id: String = "lung") throws -> (TemporaryFolder, IDCHost) {
        let folder = try TemporaryFolder()
        let list = try text.map { try folder.write(Array($0.utf8), to: "list") }
        let place = try MadePlace.of(
            "{kind: idc, id: \"\(id)\", role: mirror}",
            variables: list.map { ["LIGHTBOX_IDC_INDEX": $0] } ?? [:])
        return (folder, try IDCHost(place))
    }

    @Test func `lists the files of a table's series, from whichever bucket has them`() async throws {
        let (server, client) = try buckets()
        let (folder, host) = try host(Self.table)
        defer { withExtendedLifetime(folder) {} }
        let files = try await host.all(asking: client)
        #expect(
            files.map(\.path) == [
                "lung/P1/1.2/MR_1.3.1/a.dcm", "lung/P1/1.2/MR_1.3.1/b.dcm", "lung/P2/1.2/CT_1.3.2/b.dcm",
            ])
        #expect(files.map(\.byteCount) == [10, 20, 20])
        #expect(files.allSatisfy { $0.checks.first?.name == "md5" })
        #expect(files.map(\.id) == ["1.3.1", "1.3.1", "1.3.2"])
        #expect(files[0].address == "https://s3.amazonaws.com/idc-open-data-cr/\(Self.first)/a.dcm")
        #expect(files[0].version == Self.first && files[0].subject == "P1")
        #expect(host.remarks == ["2 series under CC BY 4.0"])
        #expect(Set(server.asked.map(\.path)) == ["/idc-open-data", "/idc-open-data-cr"])
        #expect(server.asked.allSatisfy { $0.headers["authorization"] == nil })
    }

    @Test func `lists what is selected alone`() async throws {
        let (server, client) = try buckets()
        let (folder, host) = try host(Self.table)
        defer { withExtendedLifetime(folder) {} }
        var selection = Selection()
        selection.ids = ["1.3.2"]
        #expect(try await host.all(selection, asking: client).count == 1)
        selection.ids = []
        selection.subjects = ["P2"]
        #expect(try await host.all(selection, asking: client).count == 1)
        #expect(server.asked.count == 2)
    }

    @Test(arguments: [
        "cp s3://idc-open-data/U/* .",
        "# a note\n\ncp --concurrency 5 's3://idc-open-data/U/*' \"out dir\"\r\n",
        "sync s3://idc-open-data/U/* .\ncp s3://idc-open-data/U/* .",
        "series_aws_url\ns3://idc-open-data/U/*",
    ])
    func `takes manifests, and lays their files out by UUID`(_ text: String) async throws {
        let (_, client) = try buckets()
        let (folder, host) = try host(text.replacing("U/", with: Self.second + "/"), id: "s3://idc-open-data")
        defer { withExtendedLifetime(folder) {} }
        #expect(try await host.all(asking: client).map(\.path) == ["\(Self.second)/b.dcm"])
    }

    @Test func `names series whose files are not those of the index`() async throws {
        let (_, client) = try buckets()
        let (folder, host) = try host(Self.table.replacing("MR,2.0", with: "MR,3"))
        defer { withExtendedLifetime(folder) {} }
        _ = try await host.all(asking: client)
        #expect(
            host.remarks.contains(
                "1 series with other numbers of files than the index says: 1.3.1 (2, not 3)"))
    }

    @Test(arguments: [nil, "<html>", "a,b\n1,2", "cp s3://bucket/no-uuid/* .", ""])
    func `tells the command that makes a list where there is none`(_ text: String?) async throws {
        let (_, client) = try buckets()
        let (folder, host) = try host(text)
        defer { withExtendedLifetime(folder) {} }
        let error = await #expect(throws: FetchError.self) { try await host.all(asking: client) }
        #expect(error?.hint?.contains("i.collection_id == 'lung'") == true)
    }
}
