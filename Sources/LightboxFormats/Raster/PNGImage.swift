import LightboxArchive
import LightboxCodecs
import LightboxCore
import SystemPackage

/// A PNG picture, undone row by row up to the last row that is wanted; of an interlaced one all of it is held.
struct PNGImage: AveragedSource {
    let header: ImageHeader
    private let file: OpenFile
    private let coding: PNG.Header

    init(_ file: OpenFile, _ coding: PNG.Header) {
        (self.file, self.coding) = (file, coding)
        header = ImageHeader(
            shape: [coding.width, coding.height], channels: coding.channels, storedType: coding.type,
            // Sixteen bits mostly hold ten to twelve: what is in the file must say how bright it is.
            window: coding.channels < 3 && coding.type == .uint8 ? .whole(of: .uint8) : nil)
    }

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                file.format, path: file.path,
                "the region asked for lies outside the picture, whose shape is \(header.shape)")
        }
        let (columns, lines) = (region.ranges[0], region.ranges[1])
        let pixel = coding.channels * coding.type.byteCount
        let wanted = ImageHeader(
            shape: region.shape, channels: coding.channels, storedType: coding.type)
        guard let count = wanted.byteCount, count <= PNG.byteCountLimit else {
            throw FormatError(
                file.format, path: file.path, "the region takes more than the 2 GB that are read at once",
                hint: "read it in parts")
        }
        var bytes: [UInt8] = []
        try FormatError.naming(file) {
            let rows = try rows()
            try rows.skip(lines.lowerBound)
            if columns.count == coding.width {
                bytes = [UInt8](repeating: 0, count: count)
                for line in 0..<lines.count { try rows.next(into: &bytes, at: line * columns.count * pixel) }
            } else {
                bytes.reserveCapacity(count)
                var row = [UInt8](repeating: 0, count: coding.width * pixel)
                for _ in lines {
                    try rows.next(into: &row, at: 0)
                    bytes += row[(columns.lowerBound * pixel)..<(columns.upperBound * pixel)]
                }
            }
            try rows.finish()
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: coding.channels, type: coding.type, bytes: bytes)
        else {
            throw FormatError(file.format, path: file.path, "the picture is not of the size it states")
        }
        return block
    }

    func readAveraged(width: Int, height: Int) throws -> SampleBlock {
        coding.type == .uint16
            ? try means(UInt16.self, width, height) { $0.littleEndianBytes }
            : try means(UInt8.self, width, height) { $0 }
    }

    private func means<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _: T.Type, _ width: Int, _ height: Int, _ bytes: ([T]) -> [UInt8]
    ) throws -> SampleBlock {
        var means = AreaMeans<T>(
            width: coding.width, height: coding.height, channels: coding.channels, outWidth: width,
            outHeight: height)
        try FormatError.naming(file) {
            let rows = try rows()
            var row = [UInt8](repeating: 0, count: rows.rowByteCount)
            for _ in 0..<coding.height {
                try rows.next(into: &row, at: 0)
                means.add(row)
            }
            try rows.finish()
        }
        guard
            let block = SampleBlock(
                shape: [width, height], channels: coding.channels, type: coding.type,
                bytes: bytes(means.samples))
        else {
            throw FormatError(file.format, path: file.path, "the picture is not of the size it states")
        }
        return block
    }

    private func rows() throws -> any RowSource {
        if coding.isInterlaced {
            return WholeRows(try PNG.decode(try file.content.read(at: 0, count: file.stored.byteCountLimit)))
        }
        return try PNGRows(file.content, coding)
    }
}

/// Rows of samples, one after another.
private protocol RowSource: AnyObject {
    var rowByteCount: Int { get }
    func skip(_ count: Int) throws
    func next(into target: inout [UInt8], at start: Int) throws
    func finish() throws
}

extension PNGRows: RowSource {}

/// The rows of a picture that is held whole.
private final class WholeRows: RowSource {
    let rowByteCount: Int
    private let block: SampleBlock
    private var row = 0

    init(_ block: SampleBlock) {
        self.block = block
        rowByteCount = block.shape[0] * block.channels * block.type.byteCount
    }

    func skip(_ count: Int) { row += count }
    func next(into target: inout [UInt8], at start: Int) {
        let from = row * rowByteCount
        target.replaceSubrange(
            start..<(start + rowByteCount), with: block.bytes[from..<(from + rowByteCount)])
        row += 1
    }
    func finish() {}
}

extension [UInt16] {
    fileprivate var littleEndianBytes: [UInt8] {
        flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}
