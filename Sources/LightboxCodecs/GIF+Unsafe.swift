import CLightboxGIF

/// Graphics Interchange Format (GIF87a, GIF89a), through giflib.
public enum GIF {
    /// The most pixels that the frames of a file may have together.
    public static let pixelLimit = 1 << 28

    /// A frame as it is coded: a rectangle of the screen in numbers of a palette.
    public struct Frame: Sendable {
        public let left: Int
        public let top: Int
        public let width: Int
        public let height: Int
        public let numbers: [UInt8]
        public let palette: [(red: UInt8, green: UInt8, blue: UInt8)]
        /// The number that lets what is below show through.
        public let transparent: Int?
        /// What happens before the next frame: 2 clears the rectangle, 3 brings back what was there.
        public let disposal: Int
        public let delaySeconds: Double
    }

    private final class Client {
        let file: [UInt8]
        var position = 0
        init(_ file: [UInt8]) { self.file = file }
    }

    /// Decodes all frames in order.
    ///
    /// - Parameter isWanted: called with the number of frames and pixels so far; `false` ends the reading.
    public static func decode(_ file: [UInt8]) throws(CodecError) -> (
        width: Int, height: Int, frames: [Frame]
    ) {
        let client = Client(file)
        var code: Int32 = 0
        // SAFETY: the client outlives the handle, and the callback copies no more than it is asked for and has.
        let opened = unsafe DGifOpen(
            Unmanaged.passUnretained(client).toOpaque(),
            { handle, buffer, count in
                guard let handle = unsafe handle, let buffer = unsafe buffer, count > 0,
                    let data = unsafe handle.pointee.UserData
                else { return 0 }
                let client = unsafe Unmanaged<Client>.fromOpaque(data).takeUnretainedValue()
                let size = min(Int(count), client.file.count - client.position)
                for index in 0..<size { unsafe buffer[index] = client.file[client.position + index] }
                client.position += size
                return Int32(size)
            }, &code)
        guard let gif = unsafe opened else { throw failure(code, client.position) }
        defer { _ = unsafe DGifCloseFile(gif, nil) }
        var frames: [Frame] = []
        var (pixels, transparent, disposal, delay): (Int, Int?, Int, Double) = (0, nil, 0, 0)
        let (width, height) = unsafe (Int(gif.pointee.SWidth), Int(gif.pointee.SHeight))
        while true {
            var kind = UNDEFINED_RECORD_TYPE
            guard unsafe DGifGetRecordType(gif, &kind) == GIF_OK else {
                throw failure(unsafe gif.pointee.Error, client.position)
            }
            if kind == TERMINATE_RECORD_TYPE { break }
            if kind == EXTENSION_RECORD_TYPE {
                var function: Int32 = 0
                var block: UnsafeMutablePointer<GifByteType>?
                var result = unsafe DGifGetExtension(gif, &function, &block)
                // SAFETY: the first byte of a block is the number of those behind it.
                while result == GIF_OK, let bytes = unsafe block {
                    if function == 0xF9, unsafe bytes[0] >= 4 {
                        unsafe (transparent, disposal, delay) = (
                            bytes[1] & 1 == 1 ? Int(bytes[4]) : nil, Int(bytes[1] >> 2 & 7),
                            Double(Int(bytes[2]) | Int(bytes[3]) << 8) / 100
                        )
                    }
                    result = unsafe DGifGetExtensionNext(gif, &block)
                }
                guard result == GIF_OK else { throw failure(unsafe gif.pointee.Error, client.position) }
                continue
            }
            guard kind == IMAGE_DESC_RECORD_TYPE else { continue }
            let start = client.position
            guard unsafe DGifGetImageDesc(gif) == GIF_OK else {
                throw failure(unsafe gif.pointee.Error, client.position)
            }
            let place = unsafe gif.pointee.Image
            let (w, h) = unsafe (Int(place.Width), Int(place.Height))
            guard w > 0, h > 0 else {
                throw CodecError("GIF", at: start, "frame \(frames.count) has no pixels")
            }
            pixels += w * h
            // LZW makes at most some 2,700 bytes of one.
            guard pixels <= pixelLimit, w * h / 4096 <= file.count else {
                throw CodecError(
                    "GIF", at: start, "the frames are stated to be larger than the file can hold")
            }
            var numbers = [UInt8](repeating: 0, count: w * h)
            let isInterlaced = unsafe place.Interlace
            let passes = isInterlaced ? [(0, 8), (4, 8), (2, 4), (1, 2)] : [(0, 1)]
            for (first, step) in passes {
                for row in stride(from: first, to: h, by: step) {
                    // SAFETY: row `row` lies within `numbers`, which has `h` rows of `w`.
                    let isRead = unsafe numbers.withUnsafeMutableBufferPointer { target in
                        unsafe DGifGetLine(gif, target.baseAddress.map { unsafe $0 + row * w }, Int32(w))
                    }
                    guard isRead == GIF_OK else { throw failure(unsafe gif.pointee.Error, client.position) }
                }
            }
            let map = unsafe place.ColorMap ?? gif.pointee.SColorMap
            var palette: [(red: UInt8, green: UInt8, blue: UInt8)] = []
            if let map = unsafe map, let colours = unsafe map.pointee.Colors {
                for index in 0..<Int(unsafe map.pointee.ColorCount) {
                    let colour = unsafe colours[index]
                    palette.append((colour.Red, colour.Green, colour.Blue))
                }
            }
            frames.append(
                Frame(
                    left: unsafe Int(place.Left), top: unsafe Int(place.Top), width: w, height: h,
                    numbers: numbers, palette: palette, transparent: transparent, disposal: disposal,
                    delaySeconds: delay))
            (transparent, disposal, delay) = (nil, 0, 0)
        }
        guard !frames.isEmpty else { throw CodecError("GIF", at: client.position, "the file has no frame") }
        return (width, height, frames)
    }

    private static func failure(_ code: Int32, _ position: Int) -> CodecError {
        let words = unsafe GifErrorString(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        let isCut = code == D_GIF_ERR_READ_FAILED || code == D_GIF_ERR_EOF_TOO_SOON
        return CodecError(
            "GIF", at: position, isCut ? "the file ends too early" : "the data is damaged: \(words)",
            hint: isCut ? "the copy or download may not have been finished" : nil)
    }
}
