import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Reads bytes that lie in no file through the front door.
private func report(_ bytes: [UInt8], _ name: String) -> FileReport {
    FrontDoor.standard.report(MemoryBytes(bytes), at: FilePath("here/" + name), in: DiskTree(path: "here"))
}
private func open(_ bytes: [UInt8], _ name: String) throws -> any ImageSource {
    try FrontDoor.standard.open(MemoryBytes(bytes), at: FilePath("here/" + name), in: DiskTree(path: "here"))
}
private func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
private func half(_ value: Int) -> [UInt8] { Array(word(value).prefix(2)) }

/// Sixteen colours of a palette: 0, 1, 2, … as grey.
private func greys() -> [UInt8] {
    (0..<16).flatMap { (grey: UInt8) -> [UInt8] in [grey, grey, grey, 0] }
}

@Suite struct `BMP files` {
    private func file(
        _ width: Int, _ height: Int, bits: Int, coding: Int = 0, palette: [UInt8] = [], masks: [Int] = [],
        _ rows: [UInt8]
    ) -> [UInt8] {
        let start = 54 + palette.count + 4 * masks.count
        return Array("BM".utf8) + word(start + rows.count) + word(0) + word(start) + word(40) + word(width)
            + word(height) + half(1) + half(bits) + word(coding) + word(0) + word(0) + word(0)
            + word(palette.count / 4) + word(0) + masks.flatMap(word) + palette + rows
    }

    @Test func `run from the lowest row, or from the highest where the height is negative`() throws {
        let rows: [UInt8] = [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0]
        #expect(
            try open(file(2, 2, bits: 24, rows), "a.bmp").readAll().bytes == [
                9, 8, 7, 12, 11, 10, 3, 2, 1, 6, 5, 4,
            ])
        let down = try open(file(2, -2, bits: 24, rows), "a.bmp")
        #expect(try down.read(Region([1..<2, 0..<2])).bytes == [6, 5, 4, 12, 11, 10])
    }

    @Test func `give the colours of a palette, as one channel where all are grey`() throws {
        let grey: [UInt8] = [0, 0, 0, 0, 200, 200, 200, 0]
        let one = try open(file(3, 1, bits: 1, palette: grey, [0b0100_0000, 0, 0, 0]), "a.bmp").readAll()
        #expect(one.channels == 1 && one.bytes == [0, 200, 0])
        let colours: [UInt8] = [1, 2, 3, 0, 4, 5, 6, 0]
        let four = try open(file(2, 1, bits: 4, palette: colours, [0x10, 0, 0, 0]), "a.bmp").readAll()
        #expect(four.channels == 3 && four.bytes == [6, 5, 4, 3, 2, 1])
    }

    @Test func `unpack runs, skips and literal pixels`() throws {
        let grey: [UInt8] = greys()
        let eight = file(4, 2, bits: 8, coding: 1, palette: grey, [3, 7, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1])
        #expect(try open(eight, "a.bmp").readAll().bytes == [1, 2, 3, 0, 7, 7, 7, 0])
        let four = file(4, 1, bits: 4, coding: 2, palette: grey, [4, 0x5A, 0, 1])
        #expect(try open(four, "a.bmp").readAll().bytes == [5, 10, 5, 10])
    }

    @Test func `spread masked bits to bytes`() throws {
        let five = file(1, 1, bits: 16, coding: 3, masks: [0xF800, 0x07E0, 0x001F], [0xE0, 0xFF, 0, 0])
        #expect(try open(five, "a.bmp").readAll().bytes == [255, 255, 0])
    }

    @Test func `never crash, cut off anywhere or damaged`() {
        let grey: [UInt8] = greys()
        let files = [
            file(4, 2, bits: 8, coding: 1, palette: grey, [3, 7, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1]),
            file(2, 2, bits: 24, [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0]),
        ]
        var past = 0
        for file in files {
            for count in 2..<file.count { _ = try? open(Array(file[..<count]), "a.bmp").readAll() }
            for seed in 0..<500 {
                let bytes = file.damaged(seed: UInt64(seed))
                guard let header = report(bytes, "a.bmp").header else { continue }
                past += 1
                if (header.byteCount ?? .max) < 1 << 20 { _ = try? open(bytes, "a.bmp").readAll() }
            }
        }
        print("BMP: \(past) of 1000 damaged files got past the header")
        #expect(past > 300)
    }
}

@Suite struct `GIF files` {
    /// Two frames of 2 × 1: the second draws one pixel and leaves the other.
    private let file: [UInt8] =
        Array("GIF89a".utf8) + [2, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]
        + [0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0A, 0]
        + [0x21, 0xF9, 4, 1, 10, 0, 0, 0]
        + [0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0A, 0] + [0x3B]

    @Test func `have frames that are drawn one over another`() throws {
        let report = report(file, "a.gif")
        #expect(report.header?.shape == [2, 1, 2] && report.header?.channels == 3, "\(report.problem ?? "")")
        let frames = try open(file, "a.gif").readAll()
        // Both frames are coded as the numbers 0, 1; 0 is transparent in the second.
        #expect(frames.bytes == [255, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 255])
    }

    @Test func `never crash, cut off anywhere or damaged`() {
        for count in 6..<file.count { _ = try? open(Array(file[..<count]), "a.gif").readAll() }
        var past = 0
        for seed in 0..<1000 {
            let bytes = file.damaged(seed: UInt64(seed))
            guard let header = report(bytes, "a.gif").header else { continue }
            past += 1
            if (header.byteCount ?? .max) < 1 << 20 { _ = try? open(bytes, "a.gif").readAll() }
        }
        print("GIF: \(past) of 1000 damaged files got past the header")
        #expect(past > 200)
    }
}
