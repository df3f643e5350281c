import LightboxCodecs
import LightboxCore

extension TIFFPage {
    /// Whether the pieces are pictures that our own codecs undo: JPEG 2000, and JPEG of 12 bits, which libtiff refuses.
    var isOwnCoding: Bool { isJPEG2000 || compression == 7 && bits == 12 }
}

extension TIFFPixels {
    /// The samples of a piece that is a picture in a coding of its own.
    func pictureBytes(_ number: Int, offset: Int, byteCount: Int?, rows: Int) throws -> [UInt8] {
        let key = RecentPieces.Key(directory: page.directory.offset, piece: number)
        if let bytes = recent[key] { return bytes }
        let channels = page.isPlanar ? 1 : page.header.channels
        let source = page.directory.file.source
        let picture: DecodedPicture
        do {
            let data = try source.read(at: offset, count: byteCount ?? source.byteCountLimit - offset)
            let found =
                page.isJPEG2000 ? try JPEG2000.decode(data) : try JPEG.decodeAny(tables() + data.dropFirst(2))
            let isYCC = page.compression == 33_003 || page.wantsRGB
            picture = isYCC && channels == 3 ? found.convertedFromYCC() : found
        } catch { throw FormatError(.tiff, path: path, describing: error) }
        guard picture.width == page.pieceWidth, picture.height >= rows, picture.channels == channels,
            picture.block.type == page.header.storedType
        else {
            throw FormatError(
                .tiff, path: path,
                "piece \(number) is a picture of \(picture.width) × \(picture.height), \(picture.channels) channels and type "
                    + "\(picture.block.type.rawValue), but the directory says \(page.pieceWidth) × \(rows), \(channels) and "
                    + page.header.storedType.rawValue)
        }
        recent.keep(picture.block.bytes, key)
        return picture.block.bytes
    }

    /// The tables that all pieces share, from their beginning mark on; the mark alone where there are none.
    private func tables() throws -> [UInt8] {
        guard let field = page.directory.fields[347], (2...65_536).contains(field.count) else {
            return [0xFF, 0xD8]
        }
        let bytes = try page.directory.file.source.read(at: field.offset, count: field.count)
        guard bytes.starts(with: [0xFF, 0xD8]) else { return [0xFF, 0xD8] }
        return bytes.suffix(2) == [0xFF, 0xD9] ? bytes.dropLast(2) : bytes
    }
}
