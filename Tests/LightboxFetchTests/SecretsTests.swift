import LightboxArchive
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxFetch

@Suite struct `Secrets` {
    @Test func `are shown by nobody`() throws {
        let secrets: [Secret] = [
            .password(user: "u", password: "geheim", from: "$X"), .bearer("geheim", from: "$X"),
            .aws(key: "k", secret: "geheim", token: "geheim", region: "r", from: "$X"),
        ]
        for secret in secrets {
            #expect(!"\(secret)".contains("geheim"))
            #expect(!String(reflecting: secret).contains("geheim"))
        }
    }

    @Test func `come from .netrc`() {
        let netrc = Netrc(
            """
            # mine
            machine physionet.org login ann password "a \\"b\\" c"
            machine a.org
              login bob
              password p#1
            macdef init
            machine no.org login x password y

            default login anyone password any
            """)
        #expect(
            netrc.entry(for: "PhysioNet.org")
                == .init(machine: "physionet.org", login: "ann", password: "a \"b\" c"))
        #expect(netrc.entry(for: "a.org")?.password == "p#1")
        #expect(netrc.entry(for: "no.org")?.login == "anyone")
    }

    @Test func `come from the environment first, and are asked for last`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("machine h.org login n password np".utf8), to: ".netrc")
        let asked: @Sendable (Credentials.Question) -> String? = { $0.isHidden ? "ap" : "a" }
        let plain = Credentials(environment: { _ in nil }, home: FilePath(folder.path), ask: asked)
        let set = Credentials(
            environment: { ["U": "e", "P": "ep"][$0] }, home: FilePath(folder.path), ask: asked)
        let names = (user: "U", password: "P")
        #expect(
            set.password(for: "h.org", variables: names) == .password(user: "e", password: "ep", from: "$P"))
        #expect(
            plain.password(for: "h.org", variables: names)
                == .password(user: "n", password: "np", from: "~/.netrc"))
        #expect(plain.password(for: "other.org") == .password(user: "a", password: "ap", from: "the prompt"))
        #expect(plain.password(for: "other.org", asking: false) == nil)
    }
}

@Suite struct `A list of digests` {
    @Test func `is read as sha256sum and BSD write it`() {
        let list = DigestList(
            """
            d41d8cd98f00b204e9800998ecf8427e  ./a b.txt
            D41D8CD98F00B204E9800998ECF8427E *c/d.bin\r
            SHA1 (e.txt) = da39a3ee5e6b4b0d3255bfef95601890afd80709
            nothing here
            """)
        #expect(list.entries.map(\.path) == ["a b.txt", "c/d.bin", "e.txt"])
        #expect(list.entries.map(\.digest.algorithm) == [.md5, .md5, .sha1])
        #expect(list.entries[1].digest.hex == "d41d8cd98f00b204e9800998ecf8427e")
    }
}
