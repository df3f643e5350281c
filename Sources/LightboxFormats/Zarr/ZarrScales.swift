import LightboxCore

/// What OME-NGFF says of an image: its axes, and at what sizes it is stored.
///
/// Source: ngff.openmicroscopy.org, versions 0.1 to 0.5.
struct ZarrScales: Sendable {
    struct Axis: Sendable, Hashable {
        let name: String
        let type: String
        let unit: String?
    }
    struct Level: Sendable {
        let path: String
        /// For each axis how much one step is, in the axis' unit.
        let scale: [Double]
    }
    /// The slowest first.
    let axes: [Axis]
    /// The largest first.
    let levels: [Level]

    /// Reads the first multi-scale image of a group, or returns `nil` where there is none.
    init?(_ attributes: JSONValue?) {
        guard case .array(let images)? = attributes?["ome"]?["multiscales"] ?? attributes?["multiscales"],
            let image = images.first, case .array(let datasets)? = image["datasets"], !datasets.isEmpty
        else { return nil }
        if case .array(let list)? = image["axes"] {
            axes = list.map { axis in
                func text(_ value: JSONValue?) -> String? {
                    if case .string(let text)? = value { text } else { nil }
                }
                let name = text(axis["name"]) ?? text(axis) ?? ""
                let type =
                    text(axis["type"])
                    ?? (["x", "y", "z"].contains(name) ? "space" : name == "t" ? "time" : "")
                return Axis(name: name, type: type, unit: text(axis["unit"]) ?? text(axis["units"]))
            }
        } else {
            // Before version 0.3 every image had these.
            axes = ["t", "c", "z", "y", "x"].map {
                Axis(name: $0, type: $0 == "t" ? "time" : $0 == "c" ? "channel" : "space", unit: nil)
            }
        }
        let common = Self.scale(image["coordinateTransformations"])
        levels = datasets.compactMap { dataset in
            guard case .string(let path)? = dataset["path"] else { return nil }
            let own = Self.scale(dataset["coordinateTransformations"])
            let scale = own.isEmpty ? common : common.isEmpty ? own : zip(own, common).map { $0 * $1 }
            return Level(path: path, scale: scale)
        }
        guard !levels.isEmpty else { return nil }
    }

    private static func scale(_ json: JSONValue?) -> [Double] {
        guard case .array(let steps)? = json,
            let step = steps.first(where: { $0["type"] == .string("scale") }),
            case .array(let list)? = step["scale"]
        else { return [] }
        return list.map {
            switch $0 {
            case .integer(let value): Double(value)
            case .number(let value): value
            default: .nan
            }
        }
    }

    private static let millimetres = [
        "angstrom": 1e-7, "nanometer": 1e-6, "micrometer": 1e-3, "micron": 1e-3, "um": 1e-3, "µm": 1e-3,
        "nm": 1e-6,
        "millimeter": 1, "mm": 1, "centimeter": 10, "cm": 10, "meter": 1000, "m": 1000,
    ]
    private static let seconds = [
        "second": 1, "s": 1, "millisecond": 1e-3, "ms": 1e-3, "minute": 60, "hour": 3600,
    ]

    /// The header of a level: spacing in mm, as far as the fastest axes are axes of space with a known unit.
    func header(of array: ZarrArray, _ level: Level) -> ImageHeader {
        guard axes.count == array.shape.count, level.scale.count == axes.count else { return array.header() }
        var spacing: [Double] = []
        for (axis, step) in zip(axes, level.scale).reversed().prefix(3) {
            guard axis.type == "space", let unit = axis.unit.flatMap({ Self.millimetres[$0] }), step.isFinite,
                step > 0
            else { break }
            spacing.append(step * unit)
        }
        var timeStep: Double?
        if axes.count == 4, axes[0].type == "time", let unit = axes[0].unit.flatMap({ Self.seconds[$0] }),
            level.scale[0].isFinite
        {
            timeStep = level.scale[0] * unit
        }
        return array.header(spacing: spacing, timeStep: timeStep)
    }
}

/// An image that is stored at several sizes.
struct ZarrPyramid: PyramidSource {
    let images: [ZarrImage]
    var levels: [ImageHeader] { images.map(\.header) }
    var header: ImageHeader { images[0].header }

    /// Returns `nil` where there is no level.
    init?(_ images: [ZarrImage]) {
        guard !images.isEmpty else { return nil }
        self.images = images
    }

    func read(_ region: Region, level: Int) throws -> SampleBlock {
        guard images.indices.contains(level) else { throw ArrayFault("the image has no level \(level)") }
        return try images[level].read(region)
    }
}
