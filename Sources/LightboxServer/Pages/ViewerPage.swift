import LightboxCore

/// The page on which one image is looked at.
struct ViewerPage {
    let item: ShelfItem
    let image: ImageDesk.OpenImage
    let view: ViewState

    var page: Page {
        Page(
            title: item.title, room: .images, place: .folders, scripts: ["viewer.js"]
        ) {
            tag(
                .article, .class("viewer kind-\(image.plan.kind.rawValue)"), .id("viewer"),
                .data("image", ImageDescription(item: item, image: image).json.text),
                .data("at", view.text)
            ) {
                head
                toolbar
                tag(.div, .class("bench")) {
                    tag(.div, .class("planes"), .id("planes")) {
                        for plane in image.plan.planes { stage(plane) }
                    }
                    panel
                }
                help
            }
        }
    }

    private var head: HTML {
        tag(.header, .class("viewer-head")) {
            tag(.a, .class("back"), .href(item.folder.address)) { "← " + item.folder.name }
            tag(.h1) { item.title }
        }
    }

    // MARK: One plane

    private func stage(_ plane: PlaneLayout) -> HTML {
        let label = Self.label(plane)
        let count = plane.sliceAxis.map { $0 < image.header.shape.count ? image.header.shape[$0] : 1 } ?? 1
        let index = view.index(of: plane, in: image)
        return tag(
            .section, .class("plane"), .data("plane", plane.name), .aria("label", label)
        ) {
            tag(.div, .class("stage")) {
                tag(
                    .canvas, .named("tabindex", 0), .named("role", "application"), .flag("hidden"),
                    .aria("roledescription", "image plane"), .aria("describedby", "keys-hint"),
                    .aria("label", label + ": " + item.title))
                tag(.noscript) {
                    tag(
                        .img,
                        .src(
                            "/image/\(Query.encode(item.id))/plane.png"
                                + view.query(plane: plane, index: index).text),
                        .named("alt", "\(label) slice \(index + 1) of \(count) of \(item.title)"),
                        .named("width", plane.squareSize.columns),
                        .named("height", plane.squareSize.rows))
                }
                if let letters = plane.letters {
                    letter("left", letters.left)
                    letter("right", letters.right)
                    letter("top", letters.top)
                    letter("bottom", letters.bottom)
                }
                tag(.span, .class("plane-name"), .aria("hidden", "true")) { label }
                tag(.p, .class("stage-message"), .named("role", "status"))
            }
            if let axis = plane.sliceAxis, count > 1 {
                tag(.div, .class("scroll")) {
                    tag(.label) {
                        tag(.span) { label }
                        tag(
                            .input, .named("type", "range"), .named("min", 0), .named("max", count - 1),
                            .named("value", index), .class("slice"), .aria("label", label + " slice"))
                    }
                    tag(.output) { "\(index + 1) / \(count)" }
                    tag(.noscript) {
                        stepLink("previous", axis, index - 1, count)
                        " "
                        stepLink("next", axis, index + 1, count)
                    }
                }
            }
        }
    }

    private func letter(_ edge: String, _ direction: AnatomicalDirection) -> HTML {
        tag(
            .span, .class("letter \(edge)"), .named("role", "img"),
            .aria("label", "\(edge): \(direction)")
        ) { direction.rawValue }
    }

    private func stepLink(_ word: String, _ axis: Int, _ index: Int, _ count: Int) -> HTML {
        guard index >= 0, index < count else { return tag(.span) { word } }
        return tag(.a, .href("/view/\(Query.encode(item.id))" + view.moving(axis, to: index).query.text)) {
            word
        }
    }

    static func label(_ plane: PlaneLayout) -> String {
        switch plane.name {
        case "axial": "Axial"
        case "coronal": "Coronal"
        case "sagittal": "Sagittal"
        case "picture": "Image"
        default: "Across \(plane.name)"
        }
    }

    // MARK: Controls

    private var toolbar: HTML {
        let isGrey = image.isGrey
        let planes = image.plan.planes
        return tag(
            .div, .class("toolbar"), .named("role", "toolbar"), .aria("label", "View"), .flag("hidden")
        ) {
            if planes.count > 1 {
                group("Planes") {
                    button("layout-all", "All", "All planes side by side")
                    for plane in planes {
                        button("layout-\(plane.name)", Self.label(plane), "This plane alone")
                    }
                }
            }
            group("Drag") {
                button("tool-cross", "Point", "Drag moves the crosshair")
                if isGrey { button("tool-window", "Window", "Drag changes brightness and contrast") }
                button("tool-pan", "Pan", "Drag moves the image")
            }
            if isGrey {
                group("Window") {
                    tag(.label) {
                        tag(.span) { "Preset" }
                        tag(.select, .id("preset")) {
                            tag(.option, .named("value", "auto")) { "Auto" }
                            tag(.option, .named("value", "full")) { "Full range" }
                            if image.header.window != nil {
                                tag(.option, .named("value", "file")) { "From the file" }
                            }
                            for preset in WindowPreset.presets(for: image.header, modality: item.modality) {
                                tag(.option, .named("value", preset.name)) { preset.name }
                            }
                            tag(.option, .named("value", "own"), .flag("hidden")) { "By hand" }
                        }
                    }
                    number("center", "Centre")
                    number("width", "Width")
                    button("invert", "Invert", "Swap black and white (i)")
                }
            }
            group("Zoom") {
                button("zoom-out", "−", "Zoom out (-)")
                button("zoom-in", "+", "Zoom in (+)")
                button("reset", "Reset", "As at the start (0)")
            }
            button("help-open", "?", "Keys and gestures (?)")
        }
    }

    private func group(_ name: String, @HTMLBuilder content: () -> [HTML]) -> HTML {
        tag(.div, .class("group"), .named("role", "group"), .aria("label", name), content: content)
    }

    private func button(_ id: String, _ text: String, _ title: String) -> HTML {
        tag(
            .button, .named("type", "button"), .id(id), .named("title", title),
            .aria("label", text.count > 1 ? text : title)
        ) { text }
    }

    private func number(_ id: String, _ label: String) -> HTML {
        tag(.label) {
            tag(.span) { label }
            tag(.input, .named("type", "number"), .id(id), .named("step", "any"))
        }
    }

    // MARK: The panel beside the planes

    private var panel: HTML {
        tag(.aside, .class("panel"), .aria("label", "Readings and facts")) {
            if image.plan.timeCount > 1 {
                tag(.div, .class("scroll time")) {
                    tag(.label) {
                        tag(.span) { "Time" }
                        tag(
                            .input, .named("type", "range"), .id("time"), .named("min", 0),
                            .named("max", image.plan.timeCount - 1), .named("value", view.time),
                            .aria("label", "Time point"))
                    }
                    tag(.output, .id("time-text")) { "\(view.time + 1) / \(image.plan.timeCount)" }
                    tag(.noscript) {
                        stepLink("previous", 3, view.time - 1, image.plan.timeCount)
                        " "
                        stepLink("next", 3, view.time + 1, image.plan.timeCount)
                    }
                }
            }
            tag(.dl, .class("readout"), .id("readout")) {
                reading("value", "Value")
                if !image.header.rescale.isIdentity { reading("stored", "Stored") }
                reading("voxel", image.plan.kind == .picture ? "Pixel" : "Voxel")
                if image.header.affine != nil {
                    reading("position", "Patient")
                    reading("ras", "RAS+ mm")
                }
            }
            tag(.p, .class("convention")) { convention }
            tag(.dl, .class("facts")) {
                for fact in item.facts {
                    tag(.dt) { fact.name }
                    tag(.dd) { fact.value }
                }
            }
            if !image.opened.notes.isEmpty {
                tag(.div, .class("notes")) {
                    for note in image.opened.notes { tag(.p) { note } }
                }
            }
            if !image.opened.siblings.isEmpty {
                tag(.ul, .class("plain-list"), .aria("label", "Other volumes of this series")) {
                    for link in image.opened.siblings {
                        tag(.li) { tag(.a, .href(link.address)) { link.name } }
                    }
                }
            }
        }
    }

    private func reading(_ id: String, _ name: String) -> HTML {
        tag(.div) {
            tag(.dt) { name }
            tag(.dd, .id("read-\(id)")) { "–" }
        }
    }

    private var convention: String {
        guard image.header.affine != nil else {
            return image.plan.kind == .picture
                ? "Shown as stored. The file states no orientation."
                : "The file states no orientation, so no letters are shown. Axes run as stored."
        }
        return
            "Radiological: the patient's right (R) is on the left of axial and coronal planes. Letters name "
            + "the nearest direction."
    }

    private var help: HTML {
        let keys = [
            ("Arrow keys", "move the crosshair by one voxel (plane focused)"),
            ("Page Up, Page Down, wheel", "next or previous slice"),
            ("Home, End", "first or last slice"), (", and .", "earlier or later in time"),
            ("+ and −, Ctrl + wheel, pinch", "zoom"), ("Shift + drag, middle button", "pan"),
            ("Right button + drag", "window: across for width, up and down for centre"),
            ("w", "auto window"), ("1 to 9", "window presets in the order of the list"), ("i", "invert"),
            ("c", "crosshair on or off"), ("s", "smooth or plain pixels"),
            ("f, double click", "this plane alone or all"), ("0", "as at the start"), ("?", "this help"),
        ]
        return tag(.dialog, .id("help"), .aria("labelledby", "help-title")) {
            tag(.h2, .id("help-title")) { "Keys and gestures" }
            tag(.dl, .class("keys"), .id("keys-hint")) {
                for (key, meaning) in keys {
                    tag(.dt) { tag(.kbd) { key } }
                    tag(.dd) { meaning }
                }
            }
            tag(.form, .named("method", "dialog")) { tag(.button) { "Close" } }
        }
    }
}
