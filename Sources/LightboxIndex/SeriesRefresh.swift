import LightboxCore
import LightboxStore

/// Works out the rows of `_series` whose images have changed, and drops those that have none left.
struct SeriesRefresh {
    let session: StoreSession
    let copy: Int64

    func run() throws {
        let stale = try session.all(
            "SELECT id FROM _series WHERE stale AND copy = ? ORDER BY id", [.integer(copy)]
        ) { $0.integer(0) ?? 0 }
        for id in stale { try refresh(id) }
    }

    private static let copied =
        [
            "i.modality", "i.subject", "i.session", "m.patient_id", "m.study_uid", "m.series_uid",
            "m.series_number", "m.series_description", "m.body_part", "m.stored_type", "m.channels",
        ]
    private static let written =
        [
            "first_file", "files", "unreadable", "bytes", "format", "shape", "ni", "nj", "nk", "nt",
            "spacing_i",
            "spacing_j",
            "spacing_k", "axis_codes", "volume",
        ] + copied.map { String($0.dropFirst(2)) }
    private static let sql =
        "UPDATE _series SET stale = 0, " + written.map { "\($0) = ?" }.joined(separator: ", ")
        + " WHERE id = ?"

    private static let imagesSQL = """
        SELECT i.file, i.instance_number, i.common, i.affine, f.bytes, f.problem IS NOT NULL
        FROM _image i JOIN _file f ON f.id = i.file WHERE i.series = ?
        """
    private static let commonSQL =
        "SELECT id, ni, nj, nk, nt, spacing_i, spacing_j, spacing_k FROM _common WHERE series = ?"
    private static let firstSQL = """
        SELECT f.kind, \(copied.joined(separator: ", "))
        FROM _image i JOIN _common m ON m.id = i.common JOIN _file f ON f.id = i.file WHERE i.file = ?
        """

    private func refresh(_ id: Int64) throws {
        // What many images share is read once, and the first of them told here: SQLite would copy all to sort it.
        var common: [Int64: (shape: [Int], spacing: [Double])] = [:]
        try session.rows(Self.commonSQL, [.integer(id)]) { row in
            common[row.number(0)] = (
                (1...4).compactMap { row.int($0) }, (5...7).compactMap { row.real($0) }
            )
        }
        var first: (file: Int64, number: Int64?, place: Int)?
        var bytes: Int64 = 0
        var unreadable = 0
        var slices: [SeriesSummary.Slice] = []
        var last: (id: Int64, shape: [Int], spacing: [Double])?
        try session.rows(Self.imagesSQL, [.integer(id)]) { row in
            let (file, number, commonID) = (row.number(0), row.integer(1), row.number(2))
            if last?.id != commonID {
                guard let found = common[commonID] else { return }
                last = (commonID, found.shape, found.spacing)
            }
            guard let last else { return }
            // One without a number comes before all that have one.
            if first.map({ ($0.number ?? .min, $0.file) > (number ?? .min, file) }) ?? true {
                first = (file, number, slices.count)
            }
            bytes += row.number(4)
            if row.number(5) != 0 { unreadable += 1 }
            slices.append(
                SeriesSummary.Slice(
                    shape: last.shape, spacing: last.spacing,
                    affine: row.bytes(3).flatMap { IndexRow.affine($0.span) }))
        }
        guard let first else {
            try session.run("DELETE FROM _series WHERE id = ?", [.integer(id)])
            return
        }
        slices.swapAt(0, first.place)
        let values = try session.first(Self.firstSQL, [.integer(first.file)]) { row in
            (format: row.text(0) ?? "", copied: Self.copied.indices.map { row.value(1 + $0) })
        }
        guard let values else { return }
        if common.count > 1 {
            try session.run(
                "DELETE FROM _common WHERE series = ?1 AND id NOT IN (SELECT common FROM _image WHERE series = ?1)",
                [.integer(id)])
        }
        let summary = SeriesSummary(slices)
        func size(_ axis: Int) -> StoreValue {
            .integer(axis < summary.shape.count ? summary.shape[axis] : nil)
        }
        func spacing(_ axis: Int) -> StoreValue {
            .real(axis < summary.spacing.count ? summary.spacing[axis] : nil)
        }
        let shape = summary.shape.map { String($0) }.joined(separator: "x")
        try session.run(
            Self.sql,
            [
                .integer(first.file), .integer(slices.count), .integer(unreadable), .integer(bytes),
                .text(values.format),
                .text(shape),
                size(0), size(1), size(2), size(3), spacing(0), spacing(1), spacing(2),
                .text(summary.axisCodes),
                .text(summary.sentence),
            ] + values.copied + [.integer(id)])
    }
}
