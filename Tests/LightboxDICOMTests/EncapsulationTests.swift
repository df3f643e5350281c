import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `Encapsulated pixels` {
    private static let rle = "1.2.840.10008.1.2.5"

    /// A frame of 3 × 2 pixels of 16 bits, all of one value, in RLE; of even length.
    private static func frame(_ value: Int) -> [UInt8] {
        let header: [UInt8] = [2, 0, 0, 0, 64, 0, 0, 0, 66, 0, 0, 0]
        return header + [UInt8](repeating: 0, count: 52)
            + [0xFB, UInt8(value >> 8), 0xFB, UInt8(value & 255)]
    }

    /// A file whose pixel data holds those items behind the offset table.
    private static func file(
        _ items: [[UInt8]], frames: Int, table: [Int] = [], syntax: String = rle, ends: Bool = true
    ) -> [UInt8] {
        var file = DICOMBuilder.file(syntax: syntax, pixels: []) { body in
            body.add(.numberOfFrames, "IS", "\(frames)")
        }
        file.removeLast(4)
        file += DICOMBuilder.long(0xFFFF_FFFF)
        var tail = DICOMBuilder()
        tail.add(Tag(0xFFFE, 0xE000), "", table.flatMap { DICOMBuilder.long($0) })
        for item in items { tail.add(Tag(0xFFFE, 0xE000), "", item) }
        if ends { tail.add(Tag(0xFFFE, 0xE0DD), "", []) }
        return file + tail.bytes
    }

    private func firstValues(_ file: [UInt8]) throws -> [Double] {
        let image = try DICOMImage(MemoryBytes(file))
        let block = try image.read(Region(image.header.shape.map { 0..<$0 }))
        return stride(from: 0, to: block.bytes.count / 2, by: 6).map { block.value(at: $0) }
    }

    private static let whole = [frame(1000), frame(2), frame(777)]
    private static let halves = whole.flatMap { [Array($0.prefix(30)), Array($0.dropFirst(30))] }
    private static let uneven = [
        Array(whole[0].prefix(64)), Array(whole[0].dropFirst(64)), whole[1], whole[2],
    ]

    @Test(arguments: [
        file(whole, frames: 3),
        file(whole, frames: 3, table: [0, 76, 152]),
        file(whole, frames: 3, table: [0, 76, 152], ends: false),
        // A table that fits nothing.
        file(whole, frames: 3, table: [5, 76, 9999]),
        file(halves, frames: 3, table: [0, 84, 168]),
        file(halves, frames: 3),
        file(uneven, frames: 3, table: [0, 84, 160]),
        file(uneven, frames: 3),
        file(uneven, frames: 3, table: [1, 2, 3]),
    ])
    func `are shared out among the frames, table or not`(file: [UInt8]) throws {
        #expect(try firstValues(file) == [1000, 2, 777])
    }

    @Test func `read a frame by itself, and no bytes of the others`() throws {
        var file = Self.file(Self.whole, frames: 3)
        // Break the first and last frames.
        let start = file.count - 8 - 76
        file.replaceSubrange(
            start..<(start + 76),
            with: DICOMBuilder.short(0xFFFE) + [0, 0xE0] + DICOMBuilder.long(68)
                + [UInt8](repeating: 9, count: 68))
        let image = try DICOMImage(MemoryBytes(file))
        #expect(try image.read(Region([1..<3, 1..<2, 1..<2])).bytes == [2, 0, 2, 0])
        let error = #expect(throws: DICOMError.self) { try image.read(Region([0..<3, 0..<2, 2..<3])) }
        #expect(error?.description.hasPrefix("Frame 3 at byte \(start + 8) cannot be decoded: RLE:") == true)
    }

    @Test func `name the frame that is missing`() throws {
        let image = try DICOMImage(MemoryBytes(Self.file([Self.frame(5), Self.frame(6)], frames: 3)))
        #expect(try image.read(Region([0..<1, 0..<1, 1..<2])).value(at: 0) == 6)
        let error = #expect(throws: DICOMError.self) { try image.read(Region([0..<3, 0..<2, 0..<3])) }
        #expect(error?.problem == .missingFrame(frame: 2, of: 3))
    }

    @Test func `may be plain, or deflated`() throws {
        let plain = Self.file([Array(0..<12)], frames: 1, syntax: "1.2.840.10008.1.2.1.98")
        #expect(try firstValues(plain) == [256])
        // One stored block of deflate.
        let deflated = Self.file(
            [[1, 12, 0, 0xF3, 0xFF] + Array(0..<12) + [0]], frames: 1, syntax: "1.2.840.10008.1.2.8.1")
        #expect(try firstValues(deflated) == [256])
    }

    @Test func `that are a film are refused with a way out`() {
        let file = Self.file([[0, 0, 1, 0xB3]], frames: 9, syntax: "1.2.840.10008.1.2.4.102")
        let error = #expect(throws: DICOMError.self) { try DICOMImage(MemoryBytes(file)) }
        #expect(error?.description.contains("hint: take it out with gdcmraw") == true)
    }

    @Test func `survive cuts and damage`() {
        let file = Self.file(Self.uneven, frames: 3, table: [0, 84, 160])
        for count in 0..<file.count { _ = try? firstValues(Array(file.prefix(count))) }
        var decoded = 0
        for seed in 0..<1000 {
            if (try? firstValues(file.damaged(seed: UInt64(seed)))) != nil { decoded += 1 }
        }
        #expect(decoded > 100)
    }
}
