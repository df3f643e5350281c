import LightboxCodecs
import LightboxCore

/// What the blocks of a GIF say, without any frame being decoded.
struct GIFHeader: Sendable {
    let width: Int
    let height: Int
    private(set) var frameCount = 0
    private(set) var isGrey = true
    private(set) var hasTransparency = false
    private(set) var durationSeconds = 0.0

    init(_ source: any ByteSource) throws {
        let head = try source.read(at: 0, count: 13)
        let bytes = head.span
        guard let width: UInt16 = bytes.integer(at: 6, .little),
            let height: UInt16 = bytes.integer(at: 8, .little),
            head.count == 13
        else { throw Self.cut(head.count) }
        guard width > 0, height > 0 else {
            throw FormatError(
                .gif, field: "screen", at: 6, "is \(width) × \(height): the picture has no pixels")
        }
        guard Int(width) * Int(height) <= GIF.pixelLimit else {
            throw FormatError(.gif, field: "screen", at: 6, "is \(width) × \(height), more than is read")
        }
        (self.width, self.height) = (Int(width), Int(height))
        var at = 13
        try skipPalette(head[10], at: &at, source)
        while true {
            let block = try source.read(at: at, count: 10)
            // A file without its last byte is whole enough once it has a frame.
            guard let kind = block.first else {
                if frameCount > 0 { return }
                throw Self.cut(at)
            }
            switch kind {
            case 0x3B:
                guard frameCount > 0 else { throw FormatError(.gif, at: at, "the file has no frame") }
                return
            case 0x21:
                if block.count >= 8, block[1] == 0xF9, block[2] >= 4 {
                    if block[3] & 1 == 1 { hasTransparency = true }
                    durationSeconds += Double(Int(block[4]) | Int(block[5]) << 8) / 100
                }
                at += 2
                try skipBlocks(at: &at, source)
            case 0x2C:
                guard block.count == 10 else { throw Self.cut(at + block.count) }
                frameCount += 1
                at += 10
                try skipPalette(block[9], at: &at, source)
                at += 1
                try skipBlocks(at: &at, source)
            default: throw FormatError(.gif, at: at, "no block of a known kind begins with \(kind)")
            }
        }
    }

    /// Three bytes a colour behind a byte of flags, if its highest bit says so.
    private mutating func skipPalette(_ flags: UInt8, at: inout Int, _ source: any ByteSource) throws {
        guard flags & 0x80 != 0 else { return }
        let count = 3 << (Int(flags & 7) + 1)
        let colours = try source.read(at: at, count: count)
        guard colours.count == count else { throw Self.cut(at + colours.count) }
        for index in stride(from: 0, to: count, by: 3)
        where colours[index] != colours[index + 1] || colours[index] != colours[index + 2] { isGrey = false }
        at += count
    }

    private func skipBlocks(at: inout Int, _ source: any ByteSource) throws {
        while true {
            guard let size = try source.read(at: at, count: 1).first else { throw Self.cut(at) }
            at += 1 + Int(size)
            if size == 0 { return }
        }
    }

    private static func cut(_ offset: Int) -> FormatError {
        FormatError(
            .gif, at: offset, "the file ends too early",
            hint: "the copy or download may not have been finished")
    }

    var image: ImageHeader {
        ImageHeader(
            shape: frameCount > 1 ? [width, height, frameCount] : [width, height], channels: isGrey ? 1 : 3,
            storedType: .uint8, window: isGrey ? .whole(of: .uint8) : nil)
    }
}
