import Foundation
import Logging
import SystemPackage

@testable import LightboxServer

/// A site for tests, with the real assets.
enum TestSite {
    static let webFolder = FilePath(
        URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/LightboxServer/Web"
        )
        .standardizedFileURL.path())

    static func make(
        shelf: (any Shelf)? = nil, catalogue: CatalogueDesk? = nil, token: String? = nil,
        names: [String] = AccessPolicy.loopbackNames, answersAddresses: Bool = false
    ) throws -> Site {
        Site(
            assets: try Assets(folder: webFolder),
            access: AccessPolicy(
                hostNames: names, answersAddresses: answersAddresses, token: token, port: 8080),
            logger: Logger(label: "test"), catalogue: catalogue, shelf: shelf,
            thumbnails: ThumbnailStore(folder: nil))
    }
}

extension Site {
    func get(_ target: String, _ headers: [String: String] = [:]) async -> WebResponse {
        await respond(
            to: WebRequest(
                method: "GET", target: target, headers: ["host": "localhost"].merging(headers) { $1 }))
    }
}

extension WebResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
    subscript(header: String) -> String? {
        headers.first { $0.name.lowercased() == header.lowercased() }?.value
    }
}
