import LightboxArchive

/// Digests a file as its bytes come, with every function that its checks need, and SHA-256 always.
struct Verification: ~Copyable {
    private let checks: [Check]
    private let byteCount: Int?
    private var sha256 = Digest.Hasher(.sha256)
    private var md5: Digest.Hasher?
    private var sha1: Digest.Hasher?
    private var sha512: Digest.Hasher?
    private var gitBlob: Digest.Hasher?
    private var crc32c: UInt32?
    private(set) var digested = 0

    /// - Parameter byteCount: the size of the whole file, where it is known; git's names begin with it.
    init(_ checks: [Check], byteCount: Int?) {
        (self.checks, self.byteCount) = (checks, byteCount)
        for check in checks {
            switch check {
            case .digest(let digest):
                switch digest.algorithm {
                case .md5: md5 = Digest.Hasher(.md5)
                case .sha1: sha1 = Digest.Hasher(.sha1)
                case .sha512: sha512 = Digest.Hasher(.sha512)
                case .sha256: break
                }
            case .gitBlob:
                guard let byteCount else { break }
                var hasher = Digest.Hasher(.sha1)
                hasher.update(Array("blob \(byteCount)".utf8) + [0])
                gitBlob = consume hasher
            case .crc32c: crc32c = 0
            case .etagOfParts: break
            }
        }
    }

    mutating func update(_ bytes: Span<UInt8>) {
        sha256.update(bytes)
        md5?.update(bytes)
        sha1?.update(bytes)
        sha512?.update(bytes)
        gitBlob?.update(bytes)
        if let sum = crc32c { crc32c = CRC32C.update(sum, bytes) }
        digested += bytes.count
    }

    /// What came of it.
    struct Result {
        let sha256: [UInt8]
        /// The strongest check that was made, or `nil` where nothing published could be.
        let check: Check?
        /// The first check that failed: what was published and what was found.
        let failure: (expected: String, found: String)?
        /// Checks that need a second reading of the file.
        let partTags: [(md5: String, count: Int)]
    }

    consuming func finish() -> Result {
        let sha256 = sha256.finish()
        var found: [Check] = [.digest(sha256)]
        if let hasher = md5.take() { found.append(.digest(hasher.finish())) }
        if let hasher = sha1.take() { found.append(.digest(hasher.finish())) }
        if let hasher = sha512.take() { found.append(.digest(hasher.finish())) }
        if let hasher = gitBlob.take() { found.append(.gitBlob(hasher.finish().hex)) }
        if let crc32c { found.append(.crc32c(crc32c)) }
        var made: Check?
        var failure: (String, String)?
        var partTags: [(String, Int)] = []
        for check in checks {
            if case .etagOfParts(let md5, let count) = check {
                partTags.append((md5, count))
                continue
            }
            guard let own = found.first(where: { $0.isSameKind(as: check) }) else { continue }
            made = made ?? check
            if own != check { failure = failure ?? (check.text, own.text) }
        }
        return Result(sha256: sha256.bytes, check: made, failure: failure, partTags: partTags)
    }
}

extension Check {
    fileprivate func isSameKind(as other: Check) -> Bool {
        switch (self, other) {
        case (.digest(let a), .digest(let b)): a.algorithm == b.algorithm
        case (.gitBlob, .gitBlob), (.crc32c, .crc32c): true
        default: false
        }
    }
}

/// The entity tags that S3 gives to what it took in parts.
enum PartTag {
    /// The sizes of parts that clients use, in MiB.
    private static let usual = [
        5, 8, 10, 15, 16, 20, 25, 32, 50, 64, 100, 128, 200, 250, 256, 500, 512, 1000, 1024, 2048, 5120,
    ]

    /// The sizes of parts that make so many parts of so many bytes.
    static func partSizes(byteCount: Int, count: Int) -> [Int] {
        guard count > 0, byteCount > 0 else { return [] }
        var sizes = usual.flatMap { [$0 << 20, $0 * 1_000_000] }
        // Tools that make a given number of parts use the next whole MiB.
        let even = (byteCount + count - 1) / count
        sizes += [even, (even + (1 << 20) - 1) / (1 << 20) * (1 << 20)]
        return Array(Set(sizes)).sorted().filter { $0 > 0 && (byteCount + $0 - 1) / $0 == count }
    }

    /// The tag's MD5 for a file in parts of a size.
    static func md5(byteCount: Int, partSize: Int, read: (Int, Int) throws -> [UInt8]) rethrows -> String {
        var outer = Digest.Hasher(.md5)
        var start = 0
        while start < byteCount {
            let end = min(start + partSize, byteCount)
            var inner = Digest.Hasher(.md5)
            while start < end {
                let piece = try read(start, min(1 << 20, end - start))
                guard !piece.isEmpty else { break }
                inner.update(piece)
                start += piece.count
            }
            outer.update(inner.finish().bytes)
            if start < end { break }
        }
        return outer.finish().hex
    }
}
