import CLightboxSlides
import LightboxCore
import Synchronization

/// A whole-slide image, read through OpenSlide, which is loaded when the first slide is opened.
///
/// OpenSlide's functions may be called by any number of tasks at once. After its first error a slide gives no more
/// pixels; `read` opens it anew.
@safe public final class Slide: Sendable {
    public struct Level: Sendable, Hashable {
        public let width: Int
        public let height: Int
        /// How many pixels of level 0 lie side by side in one of this.
        public let downsample: Double
    }

    public let path: String
    /// The levels, the largest first.
    public let levels: [Level]
    /// What the vendor and OpenSlide say of the slide, sorted by name.
    ///
    /// Asked for anew each time; after an error there are none.
    public var properties: [(name: String, value: String)] {
        var properties: [(name: String, value: String)] = []
        for name in unsafe Self.names(lightbox_slide_property_names(handle.pointer)) {
            if let value = self[name] { properties.append((name, value)) }
        }
        return properties.sorted { $0.name < $1.name }
    }
    /// The pictures beside the slide (`label`, `macro`, `thumbnail`) and their sizes, sorted by name.
    public let images: [(name: String, width: Int, height: Int)]
    private let handle: Handle

    /// The most pixels of one region.
    public static let pixelLimit = 1 << 28

    // Unchecked: OpenSlide's handles may be used from any thread, and the pointer never changes.
    @safe private final class Handle: @unchecked Sendable {
        let pointer: OpaquePointer
        init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
        deinit { unsafe lightbox_slide_close(pointer) }

        /// What went wrong, once something has.
        var error: String? { unsafe lightbox_slide_error(pointer).map { unsafe String(cString: $0) } }
    }

    private static let gate = Mutex(())

    /// Loads the library where that was not done yet.
    private static func load() throws(SlideError) {
        switch gate.withLock({ _ in lightbox_slides_load() }) {
        case 0: return
        case -1:
            throw SlideError(
                "whole slides are read through libopenslide, which is not installed",
                hint: "install it: apt-get install libopenslide0")
        default:
            throw SlideError(
                "the libopenslide that is installed cannot be used: it must be 3.4 or newer",
                hint: "install another: apt-get install libopenslide0")
        }
    }

    /// The version of OpenSlide, or `nil` where it cannot be loaded.
    public static var libraryVersion: String? {
        guard (try? load()) != nil else { return nil }
        return unsafe lightbox_slides_version().map { unsafe String(cString: $0) }
    }

    /// The word for the slide's maker (`aperio`, `hamamatsu`), or `nil` if the file at `path` is no slide.
    public static func vendor(of path: String) throws(SlideError) -> String? {
        try load()
        return unsafe lightbox_slides_vendor(path).map { unsafe String(cString: $0) }
    }

    /// Opens the slide at `path`; a slide of several files is named by the one that OpenSlide wants.
    public init(path: String) throws(SlideError) {
        try Self.load()
        handle = try Self.open(path)
        self.path = path
        let pointer = unsafe handle.pointer
        var levels: [Level] = []
        for level in 0..<max(0, unsafe lightbox_slide_level_count(pointer)) {
            var (width, height): (Int64, Int64) = (-1, -1)
            unsafe lightbox_slide_level_size(pointer, level, &width, &height)
            let downsample = unsafe lightbox_slide_level_downsample(pointer, level)
            guard width > 0, height > 0, downsample > 0 else {
                throw SlideError("level \(level) of the slide is \(width) × \(height) pixels")
            }
            levels.append(Level(width: Int(width), height: Int(height), downsample: downsample))
        }
        guard !levels.isEmpty else { throw SlideError("the slide has no levels") }
        self.levels = levels
        var images: [(name: String, width: Int, height: Int)] = []
        for name in unsafe Self.names(lightbox_slide_image_names(pointer)) {
            var (width, height): (Int64, Int64) = (-1, -1)
            unsafe lightbox_slide_image_size(pointer, name, &width, &height)
            if width > 0, height > 0 { images.append((name, Int(width), Int(height))) }
        }
        self.images = images.sorted { $0.name < $1.name }
    }

    private static func open(_ path: String) throws(SlideError) -> Handle {
        guard let pointer = unsafe lightbox_slide_open(path) else {
            throw SlideError("OpenSlide does not know this kind of slide")
        }
        let handle = unsafe Handle(pointer)
        if let error = handle.error { throw SlideError("OpenSlide cannot open the slide: \(error)") }
        return handle
    }

    private static func names(_ list: UnsafePointer<UnsafePointer<CChar>?>?) -> [String] {
        guard let list = unsafe list else { return [] }
        var names: [String] = []
        // SAFETY: the list ends in NULL, and each name in 0.
        while let name = unsafe list[names.count] { unsafe names.append(String(cString: name)) }
        return names
    }

    /// The property called `name`.
    public subscript(name: String) -> String? {
        unsafe lightbox_slide_property(handle.pointer, name).map { unsafe String(cString: $0) }
    }

    /// Pixels of a level as RGB bytes, row by row; places that were not scanned are white.
    ///
    /// - Parameters:
    ///   - columns, rows: in the level's own pixels.
    public func read(_ columns: Range<Int>, _ rows: Range<Int>, level: Int) throws(SlideError) -> [UInt8] {
        guard levels.indices.contains(level), columns.lowerBound >= 0, rows.lowerBound >= 0,
            columns.upperBound <= levels[level].width, rows.upperBound <= levels[level].height,
            !columns.isEmpty, !rows.isEmpty
        else { throw SlideError("the region asked for lies outside level \(level) of the slide") }
        let (count, overflow) = columns.count.multipliedReportingOverflow(by: rows.count)
        guard !overflow, count <= Self.pixelLimit else {
            throw SlideError(
                "the region has \(columns.count) × \(rows.count) pixels, more than are read at once",
                hint: "read a smaller region, or a smaller level (of \(levels.count))")
        }
        let downsample = levels[level].downsample
        let x = Int64((Double(columns.lowerBound) * downsample).rounded())
        let y = Int64((Double(rows.lowerBound) * downsample).rounded())
        // The handle of this slide stays sound: one that has met an error gives no more pixels.
        let handle = handle.error == nil ? handle : try Self.open(path)
        // SAFETY: the library fills exactly as many words as the two sizes make, with zeros where it fails.
        let words = unsafe [UInt32](unsafeUninitializedCapacity: count) { target, initialized in
            unsafe lightbox_slide_read(
                handle.pointer, target.baseAddress, x, y, Int32(level), Int64(columns.count),
                Int64(rows.count))
            initialized = count
        }
        if let error = handle.error { throw SlideError("OpenSlide cannot read the slide: \(error)") }
        return Self.rgb(words)
    }

    /// A picture beside the slide as RGB bytes.
    public func readImage(_ name: String) throws(SlideError) -> [UInt8] {
        guard let image = images.first(where: { $0.name == name }) else {
            throw SlideError("the slide has no picture called '\(name.withoutControlCharacters)'")
        }
        let (count, overflow) = image.width.multipliedReportingOverflow(by: image.height)
        guard !overflow, count <= Self.pixelLimit else {
            throw SlideError("the picture '\(name)' is too large")
        }
        let handle = handle.error == nil ? handle : try Self.open(path)
        var (width, height): (Int64, Int64) = (-1, -1)
        unsafe lightbox_slide_image_size(handle.pointer, name, &width, &height)
        guard width == image.width, height == image.height else {
            throw SlideError("the picture '\(name)' has changed its size")
        }
        var words = [UInt32](repeating: 0, count: count)
        // SAFETY: the library fills as many words as the size makes that it has just told.
        unsafe words.withUnsafeMutableBufferPointer {
            unsafe lightbox_slide_image_read(handle.pointer, name, $0.baseAddress)
        }
        if let error = handle.error { throw SlideError("OpenSlide cannot read '\(name)': \(error)") }
        return Self.rgb(words)
    }

    /// Premultiplied ARGB on white paper.
    private static func rgb(_ words: [UInt32]) -> [UInt8] {
        // SAFETY: three bytes are written for each word, which is what there is room for.
        unsafe [UInt8](unsafeUninitializedCapacity: words.count * 3) { target, initialized in
            guard var to = target.baseAddress else { return }
            for word in words {
                // Nearly all that was scanned is opaque.
                let rest = 255 - (word >> 24)
                let paper = rest == 0 ? word : over(word, rest)
                unsafe to[0] = UInt8(truncatingIfNeeded: paper >> 16)
                unsafe to[1] = UInt8(truncatingIfNeeded: paper >> 8)
                unsafe to[2] = UInt8(truncatingIfNeeded: paper)
                unsafe to += 3
            }
            initialized = words.count * 3
        }
    }

    private static func over(_ word: UInt32, _ rest: UInt32) -> UInt32 {
        func colour(_ shift: UInt32) -> UInt32 { min(255, (word >> shift & 255) + rest) << shift }
        return colour(16) | colour(8) | colour(0)
    }
}
