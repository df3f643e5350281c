import LightboxCore

/// JPEG by DCT with samples of 12 bits (T.81 processes 4, 5 and the progressive ones), as DICOM's .51, .53 and .55 have it.
///
/// Streams of 8 bits are read as well, and give what the IJG's accurate integer transform gives; libjpeg-turbo is
/// faster for those.
public enum ExtendedJPEG {
    static let name = "JPEG"

    /// Decodes a picture, components as they are coded: type `uint16` for 12 bits, `uint8` for 8.
    public static func decode(_ bytes: [UInt8]) throws(CodecError) -> DecodedPicture {
        var stream = try JPEGStream(bytes, codec: name)
        var planes: DCTPlanes?
        while true {
            switch try stream.next() {
            case .frame(let frame):
                guard planes == nil else {
                    throw CodecError(name, at: frame.offset, "a second frame header follows the first")
                }
                try check(frame, bytes: bytes.count)
                planes = DCTPlanes(frame)
            case .scan(let scan):
                guard planes != nil else { throw CodecError(name, "no frame header stands before the data") }
                let end = try planes?.decode(scan, stream)
                stream.skip(to: end ?? scan.data)
            case .end:
                guard let planes, planes.isComplete else {
                    throw CodecError(
                        name, at: stream.offset, "the data ends before the picture does",
                        hint: "the file may not have been copied whole")
                }
                return try planes.picture()
            }
        }
    }

    private static func check(_ frame: JPEGFrame, bytes: Int) throws(CodecError) {
        guard (0xC0...0xC2).contains(frame.marker) else {
            throw CodecError(name, at: frame.offset, "this JPEG is of a process that is not read")
        }
        guard frame.precision == 8 || frame.precision == 12, (1...4).contains(frame.components.count) else {
            throw CodecError(
                name, at: frame.offset,
                "\(frame.components.count) components of \(frame.precision) bits are not read, only 1 to 4 of 8 or 12"
            )
        }
        guard frame.components.allSatisfy({ $0.quantization < 4 }) else {
            throw CodecError(name, at: frame.offset, "a component names a quantization table that cannot be")
        }
        let size = try DecodedPicture.byteCount(
            name, width: frame.width, height: frame.height, channels: frame.components.count, sampleSize: 2)
        // A block of 64 samples takes at least two bits; a progressive scan may leave out runs of them.
        guard size / (frame.isProgressive ? 32_768 : 512) <= bytes else {
            throw CodecError(
                name, at: frame.offset,
                "\(frame.width) × \(frame.height) pixels are claimed, more than \(bytes) bytes can hold")
        }
    }
}

/// The coefficients of a picture under way, a plane for each component.
struct DCTPlanes {
    struct Plane {
        /// Blocks across and down, those beyond the edge that interleaved scans hold included.
        let across: Int
        let down: Int
        /// Blocks across and down that the picture needs.
        let ownAcross: Int
        let ownDown: Int
        /// 64 for each block, row by row, in natural order.
        var coefficients: [Int16]
        var isSeen = false
        /// The table that was in force when the component's first scan began, in natural order.
        var quantization: [Int32]?
    }
    let frame: JPEGFrame
    var planes: [Plane]

    var isComplete: Bool { planes.allSatisfy(\.isSeen) }

    init(_ frame: JPEGFrame) {
        self.frame = frame
        let (maxH, maxV) = (frame.maxH, frame.maxV)
        let across = (frame.width + 8 * maxH - 1) / (8 * maxH)
        let down = (frame.height + 8 * maxV - 1) / (8 * maxV)
        planes = frame.components.map { component in
            let width = (frame.width * component.h + maxH - 1) / maxH
            let height = (frame.height * component.v + maxV - 1) / maxV
            let (w, h) = (across * component.h, down * component.v)
            return Plane(
                across: w, down: h, ownAcross: (width + 7) / 8, ownDown: (height + 7) / 8,
                coefficients: [Int16](repeating: 0, count: w * h * 64))
        }
    }

    /// The natural place of each coefficient in the order of the zigzag (T.81, figure A.6).
    static let zigzag: [Int] = {
        var places: [Int] = []
        for sum in 0..<15 {
            let range = max(0, sum - 7)...min(7, sum)
            for a in range {
                let (row, column) = sum % 2 == 0 ? (sum - a, a) : (a, sum - a)
                places.append(row * 8 + column)
            }
        }
        return places
    }()

    /// Undoes the transform of every block, and puts the components together.
    func picture() throws(CodecError) -> DecodedPicture {
        let (width, height, channels) = (frame.width, frame.height, frame.components.count)
        var samples = [UInt16](repeating: 0, count: width * height * channels)
        for (channel, plane) in planes.enumerated() {
            guard let table = plane.quantization else {
                throw CodecError(ExtendedJPEG.name, at: frame.offset, "a quantization table is missing")
            }
            let component = frame.components[channel]
            plane.transform(
                table, precision: frame.precision, into: &samples, width: width, height: height,
                channel: channel, channels: channels,
                stepX: frame.maxH / component.h, stepY: frame.maxV / component.v)
        }
        let isNarrow = frame.precision == 8
        return try DecodedPicture(
            ExtendedJPEG.name, width: width, height: height, channels: channels,
            type: isNarrow ? .uint8 : .uint16, precision: frame.precision,
            bytes: isNarrow ? samples.lowBytes() : samples.littleEndianBytes())
    }
}
