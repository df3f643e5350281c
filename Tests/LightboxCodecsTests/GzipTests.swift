import LightboxCodecs
import LightboxCore
import LightboxTesting
import Testing

@Suite struct `A gzipped file` {
    /// Bytes that deflate makes many blocks of: runs, texts and noise by turns.
    static let content: [UInt8] = {
        var random = SeededGenerator(seed: 1)
        var bytes: [UInt8] = []
        while bytes.count < 400_000 {
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                bytes.append(contentsOf: repeatElement(UInt8.random(in: 0...9, using: &random), count: 900))
            case 1: bytes.append(contentsOf: "voxel \(bytes.count) is not air; ".utf8)
            default: for _ in 0..<700 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
            }
        }
        return bytes
    }()

    @Test func `gives the same bytes whatever the order of the reads`() throws {
        let content = Self.content
        let file = MemoryBytes(try Gzip.compress(content))
        let gzip = try GzipBytes(file, checkpointSpacing: 20_000)
        var random = SeededGenerator(seed: 2)
        for round in 0..<400 {
            let offset = Int.random(in: 0...content.count + 10, using: &random)
            let count = Int.random(in: 0...9000, using: &random)
            let expected = Array(content.dropFirst(offset).prefix(count))
            #expect(try gzip.read(at: offset, count: count) == expected, "round \(round)")
        }
        #expect(gzip.checkpointCount >= 3)
        #expect(gzip.knownByteCount == content.count)
    }

    @Test func `is read on from a checkpoint, not from its start`() throws {
        final class Counting: ByteSource {
            let inner: MemoryBytes
            let lowest: Lowest
            init(_ bytes: [UInt8]) { (inner, lowest) = (MemoryBytes(bytes), Lowest()) }
            var knownByteCount: Int? { inner.knownByteCount }
            var byteCountLimit: Int { inner.byteCountLimit }
            func read(at offset: Int, count: Int) -> [UInt8] {
                lowest.note(offset)
                return inner.read(at: offset, count: count)
            }
        }
        let compressed = try Gzip.compress(Self.content)
        let source = Counting(compressed)
        let gzip = try GzipBytes(source, checkpointSpacing: 20_000)
        _ = try gzip.read(at: Self.content.count - 1, count: 1)
        source.lowest.reset()
        #expect(try gzip.read(at: 380_000, count: 100) == Array(Self.content[380_000..<380_100]))
        #expect(source.lowest.value > compressed.count / 2)
    }

    @Test func `is undone once for a window that moves along it, and overlaps`() throws {
        // Deflate makes few blocks of so even a content, and few places to enter it.
        let content = (0..<(4 << 20)).map { $0 % 1000 == 0 ? UInt8(truncatingIfNeeded: $0 / 1000) : 0 }
        let gzip = try GzipBytes(MemoryBytes(Gzip.compress(content)))
        for offset in stride(from: 0, to: content.count, by: 16_384 - 8) {
            let expected = Array(content[offset..<min(content.count, offset + 16_384)])
            #expect(try gzip.read(at: offset, count: 16_384) == expected)
            // A few bytes of what has just been read.
            #expect(try gzip.read(at: offset + 8, count: 4) == Array(content[offset + 8..<offset + 12]))
        }
        #expect(gzip.inflatedByteCount == content.count)
    }

    @Test func `may have several members, padding and trailing bytes`() throws {
        let parts: [[UInt8]] = [[1, 2, 3], [], Array(repeating: 7, count: 100_000), [4]]
        var file: [UInt8] = []
        for part in parts { file += try Gzip.compress(part) }
        for tail in [[], [UInt8](repeating: 0, count: 512), [1, 2, 3]] {
            let gzip = try GzipBytes(MemoryBytes(file + tail), checkpointSpacing: 1000)
            #expect(try gzip.read(at: 0, count: .max) == Array(parts.joined()))
            #expect(try gzip.read(at: 100_003, count: 9) == [4])
            #expect(try gzip.read(at: 2, count: 2) == [3, 7])
        }
    }

    @Test func `is taken up at member boundaries where its blocks offer no place`() throws {
        var file: [UInt8] = []
        for i in 0..<50 { file += try Gzip.compress(Array(repeating: UInt8(i), count: 1000)) }
        let gzip = try GzipBytes(MemoryBytes(file), checkpointSpacing: 5000)
        #expect(try gzip.read(at: 49_999, count: 9) == [49])
        #expect(gzip.checkpointCount == 9)
        #expect(try gzip.read(at: 30_000, count: 1) == [30])
    }

    @Test func `spreads its checkpoints where there would be too many`() throws {
        var file: [UInt8] = []
        for i in 0..<1500 { file += try Gzip.compress([UInt8(i % 251), 1, 2, 3]) }
        let gzip = try GzipBytes(MemoryBytes(file), checkpointSpacing: 1)
        #expect(try gzip.read(at: 5996, count: 9) == [UInt8(1499 % 251), 1, 2, 3])
        #expect(gzip.checkpointCount <= 512 && gzip.checkpointCount > 100)
        for i in [0, 1, 700, 1498] {
            #expect(try gzip.read(at: 4 * i, count: 2) == [UInt8(i % 251), 1])
        }
    }

    @Test func `has a header with name, comment, extra field and checksum`() throws {
        let plain = try Gzip.compress([1, 2, 3])
        let header: [UInt8] = [0x1F, 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9]
        let file = header + Array("a.nii\0note\0".utf8) + [0xAA, 0xBB] + plain.dropFirst(10)
        #expect(try GzipBytes(MemoryBytes(file)).read(at: 0, count: 9) == [1, 2, 3])
    }

    @Test func `says so wherever it is cut off`() throws {
        let content = Array(Self.content.prefix(3000))
        let file = try Gzip.compress(content)
        for count in 0..<file.count {
            #expect(throws: CodecError.self, "cut at \(count)") {
                try GzipBytes(MemoryBytes(Array(file[..<count]))).read(at: 0, count: .max)
            }
        }
        // What came before the cut can still be had.
        let cut = try GzipBytes(MemoryBytes(Array(file[..<(file.count - 8)])))
        #expect(try cut.read(at: 10, count: 20) == Array(content[10..<30]))
    }

    @Test func `never gives changed bytes for sound ones`() throws {
        let content = Array(Self.content.prefix(2000))
        let file = try Gzip.compress(content)
        for seed in 0..<2000 {
            let bytes = file.damaged(seed: UInt64(seed))
            guard let got = try? GzipBytes(MemoryBytes(bytes)).read(at: 0, count: 1 << 24) else { continue }
            #expect(got == content || bytes.count > file.count, "seed \(seed)")
        }
    }

    @Test func `can be read again after an error`() throws {
        var file = try Gzip.compress(Self.content)
        file[file.count - 5] ^= 1
        let gzip = try GzipBytes(MemoryBytes(file), checkpointSpacing: 20_000)
        for _ in 0..<2 {
            #expect(throws: CodecError.self) { try gzip.read(at: Self.content.count - 5, count: 10) }
            #expect(try gzip.read(at: 100_000, count: 5) == Array(Self.content[100_000..<100_005]))
        }
    }
}
