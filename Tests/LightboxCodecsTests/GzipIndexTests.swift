import LightboxCodecs
import LightboxCore
import LightboxTesting
import Synchronization
import Testing

@Suite struct `The kept index of a gzipped file` {
    /// Counts what is read of it.
    private final class Counting: ByteSource {
        let inner: MemoryBytes
        private let read = Mutex(0)
        init(_ bytes: [UInt8]) { inner = MemoryBytes(bytes) }
        var bytesRead: Int { read.withLock { $0 } }
        var knownByteCount: Int? { inner.knownByteCount }
        var byteCountLimit: Int { inner.byteCountLimit }
        func read(at offset: Int, count: Int) -> [UInt8] {
            let bytes = inner.read(at: offset, count: count)
            read.withLock { $0 += bytes.count }
            return bytes
        }
    }

    /// Four MB that compress badly, so that blocks are short and inflating takes input.
    private static let content: [UInt8] = {
        var random = SeededGenerator(seed: 4)
        return (0..<4_000_000).map { _ in UInt8.random(in: 0...60, using: &random) }
    }()

    private func index(of file: [UInt8]) throws -> GzipIndex {
        let handed = Mutex<[GzipIndex]>([])
        let gzip = try GzipBytes(MemoryBytes(file), checkpointSpacing: 200_000) { index in
            handed.withLock { $0.append(index) }
        }
        #expect(try gzip.read(at: 0, count: .max) == Self.content)
        _ = try gzip.read(at: 5, count: 5)
        let all = handed.withLock { $0 }
        #expect(all.count == 1, "it is handed out when the end was reached, once")
        return try #require(all.first)
    }

    @Test func `lets a file be entered in its middle at once`() throws {
        let file = try Gzip.compress(Self.content)
        let index = try index(of: file)
        #expect(index.count > 10)
        let restored = try #require(GzipIndex(bytes: index.bytes))
        #expect(restored == index)
        let source = Counting(file)
        let gzip = try GzipBytes(source, index: restored)
        #expect(gzip.knownByteCount == Self.content.count)
        let middle = Self.content.count / 2 + 1234
        #expect(try gzip.read(at: middle, count: 999) == Array(Self.content[middle..<middle + 999]))
        #expect(source.bytesRead < 300_000)
        #expect(gzip.inflatedByteCount < 300_000)
        // All places lead to the right bytes.
        for offset in stride(from: 3_900_000, to: 0, by: -99_991) {
            #expect(try gzip.read(at: offset, count: 50) == Array(Self.content[offset..<offset + 50]))
        }
    }

    @Test func `is handed out by a reader that is left before the end`() throws {
        let file = try Gzip.compress(Self.content)
        let handed = Mutex<[Int]>([])
        do {
            let gzip = try GzipBytes(MemoryBytes(file), checkpointSpacing: 200_000) { index in
                handed.withLock { $0.append(index.count) }
            }
            _ = try gzip.read(at: 1_000_000, count: 10)
            #expect(handed.withLock { $0 }.isEmpty)
        }
        #expect(handed.withLock { $0.first ?? 0 } > 3)
    }

    @Test func `is refused where it is cut short or changed`() throws {
        let content = Array(Self.content.prefix(500_000))
        let handed = Mutex<GzipIndex?>(nil)
        let gzip = try GzipBytes(MemoryBytes(Gzip.compress(content)), checkpointSpacing: 30_000) { index in
            handed.withLock { $0 = index }
        }
        _ = try gzip.read(at: 0, count: .max)
        let bytes = try #require(handed.withLock { $0 }).bytes
        #expect(GzipIndex(bytes: bytes) != nil)
        for count in Array(0..<200) + [bytes.count / 2, bytes.count - 1] {
            #expect(GzipIndex(bytes: Array(bytes.prefix(count))) == nil, "cut to \(count)")
        }
        for seed in 0..<500 {
            let damaged = bytes.damaged(seed: UInt64(seed))
            if damaged != bytes { #expect(GzipIndex(bytes: damaged) == nil, "seed \(seed)") }
        }
    }

    @Test func `holds places though its blocks are stored as they are`() throws {
        var random = SeededGenerator(seed: 9)
        let noise = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let gzip = try GzipBytes(MemoryBytes(Gzip.compress(noise)), checkpointSpacing: 100_000)
        #expect(try gzip.read(at: 0, count: .max) == noise)
        #expect(try gzip.read(at: 1_500_000, count: 100) == Array(noise[1_500_000..<1_500_100]))
    }
}
