import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// A project of PhysioNet, listed by its `SHA256SUMS.txt`: the pages of its folders are never crawled.
struct PhysioNetHost: Host {
    let kind = HostKind.physionet
    let name: String
    /// PhysioNet asks for patience; a few connections are enough.
    let connectionLimit = 4
    private let place: HostPlace
    private let project: String
    private let version: String
    private let login: Login

    static let service = HostService(
        kinds: [.physionet], name: "PhysioNet", mark: .replica, proof: "wget and wfdb, against a replica",
        page: "PhysioNet"
    ) { try PhysioNetHost($0) }

    static let sums = "SHA256SUMS.txt"

    init(_ place: HostPlace) throws {
        self.place = place
        guard let (project, version) = Self.project(place.fact.id) ?? Self.project(place.fact.url) else {
            throw FetchError(
                .notSaid("which project and version of PhysioNet it is"), at: "The card of \(place.card.id)",
                hint: place.fact.url.map { "open \($0)" })
        }
        (self.project, self.version) = (project, version)
        name = "PhysioNet \(project) \(version)"
        let (credentials, isOpen) = (place.credentials, place.isOpen)
        login = Login {
            isOpen
                ? nil
                : credentials.password(
                    for: "physionet.org", variables: ("PHYSIONET_USER", "PHYSIONET_PASSWORD"))
        }
    }

    /// The project and the version in `egd-cxr/1.0.0`, or in an address of its files or its page.
    static func project(_ text: String?) -> (String, String)? {
        guard let text else { return nil }
        var parts = (try? WebAddress(text)).map { $0.path } ?? text
        for mark in ["/files/", "/content/"] where parts.hasPrefix(mark) {
            parts = String(parts.dropFirst(mark.count))
        }
        let names = parts.split(separator: "/").map(String.init)
        guard names.count >= 2, names[1].first?.isNumber ?? false,
            !names[0].contains(where: { !($0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))) })
        else { return nil }
        return (names[0], names[1])
    }

    private var base: String { "https://physionet.org/files/\(project)/\(version)/" }
    private var page: String { "https://physionet.org/content/\(project)/\(version)/" }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let request = try Request(base + Self.sums, secret: login.secret)
        let answer: Answer
        do { answer = try await client.answer(to: request, limit: 1 << 30) } catch let error as FetchError {
            throw explain(error, about: nil)
        }
        if HTMLText.isPage(answer.bytes) {
            let text = String(decoding: answer.bytes.prefix(4000), as: UTF8.self)
            throw explain(
                FetchError(.webPage(title: HTMLText.title(of: text)), at: answer.address.description),
                about: nil)
        }
        try found(file(Self.sums, nil))
        var hasLicence = false
        // The largest list has some 600,000 lines: one is made a text at a time.
        for line in answer.bytes.split(separator: UInt8(ascii: "\n")) {
            guard let text = String(validating: line, as: UTF8.self),
                let entry = DigestList(text).entries.first,
                entry.digest.algorithm == .sha256
            else {
                throw FetchError(
                    .unexpected("a list of digests with another line in it"), at: answer.address.description)
            }
            guard entry.path != Self.sums else { continue }
            if entry.path == "LICENSE.txt" { hasLicence = true }
            try found(file(entry.path, entry.digest))
        }
        if !hasLicence, place.fact.archives.contains(where: { $0.name == "LICENSE.txt" }) {
            try found(file("LICENSE.txt", nil))
        }
    }

    private func file(_ path: String, _ digest: Digest?) -> RemoteFile {
        var file = RemoteFile(path: path, address: base + WebAddress.encodedPath(path))
        file.checks = digest.map { [.digest($0)] } ?? []
        return file
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address, secret: login.secret)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        guard error.hint == nil else { return error }
        switch error.problem {
        case .notAllowed where login.secret == nil:
            error.hint =
                "sign in at https://physionet.org/login/, do what \(page) asks for under Files, and set "
                + "PHYSIONET_USER and PHYSIONET_PASSWORD, or a line for physionet.org in ~/.netrc"
        case .notAllowed(401):
            error.hint = "PhysioNet does not know this name and password (\(login.secret?.description ?? ""))"
        case .notAllowed:
            error.hint =
                "this user may not read it yet: sign the agreement at https://physionet.org/sign-dua/\(project)/"
                + "\(version)/, and finish what \(page) asks for (credentials, training)"
        case .webPage:
            error.hint = "a page to sign in or to sign on: open \(page) and do what it asks for under Files"
        default: break
        }
        return error
    }
}
