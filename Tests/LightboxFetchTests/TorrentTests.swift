import LightboxArchive
import LightboxTesting
import Testing

@testable import LightboxFetch

@Suite struct `A torrent` {
    /// A text in bencode, from values as they are written in tests.
    private static func text(_ value: String) -> String { "\(value.utf8.count):\(value)" }
    private static let info =
        "d5:filesl" + "d6:lengthi5e4:pathl" + text("sub") + text("a b.nii") + "ee"
        + "d4:attr1:p6:lengthi3e4:pathl4:.pad1:3ee" + "d6:lengthi4e4:pathl" + text("c.csv") + "ee" + "e4:name"
        + text("set") + "12:piece lengthi8e6:pieces40:" + String(repeating: "x", count: 40) + "e"
    private static let single =
        "d6:lengthi9e4:name" + text("a b.zip") + "12:piece lengthi16e6:pieces20:"
        + String(repeating: "x", count: 20) + "e"

    private static func torrent(_ info: String, seeds: String = "") -> [UInt8] {
        Array(("d8:announce" + text("http://t.org/announce") + "4:info" + info + seeds + "e").utf8)
    }
    private static func hash(_ info: String) -> String {
        var hasher = Digest.Hasher(.sha1)
        hasher.update(Array(info.utf8))
        return hasher.finish().hex
    }
    private static let manySeeds = "8:url-listl0:" + text("udp://x") + text("https://seed.org/data") + "e"

    @Test func `tells files, pieces, seeds and its own name`() throws {
        let torrent = try Torrent(Self.torrent(Self.info, seeds: Self.manySeeds))
        #expect(torrent.files.map(\.path) == [["sub", "a b.nii"], ["c.csv"]])
        #expect(torrent.files.map(\.offset) == [0, 8])
        #expect(torrent.pieceByteCount == 8)
        #expect(torrent.infoHash == Self.hash(Self.info))
        #expect(torrent.seeds == ["https://seed.org/data"])
        #expect(
            torrent.address(of: torrent.files[0], at: torrent.seeds[0])
                == "https://seed.org/data/set/sub/a%20b.nii")
        let single = try Torrent(
            Self.torrent(Self.single, seeds: "8:url-list" + Self.text("https://s.org/f/")))
        #expect(single.address(of: single.files[0], at: single.seeds[0]) == "https://s.org/f/a%20b.zip")
        #expect(single.address(of: single.files[0], at: "https://s.org/x.zip") == "https://s.org/x.zip")
    }

    @Test func `is refused, and never crashes, where it is cut off or damaged`() throws {
        let whole = Self.torrent(Self.info, seeds: Self.manySeeds)
        for count in 0..<whole.count {
            #expect(throws: Torrent.Fault.self) { try Torrent(Array(whole.prefix(count))) }
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var damaged = whole
            for _ in 0..<3 {
                damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0x2D...0x7A)
            }
            _ = try? Torrent(damaged)
        }
        for bad in ["i12", "i--1e", "99999999999999999999:a", "d1:ai1e", "li1e", "5:abc", "e", "i1ei2e"] {
            #expect(throws: Bencode.Fault.self) { try Bencode(parsing: Array(bad.utf8)) }
        }
        let nested = String(repeating: "l", count: 100) + String(repeating: "e", count: 100)
        #expect(throws: Bencode.Fault.self) { try Bencode(parsing: Array(nested.utf8)) }
        let huge = Self.info.replacing("lengthi5e", with: "lengthi\(Int.max)e")
        #expect(throws: Torrent.Fault.self) { try Torrent(Self.torrent(huge)) }
    }

    private func host(_ hash: String) throws -> AcademicTorrentsHost {
        try AcademicTorrentsHost(MadePlace.of("{kind: academic-torrents, id: \(hash), role: mirror}"))
    }

    @Test func `is fetched by its name, and its files from the plain server that it names`() async throws {
        let server = try LoopbackServer { asked in
            asked.path.hasSuffix(".torrent")
                ? .ok(Self.torrent(Self.info, seeds: Self.manySeeds)) : .text("12345")
        }
        let client = try MadePlace.client([
            "https://academictorrents.com/": server.address + "/",
            "https://seed.org/": server.address + "/s/",
        ])
        let host = try host(Self.hash(Self.info))
        let files = try await host.all(asking: client)
        #expect(files.map(\.path) == ["sub/a b.nii", "c.csv"])
        #expect(files.map(\.byteCount) == [5, 4])
        #expect(try await host.bytes(of: files[0], asking: client) == Array("12345".utf8))
        #expect(
            server.asked.map(\.path) == [
                "/download/\(Self.hash(Self.info)).torrent", "/s/data/set/sub/a%20b.nii",
            ])
    }

    @Test func `of another name is refused`() async throws {
        let server = try LoopbackServer { _ in .ok(Self.torrent(Self.info, seeds: Self.manySeeds)) }
        let client = try MadePlace.client(["https://academictorrents.com/": server.address + "/"])
        let wanted = String(repeating: "ab", count: 20)
        let error = await #expect(throws: FetchError.self) { try await host(wanted).all(asking: client) }
        #expect(error?.problem == .wrongDigest(expected: wanted, found: Self.hash(Self.info)))
    }

    @Test func `without a plain server says how its peers are asked`() async throws {
        let server = try LoopbackServer { _ in .ok(Self.torrent(Self.info)) }
        let client = try MadePlace.client(["https://academictorrents.com/": server.address + "/"])
        let error = await #expect(throws: FetchError.self) {
            try await host(Self.hash(Self.info)).all(asking: client)
        }
        #expect(
            error?.hint?.contains("aria2c --seed-time=0 --dir=FOLDER https://academictorrents.com/download/")
                == true)
        #expect(error?.hint?.contains("lightbox get small --from FOLDER") == true)
        #expect(throws: FetchError.self) { try host("academictorrents.com") }
    }
}
