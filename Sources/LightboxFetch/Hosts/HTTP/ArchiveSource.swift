import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// Where the files of one archive of a card are, as far as the card tells.
enum ArchiveSource: Equatable {
    /// Each file at an address of its own.
    case files([Place])
    /// Files with names that only the host knows, below an address that ends in `/`.
    case folder(String, pattern: String)
    /// Files with names that only the host knows, each at the address that the template gives for its name.
    case named(template: String, pattern: String)

    struct Place: Equatable {
        let path: String
        let address: String
    }
}

extension HostFact {
    /// How the files of an archive are reached; `nil` where the card does not say.
    func source(of archive: ArchiveFile) throws(PathPattern.Fault) -> ArchiveSource? {
        guard let template = template(for: archive) else { return nil }
        if PathPattern.isOpen(archive.name) {
            guard template.contains("{name}") else { return nil }
            if template.hasSuffix("/{name}"), !template.contains("?") {
                return .folder(String(template.dropLast("{name}".count)), pattern: archive.name)
            }
            return .named(template: template, pattern: archive.name)
        }
        let names = try PathPattern.expanding(archive.name)
        guard names.count == 1 || template.contains("{name}") else { return nil }
        return .files(
            names.map { .init(path: $0, address: ArchiveFile.address(for: $0, template: template)) })
    }

    /// The one file that a host is, where it lists no archives and its address is one of a file.
    var onlyFile: ArchiveSource.Place? {
        guard archives.isEmpty, let url, let address = try? WebAddress(url), address.query == nil,
            let last = address.path.split(separator: "/").last, !address.path.hasSuffix("/"),
            let dot = last.lastIndex(of: "."), dot != last.startIndex,
            !Self.pageEndings.contains(last[last.index(after: dot)...].lowercased())
        else { return nil }
        let name = WebAddress.decoded(last)
        return .init(path: name, address: url)
    }
    /// What the addresses of pages for people end in.
    private static let pageEndings: Set<String> = ["html", "htm", "php", "asp", "aspx", "jsp", "shtml"]

    /// An address in which at most `{name}` is left to be filled in.
    private func template(for archive: ArchiveFile) -> String? {
        var candidates: [String] = []
        if let url = archive.url {
            candidates = [url]
        } else {
            candidates += endpoints.filter { $0.purpose == .file || $0.purpose == .archive }
                .compactMap(\.url).filter { $0.contains("{name}") || $0.contains("{path}") }
            if let url, url.hasSuffix("/") { candidates.append(url + "{name}") }
        }
        for candidate in candidates {
            let template = candidate.replacing("{path}", with: "{name}")
            if !template.replacing("{name}", with: "").contains("{"), (try? WebAddress(template)) != nil {
                return template
            }
        }
        return nil
    }
}

extension ArchiveFile {
    /// Whether it belongs to a release; one that names none belongs to all.
    func fits(_ wanted: String?) -> Bool { release == nil || wanted == nil || release == wanted }

    /// Where one of the files that the pattern stands for is fetched; `nil` for what the card does not tell.
    func address(for name: String, below folder: String?) -> String? {
        let template = url ?? folder.flatMap { $0.hasSuffix("/") ? $0 + "{name}" : nil }
        guard let template, url != nil || !PathPattern.isOpen(name) else { return nil }
        let address = Self.address(for: name, template: template)
        return address.contains("{") ? nil : address
    }

    /// The address of one file: in the path its folders stay folders, in a query all of it is a value.
    static func address(for name: String, template: String) -> String {
        guard let place = template.firstRange(of: "{name}") else { return template }
        let isInQuery = template[..<place.lowerBound].contains("?")
        let encoded = isInQuery ? WebAddress.encodedPart(name) : WebAddress.encodedPath(name)
        return template.replacing("{name}", with: encoded)
    }

    /// The size, where the card states it to the byte, and of one file.
    var exactByteCount: Int? {
        guard isOneFile else { return nil }
        return bytes.flatMap { $0.qualifier == .exactly ? $0.value : nil }
    }

    /// The digests that the card states, the strongest first.
    var checks: [Check] {
        guard isOneFile else { return [] }
        return [sha256, sha1, md5].compactMap { $0.flatMap { Digest(hex: $0) }.map(Check.digest) }
    }

    private var isOneFile: Bool {
        !PathPattern.isOpen(name) && (try? PathPattern.expanding(name))?.count == 1
    }
}
