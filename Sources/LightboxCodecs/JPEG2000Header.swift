public import LightboxCore

extension JPEG2000 {
    /// What a JP2 file's boxes and the main header of its first codestream say.
    public struct Header: Sendable, Hashable {
        /// One component, as the codestream has it.
        public struct Component: Sendable, Hashable {
            public let precision: Int
            public let isSigned: Bool
            /// How many places of the reference grid lie between two samples.
            public let stepX: Int
            public let stepY: Int
        }
        /// What a JP2 file says that its channels mean.
        public enum Colour: Sendable, Hashable {
            case unstated, grey, rgb, ycc, cmyk
            /// A space that is known by number, or that an ICC profile defines.
            case other(String)
        }
        /// Where the image lies on the reference grid.
        public let columns: Range<Int>
        public let rows: Range<Int>
        public let tileWidth: Int
        public let tileHeight: Int
        public let components: [Component]
        /// How many times the picture can be halved.
        public let reductions: Int
        /// Whether the wavelet transform can be undone without loss.
        public let isReversible: Bool
        /// Whether blocks are coded as T.814 has it (HTJ2K).
        public let isHighThroughput: Bool
        /// The colours of a palette's columns, by their bits, where a palette is applied.
        public let paletteBits: [Int]?
        public let colour: Colour
        /// The codestreams of the file.
        public let streams: Int
        let begins: Begin

        enum Begin: Sendable, Hashable { case codestream, boxes }

        /// Samples to a pixel after the palette has been applied.
        public var channels: Int { paletteBits?.count ?? components.count }
        /// The most bits that a sample has.
        public var precision: Int { (paletteBits ?? components.map(\.precision)).max() ?? 8 }
        /// The type that decoding gives.
        public var type: SampleType {
            let isSigned = paletteBits == nil && components.first?.isSigned == true
            return precision <= 8
                ? (isSigned ? .int8 : .uint8)
                : precision <= 16 ? (isSigned ? .int16 : .uint16) : (isSigned ? .int32 : .uint32)
        }
        /// Whether the three channels are luma and colour differences, which decoding a region turns into RGB: the file
        /// says so, or stores two of them with fewer samples.
        public var isYCC: Bool {
            guard paletteBits == nil, components.count == 3, components.allSatisfy({ !$0.isSigned }) else {
                return false
            }
            let isThinned = components[0].stepX == 1 && components[1].stepX > 1
            return colour == .ycc || colour == .unstated && isThinned
        }

        /// The picture's width and height when halved `reduction` times.
        public func size(reduction: Int) -> (width: Int, height: Int) {
            guard let first = components.first else { return (0, 0) }
            func length(_ range: Range<Int>, _ step: Int) -> Int {
                let (low, high) = (
                    range.lowerBound.dividedUp(by: step), range.upperBound.dividedUp(by: step)
                )
                return high.dividedUp(by: 1 << reduction) - low.dividedUp(by: 1 << reduction)
            }
            return (length(columns, first.stepX), length(rows, first.stepY))
        }
    }

    /// Reads the boxes of a JP2 file and the main header of its first codestream, and nothing of its data.
    public static func header(_ source: any ByteSource) throws -> Header {
        let head = try source.read(at: 0, count: 12)
        guard begins(head) else {
            throw CodecError(name, at: 0, "the data begins neither as a codestream nor as a JP2 file does")
        }
        if head[0] == 0xFF { return try JPEG2000MainHeader(source, at: 0).header(boxes: nil) }
        let boxes = try JP2Boxes(source)
        guard let start = boxes.codestreams.first else {
            throw CodecError(
                name, "the file has no codestream (jp2c)", hint: "the file may not have been copied whole")
        }
        return try JPEG2000MainHeader(source, at: start).header(boxes: boxes)
    }
}

extension Int {
    /// The quotient, rounded up; both numbers are positive.
    func dividedUp(by divisor: Int) -> Int { self / divisor + (self % divisor > 0 ? 1 : 0) }
}
