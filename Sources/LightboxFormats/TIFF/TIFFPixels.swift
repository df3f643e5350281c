import LightboxCodecs
import LightboxCore
import SystemPackage

/// The samples of one page, of which only the strips or tiles that a region touches are read.
struct TIFFPixels: Sendable {
    let page: TIFFPage
    let pieces: TIFFPieces
    let path: FilePath
    /// Pieces that were just decoded, for a neighbour that may want the rest.
    let recent: RecentPieces

    func read(_ columns: Range<Int>, _ rows: Range<Int>) throws -> [UInt8] {
        let header = page.header
        guard !columns.isEmpty, !rows.isEmpty, columns.lowerBound >= 0, rows.lowerBound >= 0,
            columns.upperBound <= page.width, rows.upperBound <= page.height
        else {
            throw FormatError(
                .tiff, path: path,
                "the region asked for lies outside the picture, whose shape is \(header.shape)")
        }
        let sample = header.storedType.byteCount
        let pixel = sample * header.channels
        let planes = page.isPlanar ? page.samples : 1
        let chunk = page.isPlanar ? sample : pixel
        let (wanted, overflow) = (columns.count * rows.count).multipliedReportingOverflow(by: pixel)
        // A few bytes may claim any number of pixels, left out or packed; uncoded ones must be there.
        guard !overflow, wanted <= max(TIFFPieces.byteCountLimit, page.directory.file.source.byteCountLimit)
        else {
            throw FormatError(
                .tiff, path: path, "the region takes more than the 2 GB that are read at once",
                hint: "read a smaller region")
        }
        var out: [UInt8] = []
        var isMade = false
        for plane in 0..<planes {
            for down in rows.lowerBound / page.pieceHeight...(rows.upperBound - 1) / page.pieceHeight {
                for across in columns.lowerBound / page.pieceWidth...(columns.upperBound - 1)
                    / page.pieceWidth
                {
                    let (left, top) = (across * page.pieceWidth, down * page.pieceHeight)
                    let x = max(columns.lowerBound, left)..<min(columns.upperBound, left + page.pieceWidth)
                    let y = max(rows.lowerBound, top)..<min(rows.upperBound, top + page.pieceHeight)
                    let number =
                        plane * page.piecesAcross * page.piecesDown + down * page.piecesAcross + across
                    let part = try cut(
                        number, plane: plane, origin: (left, top),
                        columns: x.lowerBound - left..<x.upperBound - left,
                        rows: y.lowerBound - top..<y.upperBound - top)
                    if !isMade, planes == 1, part.count == wanted { return part }
                    // Nothing is held for a region before its first piece has proved to be there.
                    if !isMade {
                        out = [UInt8](repeating: 0, count: wanted)
                        isMade = true
                    }
                    guard part.count == x.count * y.count * chunk else {
                        throw FormatError(
                            .tiff, path: path, "piece \(number) is not of the size it must have")
                    }
                    place(
                        part, into: &out, width: columns.count, at: x.lowerBound - columns.lowerBound,
                        y.lowerBound - rows.lowerBound, size: x.count, y.count, pixel: pixel, chunk: chunk,
                        plane: plane)
                }
            }
        }
        return out
    }

    private func place(
        _ part: [UInt8], into out: inout [UInt8], width: Int, at x: Int, _ y: Int, size columns: Int,
        _ rows: Int, pixel: Int, chunk: Int, plane: Int
    ) {
        for row in 0..<rows {
            let from = row * columns * chunk
            let to = ((y + row) * width + x) * pixel
            if chunk == pixel {
                out.replaceSubrange(to..<to + columns * pixel, with: part[from..<from + columns * chunk])
            } else {
                for column in 0..<columns {
                    for byte in 0..<chunk {
                        out[to + column * pixel + plane * chunk + byte] = part[from + column * chunk + byte]
                    }
                }
            }
        }
    }

    /// The wanted part of one strip or tile, in samples.
    private func cut(
        _ number: Int, plane: Int, origin: (column: Int, row: Int), columns: Range<Int>, rows: Range<Int>
    ) throws -> [UInt8] {
        let channels = page.isPlanar ? 1 : page.header.channels
        let sample = page.header.storedType.byteCount
        let directory = page.directory
        let isTile = page.isTiled
        let places: TIFFTag = isTile && directory.has(.tileOffsets) ? .tileOffsets : .stripOffsets
        let sizes: TIFFTag = isTile && directory.has(.tileByteCounts) ? .tileByteCounts : .stripByteCounts
        let offset = try directory.integer(places, at: number) ?? 0
        // A place that is not there stands for a piece of zeros, as GDAL writes it.
        if offset == 0 {
            return [UInt8](repeating: 0, count: columns.count * rows.count * channels * sample)
        }
        let height = isTile ? page.pieceHeight : min(page.pieceHeight, page.height - origin.row)
        if page.isPlain {
            let stored = StoredSamples(
                source: directory.file.source, path: path, format: .tiff, start: offset,
                layout: ImageHeader(
                    shape: [page.pieceWidth, height], channels: channels,
                    storedType: page.header.storedType),
                byteOrder: directory.file.order)
            return try stored.read(Region([columns, rows])).bytes
        }
        let size = try directory.integer(sizes, at: number)
        let limit = directory.file.source.byteCountLimit
        if offset > limit || size.map({ $0 > limit - offset }) == true {
            throw FormatError(
                .tiff, path: path, field: sizes.name, at: directory.place(of: sizes),
                "has piece \(number) end at byte \(offset) + \(size ?? 0), but the file has \(limit)",
                hint: TIFFFile.cutHint)
        }
        let bytes =
            page.isOwnCoding
            ? try pictureBytes(number, offset: offset, byteCount: size, rows: height)
            : try decoded(number, origin: origin, rows: height)
        let rowBytes =
            page.needsColours || page.isOwnCoding
            ? page.pieceWidth * channels * sample : page.pieceRowByteCount
        if page.needsColours || page.isOwnCoding || page.bits == sample * 8 {
            let pixel = channels * sample
            var out: [UInt8] = []
            out.reserveCapacity(columns.count * rows.count * pixel)
            for row in rows {
                let start = row * rowBytes + columns.lowerBound * pixel
                out += bytes[start..<start + columns.count * pixel]
            }
            return out
        }
        return unpack(bytes, rowBytes: rowBytes, channels: channels, columns: columns, rows: rows)
    }

    private func decoded(_ number: Int, origin: (column: Int, row: Int), rows: Int) throws -> [UInt8] {
        let key = RecentPieces.Key(directory: page.directory.offset, piece: number)
        if let bytes = recent[key] { return bytes }
        let bytes: [UInt8]
        do {
            if page.needsColours {
                bytes = try pieces.decodeColours(
                    directory: page.directory.offset, column: origin.column, row: origin.row,
                    width: page.pieceWidth, height: page.pieceHeight, isTile: page.isTiled)
            } else {
                guard let count = page.pieceByteCount(rows: rows) else {
                    throw CodecError("TIFF", "piece \(number) is too large")
                }
                bytes = try pieces.decode(
                    directory: page.directory.offset, piece: number, isTile: page.isTiled, byteCount: count,
                    asRGB: page.wantsRGB,
                    // A strip may be followed by rows that the picture does not have.
                    mayBeLonger: !page.isTiled && origin.row + page.pieceHeight >= page.height)
            }
        } catch { throw FormatError(.tiff, path: path, describing: error) }
        recent.keep(bytes, key)
        return bytes
    }

    /// Samples of other sizes than whole bytes, spread to their type, the highest bit first.
    private func unpack(
        _ bytes: [UInt8], rowBytes: Int, channels: Int, columns: Range<Int>, rows: Range<Int>
    ) -> [UInt8] {
        let size = page.header.storedType.byteCount
        var out: [UInt8] = []
        out.reserveCapacity(columns.count * rows.count * channels * size)
        let bits = page.bits
        for row in rows {
            for index in columns.lowerBound * channels..<columns.upperBound * channels {
                var value: UInt64 = 0
                if bits % 8 == 0 {
                    // libtiff has turned whole bytes to the machine's order.
                    let start = row * rowBytes + index * bits / 8
                    for byte in (0..<bits / 8).reversed() { value = value << 8 | UInt64(bytes[start + byte]) }
                } else {
                    let first = index * bits
                    var bit = first
                    while bit < first + bits {
                        let byte = bytes[row * rowBytes + bit / 8]
                        let take = min(8 - bit % 8, first + bits - bit)
                        let part =
                            (byte >> UInt8(8 - bit % 8 - take)) & UInt8(truncatingIfNeeded: (1 << take) - 1)
                        value = value << UInt64(take) | UInt64(part)
                        bit += take
                    }
                }
                for byte in 0..<size { out.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
            }
        }
        return out
    }
}
