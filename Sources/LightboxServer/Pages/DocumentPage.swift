import LightboxCore
import LightboxFormats
import SystemPackage

/// A file that is no image, and what its reader said of it.
struct FileDocument: Sendable {
    let path: FilePath
    let report: FileReport
    let door: FrontDoor
}

/// The page of a file that is read and not looked at: its facts and its parts.
struct DocumentPage {
    let item: ShelfItem
    let document: FileDocument

    var page: Page {
        Page(
            title: item.title, room: .images, place: .folders, scripts: surface == nil ? [] : ["mesh.js"]
        ) {
            tag(.article, .class("document")) {
                tag(.p) { tag(.a, .class("back"), .href(item.folder.address)) { "← " + item.folder.name } }
                tag(.h1) { item.title }
                if let surface { mesh(surface.points, surface.triangles) }
                FactList(facts: item.facts).html
                parts
                excerpt
            }
        }
    }

    private var surface: (points: String, triangles: String)? {
        guard let surface = document.report.surface else { return nil }
        func address(_ part: FilePart) -> String? {
            document.report.parts.firstIndex(of: part).map {
                "/image/\(Query.encode(item.id))-p\($0 + 1)/samples"
            }
        }
        guard let points = address(surface.points), let triangles = address(surface.triangles) else {
            return nil
        }
        return (points, triangles)
    }

    private func mesh(_ points: String, _ triangles: String) -> HTML {
        tag(.div, .class("mesh")) {
            tag(
                .canvas, .id("mesh"), .named("tabindex", 0), .named("role", "img"),
                .aria("label", "The surface \(item.title); arrow keys turn it, plus and minus zoom"),
                .data("points", points), .data("faces", triangles))
            tag(.p, .id("mesh-message"), .named("role", "status")) { "Reading…" }
        }
    }

    private var excerpt: HTML {
        switch FileExcerpt(document) {
        case .rows(let columns, let rows, let isCut):
            return tag(
                .div, .class("table-wrap"), .named("tabindex", 0), .named("role", "region"),
                .aria("label", "The first rows")
            ) {
                tag(.table) {
                    tag(.thead) {
                        tag(.tr) { for name in columns { tag(.th, .named("scope", "col")) { name } } }
                    }
                    tag(.tbody) {
                        for row in rows { tag(.tr) { for cell in row { tag(.td) { cell } } } }
                    }
                }
                if isCut { tag(.p, .class("quiet")) { "… and more." } }
            }
        case .text(let text, let isCut):
            return tag(.div) {
                tag(.pre, .named("tabindex", 0), .aria("label", "How the text begins")) { text }
                if isCut { tag(.p, .class("quiet")) { "… and more." } }
            }
        case .nothing: return .row([])
        }
    }

    /// The most parts that a page lists.
    private static let partLimit = 500

    private var parts: HTML {
        let parts = document.report.parts
        guard !parts.isEmpty else { return .row([]) }
        return tag(
            .div, .class("table-wrap"), .named("tabindex", 0), .named("role", "region"),
            .aria("label", "Parts of this file")
        ) {
            tag(.table) {
                tag(.thead) {
                    tag(.tr) {
                        for word in ["Part", "Shape", "Stored as", "More"] {
                            tag(.th, .named("scope", "col")) { word }
                        }
                    }
                }
                tag(.tbody) {
                    for (number, part) in parts.prefix(Self.partLimit).enumerated() {
                        tag(.tr) {
                            tag(.td) {
                                if part.header != nil {
                                    tag(.a, .href("/view/\(Query.encode(item.id))-p\(number + 1)")) {
                                        part.name
                                    }
                                } else {
                                    part.name
                                }
                            }
                            tag(.td) { part.header.map(Words.shape) ?? "" }
                            tag(.td) { part.header?.storedType.rawValue ?? "" }
                            tag(.td) {
                                part.error
                                    ?? part.facts.compactMap { fact in fact.label.map { "\($0) \(fact.text)" }
                                    }
                                    .joined(separator: " · ")
                            }
                        }
                    }
                }
            }
            if parts.count > Self.partLimit {
                tag(.p) { "… and \(Words.number(parts.count - Self.partLimit)) more." }
            }
        }
    }
}
