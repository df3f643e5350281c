import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// A collection of the NCI Imaging Data Commons: single DICOM files in open buckets, found by an index of series.
///
/// The index comes as Parquet, of which Lightbox reads nothing: the user brings the part that is wanted, as a table or as
/// a manifest.
struct IDCHost: Host {
    let kind = HostKind.idc
    let name: String
    let connectionLimit = 16
    private let place: HostPlace
    /// As IDC writes it: `lidc_idri`; `nil` where the card describes all buckets.
    private let collection: String?
    private let notes = Remarks()
    /// How many series are looked up at once.
    private static let window = 16

    static let service = HostService(
        kinds: [.idc], name: "NCI Imaging Data Commons", mark: .real,
        proof: "moto S3, with idc-index 0.13.4 and s5cmd 2.3.0", page: "IDC"
    ) { try IDCHost($0) }

    init(_ place: HostPlace) throws {
        self.place = place
        let id = place.fact.id ?? ""
        collection = id.isEmpty || id.contains(where: { ":/{".contains($0) }) ? nil : id
        name = "Imaging Data Commons" + (collection.map { ", \($0)" } ?? "")
    }

    var remarks: [String] { notes.texts }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        notes.clear()
        var rest = try await series(selection, client)[...]
        var buckets: [String: S3Bucket] = [:]
        for name in Set(rest.map(\.bucket)) {
            guard let place = S3Place("s3://" + name) else {
                throw FetchError(.unexpected("'\(name)' in place of a bucket"), at: self.name)
            }
            buckets[name] = S3Bucket(place, credentials: nil, isOpen: true, paysAsRequester: false)
        }
        while !rest.isEmpty {
            let some = Array(rest.prefix(Self.window))
            rest = rest.dropFirst(Self.window)
            let lists = try await withThrowingTaskGroup(of: (Int, [RemoteFile]).self) { group in
                for (at, series) in some.enumerated() {
                    guard let bucket = buckets[series.bucket] else { continue }
                    group.addTask { (at, try await files(of: series, in: bucket, client)) }
                }
                var lists = [[RemoteFile]](repeating: [], count: some.count)
                for try await (at, files) in group { lists[at] = files }
                return lists
            }
            for (series, files) in zip(some, lists) {
                note(series, files.count)
                for file in files { try found(file) }
            }
        }
    }

    private func files(of series: IDCSeries, in bucket: S3Bucket, _ client: Client) async throws
        -> [RemoteFile]
    {
        var files: [RemoteFile] = []
        try await bucket.pages(prefix: series.uuid + "/", asking: client) { page in
            for object in page.objects where !object.key.hasSuffix("/") {
                let name = String(object.key.dropFirst(series.uuid.utf8.count + 1))
                var file = RemoteFile(
                    path: series.folder + "/" + name, byteCount: object.byteCount,
                    address: bucket.place.bucketAddress(region: nil) + "/"
                        + WebAddress.encodedPath(object.key))
                file.checks = [object.check].compactMap { $0 }
                file.id = series.series ?? series.uuid
                file.subject = series.patient
                file.version = series.uuid
                files.append(file)
            }
        }
        return files
    }

    private func note(_ series: IDCSeries, _ count: Int) {
        let name = series.series ?? series.uuid
        if count == 0 {
            notes.add(name, to: "series without a file in their bucket")
        } else if let expected = series.fileCount, expected != count {
            notes.add(
                "\(name) (\(count), not \(expected))",
                to: "series with other numbers of files than the index says")
        }
        if let licence = series.licence { notes.count("series under " + licence) }
    }

    /// The wanted series of the user's list, in the order of patients, studies and series, or that of the manifest.
    private func series(_ selection: Selection, _ client: Client) async throws -> [IDCSeries] {
        guard let link = place.link ?? place.credentials.variable("LIGHTBOX_IDC_INDEX")?.value else {
            throw FetchError(
                .notSaid("which series of the Imaging Data Commons are meant"), at: "card \(place.card.id)",
                hint: Self.way(collection))
        }
        let text = try await UserList.text(of: link, asking: client)
        let all: [IDCSeries]
        if let series = IDCSeries.all(in: CSVTable(text)) {
            all = series.sorted {
                ($0.patient ?? "", $0.study ?? "", $0.series ?? "", $0.uuid)
                    < ($1.patient ?? "", $1.study ?? "", $1.series ?? "", $1.uuid)
            }
        } else if let series = IDCSeries.all(inManifest: text) {
            all = series
        } else {
            throw FetchError(
                .unexpected("no table of series and no s5cmd manifest"),
                at: link.contains("?") ? "the link" : link,
                hint: Self.way(collection))
        }
        let wanted = all.filter { series in
            (series.collection == nil || collection == nil || series.collection == collection)
                && (selection.ids.isEmpty || selection.ids.contains(series.uuid)
                    || series.series.map(selection.ids.contains) ?? false)
                && (selection.subjects.isEmpty || series.patient.map(selection.subjects.contains) ?? true)
        }
        if wanted.isEmpty, let collection, selection.ids.isEmpty, selection.subjects.isEmpty {
            throw FetchError(
                .notThere(status: 404),
                at: "\(link.contains("?") ? "the link" : link), collection \(collection)",
                hint: Self.way(collection))
        }
        return wanted
    }

    /// How one comes by the list.
    private static func way(_ collection: String?) -> String {
        let name = collection ?? "COLLECTION"
        return "make the list once (pip install idc-index): python -c \"from idc_index import IDCClient; "
            + "i = IDCClient().index; i[i.collection_id == '\(name)'].to_csv('\(name).csv', index=False)\", "
            + "and set LIGHTBOX_IDC_INDEX=\(name).csv; an s5cmd manifest of the IDC portal does as well"
    }
}
