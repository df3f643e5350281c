import LightboxCore
import Testing

@testable import LightboxRecords

/// Bytes that no one has: as many zeros as are asked for.
private struct Zeros: ByteSource {
    let count: Int
    var knownByteCount: Int? { count }
    var byteCountLimit: Int { count }
    func read(at offset: Int, count wanted: Int) -> [UInt8] {
        Array(repeating: 0, count: max(0, min(wanted, count - offset)))
    }
}

@Suite struct `What is unpacked of an archive to tell its members` {
    @Test func `is bounded for each`() throws {
        let bytes = MeteredBytes(Zeros(count: 1 << 40), limit: 1000, budget: Budget(10_000))
        #expect(try bytes.read(at: 0, count: 600).count == 600)
        #expect(try bytes.read(at: 100, count: 900).count == 900)
        #expect(throws: TooMuchToUnpack.self) { try bytes.read(at: 900, count: 101) }
        // To go far forward takes unpacking what lies between.
        #expect(throws: TooMuchToUnpack.self) { try bytes.read(at: 1 << 39, count: 1) }
        #expect(throws: TooMuchToUnpack.self) { try bytes.read(at: 1, count: .max) }
        #expect(try bytes.read(at: .max, count: .max).isEmpty)
    }

    @Test func `is bounded for all together`() throws {
        let budget = Budget(1000)
        for _ in 0..<2 {
            let bytes = MeteredBytes(Zeros(count: 500), limit: 1000, budget: budget)
            #expect(try bytes.read(at: 0, count: 500).count == 500)
            #expect(try bytes.read(at: 0, count: 500).count == 500)
        }
        let next = MeteredBytes(Zeros(count: 500), limit: 1000, budget: budget)
        #expect(throws: TooMuchToUnpack.self) { try next.read(at: 0, count: 1) }
    }

    @Test func `of a member stored as it is, is what is read alone`() throws {
        let slice = ByteSlice(Zeros(count: 1 << 40), start: 0, count: 1 << 39)
        let bytes = MeteredBytes(slice, limit: 1000, budget: Budget(2000))
        #expect(try bytes.read(at: 1 << 38, count: 1500).count == 1500)
        #expect(throws: TooMuchToUnpack.self) { try bytes.read(at: 0, count: 501) }
    }
}
