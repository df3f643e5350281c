#if HDF5
    import LightboxCore
    import LightboxHDF5

    /// A dataset of numbers as an image: HDF5's last axis is the first of ours.
    struct HDF5Image: ImageSource {
        let header: ImageHeader
        private let dataset: any HDF5Dataset
        private let byteOrder: ByteOrder
        /// The axes that each element has of its own, the slowest first.
        private let inner: [Int]
        /// No region larger than this is read at once.
        private let limit: Int

        /// - Parameter fileByteCount: no more than that can be coded in the file.
        init(_ dataset: any HDF5Dataset, fileByteCount: Int) throws {
            guard let header = Self.header(of: dataset.info), let samples = dataset.info.type.samples else {
                throw HDF5Error(object: dataset.info.path, "holds no numbers, but \(dataset.info.type.words)")
            }
            if let problem = dataset.info.problem { throw HDF5Error(object: dataset.info.path, problem) }
            self.init(dataset, header, samples.order, samples.axes, fileByteCount)
            if let excess = Self.excess(dataset.info, fileByteCount: fileByteCount) {
                throw HDF5Error(object: dataset.info.path, excess)
            }
        }

        /// Why a dataset cannot be what it claims: more samples than so small a file can code.
        static func excess(_ info: HDF5DatasetInfo, fileByteCount: Int) -> String? {
            guard let bytes = header(of: info)?.byteCount, bytes > limit(fileByteCount) else { return nil }
            return "claims \(bytes) bytes of samples, more than a file of \(fileByteCount) bytes can code"
        }

        private init(
            _ dataset: any HDF5Dataset, _ header: ImageHeader, _ byteOrder: ByteOrder, _ inner: [Int],
            _ fileByteCount: Int
        ) {
            (self.dataset, self.header, self.byteOrder, self.inner) = (dataset, header, byteOrder, inner)
            limit = Self.limit(fileByteCount)
        }

        /// The elements of a compound dataset as they are, each a row of bytes.
        static func records(_ dataset: any HDF5Dataset, fileByteCount: Int) -> HDF5Image {
            let size = dataset.info.type.byteCount
            let header = ImageHeader(shape: [size] + dataset.info.shape.reversed(), storedType: .uint8)
            return HDF5Image(dataset, header, .little, [size], fileByteCount)
        }

        /// Deflate shrinks a thousandfold at most; what was never written takes no room in the file, so that a
        /// little more is allowed.
        private static func limit(_ fileByteCount: Int) -> Int {
            let (most, overflow) = fileByteCount.multipliedReportingOverflow(by: 1032)
            return overflow ? .max : max(most, 1 << 28)
        }

        /// The header of a dataset of numbers, or `nil` where it holds none.
        static func header(of info: HDF5DatasetInfo) -> ImageHeader? {
            guard !info.isEmpty, let (type, _, axes) = info.type.samples else { return nil }
            let header = ImageHeader(shape: (info.shape + axes).reversed(), storedType: type)
            return header.byteCount == nil ? nil : header
        }

        func read(_ region: Region) throws -> SampleBlock {
            guard
                region.lies(within: header.shape)
                    || region.ranges.count == header.shape.count && region.shape.contains(0)
            else {
                throw HDF5Error(
                    object: dataset.info.path, "the region asked for lies outside its shape, \(header.shape)")
            }
            let slow = Array(region.ranges.reversed())
            let outer = Array(slow.prefix(slow.count - inner.count))
            let start = outer.map(\.lowerBound)
            let count = outer.map(\.count)
            guard let size = dataset.info.byteCount(start: start, count: count), size <= limit else {
                throw HDF5Error(
                    object: dataset.info.path, "the region asked for takes more than the file can hold",
                    hint: "read a smaller region")
            }
            var bytes = try dataset.read(start: start, count: count)
            let part = Array(slow.suffix(inner.count))
            if part.map(\.count) != inner { bytes = try cut(bytes, outer: count, part) }
            if byteOrder == .big { bytes.reverseEach(header.storedType.componentByteCount) }
            guard
                let block = SampleBlock(
                    shape: region.shape, channels: 1, type: header.storedType, bytes: bytes)
            else { throw HDF5Error(object: dataset.info.path, "gave fewer samples than its shape asks for") }
            return block
        }

        /// Of whole elements the part that is wanted of each.
        private func cut(_ bytes: [UInt8], outer: [Int], _ part: [Range<Int>]) throws -> [UInt8] {
            let elements = outer.reduce(1, *)
            let shape = [elements] + part.map(\.count)
            let size = header.storedType.byteCount
            var result = [UInt8](repeating: 0, count: shape.reduce(size, *))
            guard let from = BoxCopy.strides(of: inner.reversed() + [elements]),
                let to = BoxCopy.strides(of: shape.reversed()),
                BoxCopy(
                    shape: shape.reversed(), elementByteCount: size,
                    sourceStart: zip(part.reversed(), from).reduce(0) { $0 + $1.0.lowerBound * $1.1 },
                    sourceStrides: from, targetStrides: to
                ).copy(from: bytes, into: &result)
            else { throw HDF5Error(object: dataset.info.path, "gave fewer samples than its shape asks for") }
            return result
        }
    }
#endif
