import LightboxCore
import LightboxFormats

/// Opens images and cuts slices out of them, with a bound on memory.
///
/// A slice whose samples lie together is read by itself. For the others the whole volume of that time point is
/// read once and kept, where it is small enough, so that scrolling in any direction is quick.
struct ImageDesk: Sendable {
    /// An image that is ready to be cut.
    struct OpenImage: Sendable {
        let key: String
        let opened: ShelfItem.Opened
        let plan: DisplayPlan
        /// The other sizes of an image that is shown at one of its smaller ones.
        let pyramid: PyramidLevels?
        var source: any ImageSource { opened.source }
        var header: ImageHeader { source.header }
        /// Whether planes come as RGB although the samples are stored otherwise.
        var isCodedColour: Bool { header.colour != .grey && header.colour != .rgb }
        /// Whether windows apply.
        var isGrey: Bool { header.colour == .grey }
    }
    private struct VolumeKey: Hashable, Sendable {
        let image: String
        let time: Int
    }

    /// The largest volume that is kept whole, in bytes.
    static let volumeLimit = 128 << 20
    private let images = BoundedCache<String, OpenImage>(limit: 256 << 20, countLimit: 6)
    private let volumes = BoundedCache<VolumeKey, SampleBlock>(limit: 192 << 20)
    let workers = Workers(name: "slices", limit: 3)
    /// Whole volumes are read one at a time, so that several large ones are not made at once.
    private let volumeWorkers = Workers(name: "volumes", limit: 1)

    func open(_ item: ShelfItem) async throws -> OpenImage {
        let key = item.id + "/" + item.identity
        return try await images.value(key) { image in
            // A picture may be held decoded; a volume's source holds little.
            image.plan.kind == .picture ? image.header.byteCount ?? 0 : 1 << 20
        } make: {
            try await workers.run {
                var opened = try item.open()
                let pyramid = PyramidLevels(opened.source)
                if let pyramid { opened.source = pyramid.overviewSource }
                return OpenImage(
                    key: key, opened: opened, plan: DisplayPlan(opened.source.header), pyramid: pyramid)
            }
        }
    }

    /// Cuts one slice.
    ///
    /// - Throws: `PageError` where the image has no such slice.
    func plane(_ image: OpenImage, _ layout: PlaneLayout, index: Int, time: Int) async throws -> Plane {
        let header = image.header
        let count = layout.sliceAxis.map { $0 < header.shape.count ? header.shape[$0] : 1 } ?? 1
        guard index >= 0, index < count, time >= 0, time < image.plan.timeCount else {
            throw PageError.notFound(
                "The image has no slice \(index) at time \(time): it has \(count) slices of this plane and "
                    + "\(image.plan.timeCount) time points.")
        }
        let step = Plane.step(width: layout.columns.count, height: layout.rows.count)
        let key = VolumeKey(image: image.key, time: time)
        let volume = Plane.volume(time: time, header: header)
        let bytes = volume.shape.reduce(header.channels * header.storedType.byteCount) {
            let (product, overflow) = $0.multipliedReportingOverflow(by: $1)
            return overflow ? Int.max : product
        }
        var block = await volumes.existing(key)
        if block == nil, image.plan.kind == .volume, layout.sliceAxis != 2, bytes <= Self.volumeLimit {
            block = try await volumes.value(key) {
                $0.bytes.count
            } make: {
                try await volumeWorkers.run { try image.source.read(volume) }
            }
        }
        if let block {
            return try await workers.run { try Self.lay(block, layout, index: index, step: step, header) }
        }
        let region = Plane.region(layout, index: index, time: time, header: header)
        return try await workers.run {
            try Self.lay(image.source.read(region), layout, index: 0, step: step, header)
        }
    }

    /// All samples, in a type that a browser's arrays hold.
    func samples(_ image: OpenImage) async throws -> (type: SampleType, bytes: [UInt8]) {
        try await workers.run {
            let block = try image.source.readAll()
            return Plane.browserSamples(block)
        }
    }

    /// Cuts a piece out of one level of a large picture.
    func piece(_ image: OpenImage, level: Int, x: Int, y: Int, width: Int, height: Int) async throws
        -> SampleBlock
    {
        guard let pyramid = image.pyramid else { throw PageError.notFound("The image has one size only.") }
        return try await workers.run {
            try pyramid.piece(level: level, x: x, y: y, width: width, height: height)
        }
    }

    private static func lay(
        _ block: SampleBlock, _ layout: PlaneLayout, index: Int, step: Int, _ header: ImageHeader
    ) throws -> Plane {
        guard let plane = Plane(block, layout, index: index, step: step) else {
            throw PageError.notFound("The slice does not have the shape that the header promised.")
        }
        return plane.inColour(header)
    }
}
