import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// A collection of The Cancer Imaging Archive: series by NBIA's REST interface, each a zip made while it is sent.
struct TCIAHost: Host {
    let kind = HostKind.tcia
    let name: String
    /// NBIA sends slowly and to many; its own programs use three to ten connections.
    let connectionLimit = 4
    private let place: HostPlace
    /// `nil` where the card describes the whole archive.
    private let collection: String?
    private let notes = Remarks()

    static let service = HostService(
        kinds: [.tcia], name: "The Cancer Imaging Archive (NBIA)", mark: .replica, proof: "tcia_utils 3.3.5",
        page: "TCIA"
    ) { try TCIAHost($0) }

    init(_ place: HostPlace) throws {
        self.place = place
        let id = place.fact.id ?? ""
        let isServer = id.isEmpty || id.hasSuffix("cancerimagingarchive.net") || id.contains("{")
        collection = isServer ? nil : id
        name = "TCIA " + (place.link == nil ? collection ?? "series by UID" : "series of a manifest")
    }

    /// The server that has the collection: NLST has its own.
    private func server(isNLST: Bool) -> String {
        "https://\(isNLST ? "nlst" : "nbia").cancerimagingarchive.net/nbia-api/services/v4/"
    }
    private var isNLST: Bool { collection == "NLST" || place.fact.id?.hasPrefix("nlst.") == true }

    var remarks: [String] { notes.texts }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        notes.clear()
        var base = server(isNLST: isNLST)
        let wanted = Set(selection.ids.filter(TCIAManifest.isUID))
        if let link = place.link {
            let text = try await UserList.text(of: link, asking: client)
            guard let manifest = TCIAManifest(text) else {
                throw FetchError(
                    .unexpected("no list of series"), at: link.contains("?") ? "the link" : link,
                    hint: "a .tcia file of TCIA, or a text with one SeriesInstanceUID a line")
            }
            if manifest.isNLST { base = server(isNLST: true) }
            let named = manifest.series.filter { wanted.isEmpty || wanted.contains($0) }
            try await list(named, at: base, asking: client, found: found)
        } else if !wanted.isEmpty, wanted.count == selection.ids.count {
            try await list(wanted.sorted(), at: base, asking: client, found: found)
        } else if let collection {
            try await listCollection(collection, selection, at: base, asking: client, found: found)
        } else {
            throw FetchError(
                .notSaid("which collection of TCIA is meant"), at: "card \(place.card.id)",
                hint: "give series by --ids FILE, one SeriesInstanceUID a line, or a .tcia manifest")
        }
        // What lies beside the series: tables, annotations.
        guard place.link == nil else { return }
        for archive in place.fact.archives where archive.fits(selection.release ?? place.release?.id) {
            if archive.name.hasSuffix(".tcia") { continue }
            for name in try PathPattern.expanding(archive.name) {
                let address = archive.url?.replacing("{name}", with: WebAddress.encodedPath(name))
                guard let address, !address.contains("{"), !name.contains(where: { "*?[".contains($0) })
                else {
                    notes.add(name, to: "files beside the series, whose address the card does not know")
                    continue
                }
                var file = RemoteFile(path: name, byteCount: archive.exactByteCount, address: address)
                file.checks = archive.checks
                try found(file)
            }
        }
    }

    /// All series of a collection, or those of some patients, in the order of patients, studies and series.
    private func listCollection(
        _ collection: String, _ selection: Selection, at base: String, asking client: Client,
        found: (RemoteFile) throws -> Void
    ) async throws {
        var queries = ["Collection=" + WebAddress.encodedPart(collection)]
        if !selection.subjects.isEmpty, selection.subjects.count <= 100 {
            queries = selection.subjects.sorted().map {
                queries[0] + "&PatientID=" + WebAddress.encodedPart($0)
            }
        }
        var all: [TCIASeries] = []
        for query in queries {
            let answer = try await client.answer(to: Request(base + "getSeries?" + query), limit: 1 << 30)
            // No series is an answer without a body.
            if answer.bytes.allSatisfy({ $0 <= 0x20 }) { continue }
            let rows = try JSONRows(of: nil, in: answer)
            guard rows.isPresent else {
                throw FetchError(.unexpected("no list of series"), at: base + "getSeries")
            }
            try rows.forEach { row in
                guard let series = TCIASeries(row, collection: collection) else {
                    throw FetchError(.unexpected("a series without a UID"), at: base + "getSeries")
                }
                all.append(series)
            }
        }
        if all.isEmpty, selection.subjects.isEmpty { throw try await unknown(collection, at: base, client) }
        all.sort { ($0.patient, $0.study, $0.series) < ($1.patient, $1.study, $1.series) }
        for series in all { try handOn(series, at: base, found) }
    }

    /// Why a collection may have no series.
    private func unknown(_ collection: String, at base: String, _ client: Client) async throws -> FetchError {
        let known = try await client.json(Request(base + "getCollectionValues")).asArray ?? []
        let names = known.compactMap { $0["Collection"]?.asText }
        let alike = names.filter { $0.lowercased() == collection.lowercased() }
        let hint =
            alike.isEmpty
            ? "NBIA has no such collection now; since July 2025 it holds open ones alone: "
                + "see https://www.cancerimagingarchive.net/browse-collections/"
            : "names there are case-sensitive: it has "
                + alike.joined(separator: ", ").withoutControlCharacters
        return FetchError(.notThere(status: 404), at: "TCIA's collection \(collection)", hint: hint)
    }

    /// Series by their UIDs; those that NBIA does not know are named.
    private func list(
        _ uids: [String], at base: String, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        var rest = uids[...]
        while !rest.isEmpty {
            // It takes some 10,000 at once.
            let portion = rest.prefix(2000)
            rest = rest.dropFirst(2000)
            let request = Request.posting(
                form: [("list", portion.joined(separator: ","))],
                to: try WebAddress(base + "getSeriesMetadata"))
            let answer = try await client.answer(to: request)
            if HTMLText.isPage(answer.bytes) {
                throw FetchError(
                    .webPage(title: HTMLText.title(of: try answer.text())), at: base + "getSeriesMetadata")
            }
            let home = collection ?? "TCIA"
            let table = CSVTable(try answer.text())
            let known = Dictionary(
                TCIASeries.all(in: table, collection: home).map { ($0.series, $0) },
                uniquingKeysWith: { one, _ in one })
            for uid in portion {
                if let series = known[uid] {
                    try handOn(series, at: base, found)
                } else {
                    notes.add(uid, to: "series that NBIA does not know")
                }
            }
        }
    }

    private func handOn(_ series: TCIASeries, at base: String, _ found: (RemoteFile) throws -> Void) throws {
        var file = RemoteFile(
            path: series.folder, byteCount: series.byteCount,
            address: base + "getImageWithMD5Hash?SeriesInstanceUID=" + series.series)
        file.id = series.series
        file.subject = series.patient.isEmpty ? nil : series.patient
        file.delivery = .zipStream(files: series.imageCount, digests: "md5hashes.csv")
        notes.count("series under " + (series.licence ?? "a licence that is not stated"))
        try found(file)
    }
}
