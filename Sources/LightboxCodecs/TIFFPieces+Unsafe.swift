import CLightboxTIFF
public import LightboxCore
import Synchronization

/// Decodes strips and tiles of a TIFF file through libtiff, which reads no more than the piece needs.
///
/// Any number of tasks may decode at once: each borrows a handle of the library from a pool.
public final class TIFFPieces: Sendable {
    private let source: any ByteSource
    private let idle = Mutex<[TIFFHandle]>([])

    /// The most bytes that a piece may decode to.
    public static let byteCountLimit = 1 << 31

    public init(source: any ByteSource) { self.source = source }

    /// The samples of one strip or tile in the machine's byte order, rows packed as the file has them.
    ///
    /// - Parameters:
    ///   - directory: where the page's directory starts, in bytes from the start of the file.
    ///   - byteCount: how many bytes the piece decodes to; a piece that gives fewer is an error.
    ///   - mayBeLonger: whether a deflated piece may hold more than that, such as the rows of a last strip that the
    ///     picture does not have.
    ///   - asRGB: whether JPEG is to turn luma and colour differences into RGB.
    public func decode(
        directory: Int, piece: Int, isTile: Bool, byteCount: Int, asRGB: Bool, mayBeLonger: Bool = false
    ) throws(CodecError) -> [UInt8] {
        try check(byteCount)
        let handle = try borrow()
        defer { give(back: handle) }
        try handle.enter(directory, asRGB: asRGB)
        handle.wantsZlib(mayBeLonger)
        var bytes = [UInt8](repeating: 0, count: byteCount)
        guard let number = UInt32(exactly: piece) else {
            throw CodecError("TIFF", "piece \(piece) cannot be counted")
        }
        // SAFETY: the library writes at most as many bytes as it is told the buffer has.
        let got = unsafe bytes.withUnsafeMutableBytes { target in
            unsafe isTile
                ? TIFFReadEncodedTile(handle.tiff, number, target.baseAddress, Int64(target.count))
                : TIFFReadEncodedStrip(handle.tiff, number, target.baseAddress, Int64(target.count))
        }
        guard got == byteCount else { throw handle.failure(isTile ? "tile \(piece)" : "strip \(piece)") }
        return bytes
    }

    /// One strip or tile of a page whose colours are coded otherwise, as 8-bit RGB.
    ///
    /// - Parameter column, row: a pixel of the piece, the first of it.
    public func decodeColours(
        directory: Int, column: Int, row: Int, width: Int, height: Int, isTile: Bool
    ) throws(CodecError) -> [UInt8] {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        try check(overflow || pixels > Int.max / 4 ? .max : pixels * 4)
        let handle = try borrow()
        defer { give(back: handle) }
        try handle.enter(directory, asRGB: true)
        guard let x = UInt32(exactly: column), let y = UInt32(exactly: row) else {
            throw CodecError("TIFF", "the piece at \(column), \(row) cannot be counted")
        }
        var words = [UInt32](repeating: 0, count: pixels)
        // SAFETY: the library fills a whole tile, or a strip's rows, of `width` pixels each; the caller gives the
        // size of the directory that was just entered, and `matches` has compared it with the library's own.
        guard handle.matches(width: width, height: height, isTile: isTile) else {
            throw CodecError("TIFF", "the size of its pieces is not what the directory states")
        }
        let isDone = unsafe words.withUnsafeMutableBufferPointer { target in
            unsafe isTile
                ? TIFFReadRGBATileExt(handle.tiff, x, y, target.baseAddress, 1)
                : TIFFReadRGBAStripExt(handle.tiff, y, target.baseAddress, 1)
        }
        guard isDone == 1 else { throw handle.failure("the piece at column \(column), row \(row)") }
        // Rows come out from the bottom up: all of a tile's, but only those of a strip that the picture has.
        let rows = isTile ? height : min(height, handle.height - row)
        var bytes = [UInt8](repeating: 0, count: pixels * 3)
        for line in 0..<max(0, rows) {
            for pixel in 0..<width {
                let word = words[(rows - 1 - line) * width + pixel]
                let place = (line * width + pixel) * 3
                bytes[place] = UInt8(truncatingIfNeeded: word)
                bytes[place + 1] = UInt8(truncatingIfNeeded: word >> 8)
                bytes[place + 2] = UInt8(truncatingIfNeeded: word >> 16)
            }
        }
        return bytes
    }

    private func check(_ byteCount: Int) throws(CodecError) {
        guard byteCount > 0, byteCount <= Self.byteCountLimit else {
            throw CodecError("TIFF", "a strip or tile decodes to \(byteCount) bytes; at most 2 GB are read")
        }
    }

    private func borrow() throws(CodecError) -> TIFFHandle {
        if let handle = idle.withLock({ $0.popLast() }) { return handle }
        guard let handle = TIFFHandle(source: source) else {
            throw CodecError("TIFF", "the file is not laid out as libtiff wants it")
        }
        return handle
    }

    private func give(back handle: TIFFHandle) {
        idle.withLock { if $0.count < 8 { $0.append(handle) } }
    }
}

/// What libtiff calls back for bytes.
private final class TIFFClient {
    let source: any ByteSource
    var position = 0
    var failure: String?
    init(source: any ByteSource) { self.source = source }

    func read(_ count: Int) -> [UInt8] {
        do {
            let bytes = try source.read(at: position, count: min(count, source.byteCountLimit))
            position += bytes.count
            return bytes
        } catch {
            failure = failure ?? "\(error)"
            return []
        }
    }

    func seek(_ offset: UInt64, _ whence: Int32) -> UInt64 {
        let base = whence == SEEK_CUR ? position : whence == SEEK_END ? source.byteCountLimit : 0
        let (place, overflow) = Int64(base).addingReportingOverflow(Int64(bitPattern: offset))
        guard !overflow, place >= 0 else { return .max }
        position = Int(place)
        return UInt64(place)
    }
}

// Unchecked: a handle is either in a pool or with the one task that borrowed it.
@safe private final class TIFFHandle: @unchecked Sendable {
    private let client: TIFFClient
    private let note: UnsafeMutablePointer<lightbox_tiff_note>
    let tiff: OpaquePointer
    private var directory = -1

    /// No single piece of memory that the library asks for may be larger.
    private static let memoryLimit: Int64 = 1 << 31

    init?(source: any ByteSource) {
        client = TIFFClient(source: source)
        unsafe note = .allocate(capacity: 1)
        unsafe note.initialize(to: lightbox_tiff_note())
        // SAFETY: the client and the note outlive the library's handle, which `deinit` closes first; the callbacks
        // write no more than the library asks for.
        let opened = unsafe lightbox_tiff_open(
            Unmanaged.passUnretained(client).toOpaque(), note, Self.memoryLimit,
            { client, buffer, count in
                guard let client = unsafe client, let buffer = unsafe buffer, count > 0 else { return 0 }
                let bytes = unsafe Unmanaged<TIFFClient>.fromOpaque(client).takeUnretainedValue().read(
                    Int(count))
                unsafe bytes.withUnsafeBytes {
                    unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(Int(count))))
                }
                return Int64(min(bytes.count, Int(count)))
            },
            { _, _, _ in 0 },
            { client, offset, whence in
                guard let client = unsafe client else { return .max }
                return unsafe Unmanaged<TIFFClient>.fromOpaque(client).takeUnretainedValue()
                    .seek(offset, whence)
            },
            { _ in 0 },
            { client in
                guard let client = unsafe client else { return 0 }
                return unsafe UInt64(
                    Unmanaged<TIFFClient>.fromOpaque(client).takeUnretainedValue().source.byteCountLimit)
            })
        guard let opened = unsafe opened else {
            unsafe note.deallocate()
            return nil
        }
        unsafe tiff = opened
    }

    deinit {
        unsafe TIFFClose(tiff)
        unsafe note.deallocate()
    }

    func enter(_ offset: Int, asRGB: Bool) throws(CodecError) {
        unsafe note.pointee = lightbox_tiff_note()
        client.failure = nil
        if directory != offset {
            directory = -1
            guard unsafe TIFFSetSubDirectory(tiff, UInt64(max(0, offset))) == 1 else {
                throw failure("the directory at byte \(offset)")
            }
            directory = offset
        }
        if asRGB { _ = unsafe lightbox_tiff_want_rgb(tiff) }
    }

    /// Whether deflated pieces are undone by zlib; other codings do not care.
    func wantsZlib(_ isWanted: Bool) {
        guard unsafe [8, 32_946].contains(lightbox_tiff_number16(tiff, UInt32(TIFFTAG_COMPRESSION))) else {
            return
        }
        _ = unsafe lightbox_tiff_want_zlib(tiff, isWanted ? 1 : 0)
    }

    /// The number of rows of the page.
    var height: Int { Int(unsafe lightbox_tiff_number(tiff, UInt32(TIFFTAG_IMAGELENGTH))) }

    /// Whether the library will fill as many pixels as the caller has room for.
    func matches(width: Int, height: Int, isTile: Bool) -> Bool {
        func number(_ tag: Int32) -> Int { Int(unsafe lightbox_tiff_number(tiff, UInt32(tag))) }
        if isTile { return number(TIFFTAG_TILEWIDTH) == width && number(TIFFTAG_TILELENGTH) == height }
        return number(TIFFTAG_IMAGEWIDTH) == width
            && min(number(TIFFTAG_ROWSPERSTRIP), number(TIFFTAG_IMAGELENGTH)) <= height
    }

    func failure(_ thing: String) -> CodecError {
        if let failure = client.failure { return CodecError("TIFF", "\(thing) cannot be read: \(failure)") }
        // SAFETY: the note is a text that ends in 0.
        let words = unsafe withUnsafeBytes(of: note.pointee.text) { raw in
            unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        let isCut = words.contains("Read error") || words.contains("got 0 bytes")
        return CodecError(
            "TIFF", "\(thing) cannot be decoded" + (words.isEmpty ? "" : ": libtiff says '\(words)'"),
            hint: isCut ? "the copy or download may not have been finished" : nil)
    }
}
