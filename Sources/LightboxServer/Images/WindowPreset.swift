import LightboxCore

/// A window that readers know by name.
struct WindowPreset: Sendable, Hashable {
    let name: String
    let window: Window

    init(_ name: String, _ center: Double, _ width: Double) {
        (self.name, window) = (name, Window(center: center, width: width))
    }

    /// The usual windows for CT, in Hounsfield units.
    static let computedTomography = [
        WindowPreset("Soft tissue", 40, 400), WindowPreset("Lung", -600, 1500),
        WindowPreset("Bone", 500, 2000),
        WindowPreset("Brain", 40, 80), WindowPreset("Mediastinum", 50, 350), WindowPreset("Liver", 70, 150),
    ]

    /// The presets that make sense for an image: named ones need a scale that is the same everywhere.
    static func presets(for header: ImageHeader, modality: String?) -> [WindowPreset] {
        header.rescale.unit == "HU" || (modality == "CT" && header.channels == 1) ? computedTomography : []
    }
}
