import LightboxArchive
import LightboxCore
import SystemPackage

/// A list that the user brings, from a file or an address: a manifest, a table.
enum UserList {
    private static let limit = 512 << 20

    static func text(of link: String, asking client: Client) async throws -> String {
        if link.contains("://") { return try await client.answer(to: Request(link), limit: limit).text() }
        let file = try FileBytes(path: FilePath(link))
        guard let count = file.knownByteCount, count <= limit else {
            throw FetchError(.answerTooLong(limit: limit), at: link)
        }
        guard let text = String(validating: try file.read(at: 0, count: count), as: UTF8.self) else {
            throw FetchError(.unexpected("no UTF-8 text"), at: link)
        }
        return text
    }
}
