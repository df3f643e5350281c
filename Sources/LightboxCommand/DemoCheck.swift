import Foundation

/// Visits the demo as a browser would: a search, the gallery, a viewer, a slice.
struct DemoCheck {
    struct Failure: Error, CustomStringConvertible { let description: String }
    let address: String

    func run() async throws {
        guard let port = URL(string: address)?.port, let port = UInt16(exactly: port) else {
            throw Failure(description: "The server's address, '\(address)', has no port.")
        }
        let client = LoopbackClient(port: port)
        let search = try page("/?q=chest+CT", client)
        guard let found = Self.first(of: "/dataset/", in: search) else {
            throw Failure(description: "The search page lists no dataset for 'chest CT'.")
        }
        Terminal.say("The search page lists \(found).")
        _ = try page(found, client)

        let view = try await firstImage(client)
        let viewer = try page(view, client)
        guard let slice = Self.first(of: "/image/", in: viewer, containing: "plane.png") else {
            throw Failure(description: "The viewer \(view) shows no slice.")
        }
        let answer = try client.get(slice)
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard answer.status == 200, answer.body.starts(with: signature), answer.body.count > 24 else {
            throw Failure(description: "\(slice) is no PNG (status \(answer.status)).")
        }
        func number(at offset: Int) -> Int {
            answer.body[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        let (width, height) = (number(at: 16), number(at: 20))
        guard width > 15, height > 15 else {
            throw Failure(description: "\(slice) is \(width) by \(height).")
        }
        Terminal.say("The viewer \(view) shows a slice of \(width) by \(height) pixels.")
    }

    /// The first image of the gallery; indexing goes on in the background, so it may take a moment.
    private func firstImage(_ client: LoopbackClient) async throws -> String {
        for _ in 0..<300 {
            if let view = Self.first(of: "/view/", in: try page("/folders/1", client)) { return view }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw Failure(description: "The gallery stayed empty for a minute.")
    }

    private func page(_ path: String, _ client: LoopbackClient) throws -> String {
        let answer = try client.get(path)
        guard answer.status == 200, answer.contentType.hasPrefix("text/html") else {
            throw Failure(
                description:
                    "\(path) answers with status \(answer.status) and '\(answer.contentType)', not a page.")
        }
        return String(decoding: answer.body, as: UTF8.self)
    }

    /// The first quoted address in a page that starts with `prefix`, its entities resolved.
    private static func first(of prefix: String, in page: String, containing part: String = "/") -> String? {
        for piece in page.components(separatedBy: "\"") where piece.hasPrefix(prefix) && piece.contains(part)
        {
            return piece.replacingOccurrences(of: "&amp;", with: "&")
        }
        return nil
    }
}
