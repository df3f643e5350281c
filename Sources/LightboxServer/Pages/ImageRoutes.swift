import LightboxCodecs
import LightboxCore
import LightboxFormats

extension Site {
    /// `/view/ID`: the page on which one image is looked at.
    func viewerPage(_ id: String, _ query: Query) async throws -> WebResponse {
        let item = try item(id)
        if let document = item.document { return page(DocumentPage(item: item, document: document).page) }
        do {
            let image = try await desk.open(item)
            if image.plan.kind == .signal { return page(SignalPage(item: item, image: image).page) }
            return page(ViewerPage(item: item, image: image, view: ViewState(query, in: image)).page)
        } catch let error as CancellationError {
            throw error
        } catch {
            return page(
                Page(
                    title: item.title, room: .images, place: .folders
                ) {
                    tag(.article, .class("plain")) {
                        tag(.p) {
                            tag(.a, .class("back"), .href(item.folder.address)) { "← " + item.folder.name }
                        }
                        tag(.h1) { item.title }
                        tag(.p, .class("notice bad")) { "This image cannot be shown." }
                        for line in "\(error)".split(separator: "\n") { tag(.p) { String(line) } }
                    }
                }, status: 422)
        }
    }

    /// `/image/ID/…`: what the viewer and the gallery are made of.
    func imageData(_ id: String, _ what: String, _ request: WebRequest) async throws -> WebResponse {
        let item = try item(id)
        switch what {
        case "info":
            return .json(ImageDescription(item: item, image: try await desk.open(item)).json)
        case "plane":
            let (image, _, plane) = try await plane(item, request.query)
            let sent = plane.browserBytes
            var response = WebResponse(
                headers: [
                    ("Content-Type", "application/octet-stream"), ("Cache-Control", "private, max-age=60"),
                    ("X-Lightbox-Type", sent.type.rawValue),
                ], body: sent.bytes)
            if image.isGrey, let block = plane.block {
                let window = Rendering.robustWindow(for: block, of: image.header)
                response.headers.append(("X-Lightbox-Window", "\(window.center),\(window.width)"))
            }
            return response
        case "piece": return try await piece(item, request.query)
        case "samples": return try await samples(item)
        case "plot": return try await plot(item)
        case "plane.png": return try await picture(item, request.query)
        case "thumbnail":
            do {
                let picture = try await thumbnails.picture(of: item)
                return .bytes(
                    picture.bytes, type: "image/jpeg", tag: picture.tag, cache: "private, max-age=60",
                    for: request)
            } catch let error as CancellationError {
                throw error
            } catch {
                return WebResponse(
                    headers: [("Content-Type", "image/svg+xml"), ("Cache-Control", "no-cache")],
                    body: Array(ReasonPicture(reason: "\(error)").svg.utf8))
            }
        default: throw PageError.notFound("There is nothing of that name to be had of an image.")
        }
    }

    /// A piece of a large picture at one of its sizes, as JPEG.
    private func piece(_ item: ShelfItem, _ query: Query) async throws -> WebResponse {
        let image = try await desk.open(item)
        func number(_ name: String) throws -> Int {
            guard let value = query.integer(name) else {
                throw PageError.badRequest(
                    "A piece is named by level, x, y, width and height; '\(name)' is missing.")
            }
            return value
        }
        let block = try await desk.piece(
            image, level: number("level"), x: number("x"), y: number("y"), width: number("width"),
            height: number("height"))
        let header = image.header
        var window = Rendering.window(for: block, of: header)
        if let center = query.number("center"), let width = query.number("span"), width > 0 {
            window = Window(center: center, width: width)
        }
        let bytes = try JPEG.encode(Rendering.render(block, of: header, window: window))
        return WebResponse(
            headers: [("Content-Type", "image/jpeg"), ("Cache-Control", "private, max-age=300")], body: bytes)
    }

    /// All samples of a small array, as a browser's arrays hold them.
    private func samples(_ item: ShelfItem) async throws -> WebResponse {
        let image = try await desk.open(item)
        guard let size = image.header.byteCount, size <= Self.samplesLimit else {
            throw PageError.badRequest("The array is too large to be sent whole.")
        }
        let (type, bytes) = try await desk.samples(image)
        return WebResponse(
            headers: [
                ("Content-Type", "application/octet-stream"), ("Cache-Control", "private, max-age=60"),
                ("X-Lightbox-Type", type.rawValue),
            ], body: bytes)
    }

    private static let samplesLimit = 128 << 20

    /// A signal drawn as lines.
    private func plot(_ item: ShelfItem) async throws -> WebResponse {
        let image = try await desk.open(item)
        let plot = try await desk.plot(image)
        return WebResponse(
            headers: [("Content-Type", "image/svg+xml"), ("Cache-Control", "private, max-age=60")],
            body: Array(plot.svg.utf8))
    }

    /// A slice as a picture, for browsers without scripts.
    private func picture(_ item: ShelfItem, _ query: Query) async throws -> WebResponse {
        let (image, layout, plane) = try await plane(item, query)
        guard let block = plane.block else { throw PageError.notFound("The slice is empty.") }
        let header = image.header
        var window = Rendering.window(for: block, of: header)
        if let center = query.number("center"), let width = query.number("width"), width > 0 {
            window = Window(center: center, width: width)
        }
        let shown = image.isCodedColour ? block : Rendering.render(block, of: header, window: window)
        // A browser takes a PNG's pixels for square ones.
        let size = layout.squareSize
        let bytes = try PNG.encode(shown.resized(columns: size.columns, rows: size.rows) ?? shown)
        return WebResponse(
            headers: [("Content-Type", "image/png"), ("Cache-Control", "private, max-age=60")], body: bytes)
    }

    private func plane(_ item: ShelfItem, _ query: Query) async throws -> (
        ImageDesk.OpenImage, PlaneLayout, Plane
    ) {
        let image = try await desk.open(item)
        let name = query["plane"] ?? image.plan.first?.name ?? ""
        guard let layout = image.plan.planes.first(where: { $0.name == name }) else {
            throw PageError.badRequest(
                "The image has no plane '\(name)'; it has \(image.plan.planes.map(\.name).joined(separator: ", "))."
            )
        }
        let middle = ViewState(Query(), in: image).index(of: layout, in: image)
        let index = query.integer("index") ?? middle
        let plane = try await desk.plane(image, layout, index: index, time: query.integer("t") ?? 0)
        return (image, layout, plane)
    }

    private func item(_ id: String) throws -> ShelfItem {
        guard let item = try shelf?.item(id) else {
            throw PageError.notFound(
                "No image of that number is shown here. Its folder may have been read again.")
        }
        return item
    }
}
