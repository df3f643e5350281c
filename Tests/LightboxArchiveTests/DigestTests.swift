import LightboxArchive
import Testing

@Suite struct `A digest` {
    // The test vectors of RFC 1321 and FIPS 180-4 for "abc".
    @Test(arguments: [
        (Digest.Algorithm.md5, "900150983cd24fb0d6963f7d28e17f72"),
        (.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `is the one that the standard's example has`(_ algorithm: Digest.Algorithm, _ hex: String) {
        var hasher = Digest.Hasher(algorithm)
        hasher.update(Array("a".utf8))
        hasher.update([])
        hasher.update(Array("bc".utf8))
        #expect(hasher.finish().hex == hex)
    }

    @Test func `of no bytes is one too`() {
        #expect(Digest.sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
