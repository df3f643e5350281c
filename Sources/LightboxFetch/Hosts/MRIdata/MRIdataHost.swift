import LightboxCatalogue
import LightboxCore

/// Measurements on mridata.org, each an ISMRMRD file that is named by its UUID.
///
/// There is no interface that lists them: the card names some, a user any, and the page of a project the rest.
struct MRIdataHost: Host {
    let kind = HostKind.mridata
    let name: String
    let connectionLimit = 2
    private let place: HostPlace
    /// A project whose page lists measurements.
    private let project: String?
    private static let site = "http://mridata.org"

    static let service = HostService(
        kinds: [.mridata], name: "mridata.org", mark: .replica, proof: "mridata", page: "MRIdata"
    ) { MRIdataHost($0) }

    init(_ place: HostPlace) {
        self.place = place
        project = place.release == nil ? place.wantedRelease : nil
        name = "mridata.org" + (project.map { ", \($0)" } ?? "")
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        var names: [String] = []
        if let project {
            let request = try Request("\(Self.site)/list?project=\(WebAddress.encodedPart(project))")
            let text = try await client.answer(to: request).text()
            names = HTMLLinks(text).links.compactMap { link in
                link.target.split(separator: "/").last.map { String($0.prefix { $0 != "?" }) }
            }.filter(Self.isUUID)
            guard !names.isEmpty else {
                throw FetchError(
                    .unexpected("no measurements of a project '\(project)'"), at: request.address.description,
                    hint: "its projects are named at \(Self.site)/list")
            }
        } else {
            names = place.fact.archives.map { String($0.name.prefix { $0 != "." }) }.filter(Self.isUUID)
        }
        for id in selection.ids {
            let id = id.hasSuffix(".h5") ? String(id.dropLast(3)) : id
            if Self.isUUID(id) { names.append(id) }
        }
        var last: String?
        for id in names.map({ $0.lowercased() }).sorted() where id != last {
            last = id
            var file = RemoteFile(path: id + ".h5", address: "\(Self.site)/download/\(id)")
            file.id = id
            try found(file)
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
