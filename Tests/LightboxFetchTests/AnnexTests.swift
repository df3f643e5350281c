import LightboxArchive
import LightboxCore
import Testing

@testable import LightboxFetch

@Suite struct `git-annex keys and logs` {
    private static let md5 = "d41d8cd98f00b204e9800998ecf8427e"

    @Test func `give size and digest where the key has them`() throws {
        let plain = try #require(AnnexKey(fileName: "MD5E-s1024--\(Self.md5).nii.gz"))
        #expect(plain.byteCount == 1024 && plain.digest?.hex == Self.md5)
        let sha = String(repeating: "a1", count: 32)
        #expect(AnnexKey(fileName: "SHA256-s0--\(sha)")?.digest?.algorithm == .sha256)
        #expect(AnnexKey(fileName: "SHA1E-s3--\(sha.prefix(40)).x.y")?.digest?.algorithm == .sha1)
        let worm = AnnexKey(fileName: "WORM-s5-m1289672605--file.txt")
        #expect(worm?.byteCount == 5 && worm?.digest == nil)
        #expect(AnnexKey(fileName: "URL--http&c%%a.org%b")?.byteCount == nil)
        // A function of which we know nothing, and one whose digits are another's.
        #expect(AnnexKey(fileName: "BLAKE2B256E-s1--\(sha).a")?.digest == nil)
        #expect(AnnexKey(fileName: "MD5E-s1--\(sha).a").map { $0.digest == nil } == true)
    }

    @Test(arguments: [
        "", "MD5E", "MD5E-s1024", "--", "md5e-s1--a", "MD5E-s-1--a", "MD5E-sx--a", "A/B--c", "MD5E--",
    ])
    func `are no keys when written otherwise`(_ name: String) { #expect(AnnexKey(fileName: name) == nil) }

    @Test func `lie in the folders that git-annex computes`() throws {
        // Made by git-annex 10.20261026.
        let key = try #require(
            AnnexKey(
                fileName:
                    "SHA256E-s3000--e40b9faf639256777f20b5d4cd79520ca8f61d61d3744e0c949a6d357df7ddaf.nii.gz"))
        #expect(key.lowerFolders == "ef3/549")
        #expect(key.mixedFolders == "Jm/gp")
    }

    @Test func `are found in links and in files that stand for links`() {
        let name = "MD5E-s3--\(Self.md5).gz"
        for text in [
            "../.git/annex/objects/Jm/gp/\(name)/\(name)", ".git/annex/objects/1/2/\(name)/\(name)",
            "/annex/objects/\(name)\n", "/annex/objects/\(name)\n/annex/more\n",
        ] { #expect(AnnexKey(pointer: text)?.fileName == name, "\(text)") }
        for text in ["../other.nii.gz", "xannex/objects/\(name)", "/annex/objects/\(name)\nand more", ""] {
            #expect(AnnexKey(pointer: text) == nil, "\(text)")
        }
    }

    @Test func `say of each place what was said last`() {
        let text = "10.5s 1 a\n9s 0 a\n8s 1 b\n12s X b\n7s 1 c\nnonsense\n"
        #expect(AnnexLog.places(text) == ["a", "c"])
        #expect(
            AnnexLog.addresses("1s 1 https://a/x y\n2s 0 https://b\n1s 1 https://b\n") == ["https://a/x y"])
    }

    @Test func `keep versions with their paths, in base64 where they hold blanks`() {
        // Made by git-annex 10.20261026.
        let text = """
            1795547808s r:V +648bd8ea#ds1/README.txt
            1795547809s r:V +!NTI3YTkxZDQtMDAzYi00MzczLTkwZDgtMmI4YzUwNzE1NWYyI2RzMS9zdWItMDEvYSBiLm5paS5neg==
            1795547810s r:V -648bd8ea#ds1/README.txt
            1s other:x +1
            """
        let versions = AnnexLog.versions(text)
        #expect(versions["r"]?.map(\.version) == ["527a91d4-003b-4373-90d8-2b8c507155f2"])
        #expect(versions["r"]?.map(\.path) == ["ds1/sub-01/a b.nii.gz"])
        #expect(versions["other"] == nil)
    }

    private func remotes(_ log: String, trust: String = "") -> AnnexRemotes {
        AnnexRemotes(remoteLog: log, trustLog: trust, uuidLog: "")
    }
    private static let s3 = "encryption=none type=S3 publicurl=https://s3.amazonaws.com/openneuro.org"

    @Test func `prefer the place that cannot have changed, and never a dead one`() throws {
        let key = try #require(AnnexKey(fileName: "MD5E-s3--\(Self.md5).gz"))
        let log = """
            dead name=s3-PUBLIC exporttree=yes versioning=yes fileprefix=old/ \(Self.s3) timestamp=3s
            live name=s3-PUBLIC exporttree=yes versioning=yes fileprefix=ds1/ \(Self.s3) timestamp=2s
            live name=was timestamp=1s
            keys name=keys \(Self.s3) timestamp=1s
            """
        var logs = AnnexKeyLogs()
        logs.places = ["dead", "live", "keys", AnnexRemotes.web]
        logs.addresses = ["ftp://a.org/x", "yt:video"]
        logs.versions = [
            "dead": [("v0", "old/x")], "live": [("v1", "ds1/other"), ("v2", "ds1/a b"), ("v3", "ds1/c")],
        ]
        let all = remotes(log, trust: "dead X timestamp=4s\ndead 1 timestamp=1s")
        let found = all.address(of: key, path: "a b", logs: logs)
        #expect(found?.address == "https://s3.amazonaws.com/openneuro.org/ds1/a%20b?versionId=v2")
        #expect(found?.version == "v2")
        // Another name for the same content does as well.
        #expect(all.address(of: key, path: "d", logs: logs)?.version == "v3")
        logs.places = ["keys", AnnexRemotes.web]
        logs.versions = [:]
        #expect(all.address(of: key, path: "d", logs: logs)?.address == "ftp://a.org/x")
        logs.addresses = []
        #expect(
            all.address(of: key, path: "d", logs: logs)?.address
                == "https://s3.amazonaws.com/openneuro.org/\(key.fileName)")
        logs.places = ["dead"]
        #expect(all.address(of: key, path: "d", logs: logs) == nil)
    }

    @Test(arguments: [
        "a type=directory name=x", "a type=S3 encryption=shared publicurl=https://a.org",
        "a type=S3 bucket=b",
        "a type=S3 chunk=1MiB encryption=none publicurl=https://a.org",
        "a type=external url=ria+https://a.org", "a",
    ])
    func `leave out places that git-annex alone can reach`(_ line: String) {
        #expect(remotes(line + " timestamp=1s").remotes.isEmpty)
    }

    @Test func `make an address of a public bucket that has none written down`() throws {
        let line =
            "a type=S3 encryption=none bucket=b host=h.org port=9000 protocol=http public=yes fileprefix=p&32;q/ timestamp=1s"
        let key = try #require(AnnexKey(fileName: "MD5-s3--\(Self.md5)"))
        var logs = AnnexKeyLogs()
        logs.places = ["a"]
        #expect(
            remotes(line).address(of: key, path: "x", logs: logs)?.address
                == "http://h.org:9000/b/p%20q/\(key.fileName)")
    }

    @Test func `order versions by their numbers`() {
        let tags = ["1.10.0", "00001", "1.9.0", "1.9.0-rc1", "v2", "1.9"]
        #expect(
            tags.sorted { VersionOrder.isOlder($0, $1) } == [
                "00001", "1.9", "1.9.0", "1.9.0-rc1", "1.10.0", "v2",
            ])
    }

    @Test func `are read from git at whatever byte its output is cut`() throws {
        let text = Array("aa blob 5\nhe\nlo\nbranch:x y missing\nbb blob 0\n\ncc blob 1\nz\n".utf8)
        for size in 1...text.count {
            var reader = GitBatchReader(limit: 5)
            var contents: [String?] = []
            for start in stride(from: 0, to: text.count, by: size) {
                let piece = text[start..<min(start + size, text.count)]
                try reader.read(piece.span) { bytes in
                    contents.append(bytes.map { String(decoding: $0, as: UTF8.self) })
                }
            }
            #expect(contents == ["he\nlo", nil, "", "z"], "pieces of \(size)")
        }
        var small = GitBatchReader(limit: 4)
        #expect(throws: FetchError.self) { try small.read(text.span) { _ in } }
    }
}
