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

    private func refresh(_ id: Int64) throws {
        var first: (file: Int64, format: String, values: [StoreValue])?
        var bytes: Int64 = 0
        var unreadable = 0
        var slices: [SeriesSummary.Slice] = []
        let columns = Self.copied.joined(separator: ", ")
        try session.rows(
            """
            SELECT i.file, f.kind, f.bytes, m.ni, m.nj, m.nk, m.nt, m.spacing_i, m.spacing_j, m.spacing_k,
                i.affine, f.problem IS NOT NULL, \(columns)
            FROM _image i JOIN _common m ON m.id = i.common JOIN _file f ON f.id = i.file WHERE i.series = ?
            ORDER BY i.instance_number, i.file
            """, [.integer(id)]
        ) { row in
            if first == nil {
                let values = Self.copied.indices.map { row.value(12 + $0) }
                first = (row.integer(0) ?? 0, row.text(1) ?? "", values)
            }
            bytes += row.integer(2) ?? 0
            if row.bool(11) { unreadable += 1 }
            slices.append(
                SeriesSummary.Slice(
                    shape: (3...6).compactMap { row.int($0) }, spacing: (7...9).compactMap { row.real($0) },
                    affine: row.bytes(10).flatMap { IndexRow.affine($0.span) }))
        }
        guard let first else {
            try session.run("DELETE FROM _series WHERE id = ?", [.integer(id)])
            return
        }
        try session.run(
            "DELETE FROM _common WHERE series = ?1 AND id NOT IN (SELECT common FROM _image WHERE series = ?1)",
            [.integer(id)])
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
                .text(first.format),
                .text(shape),
                size(0), size(1), size(2), size(3), spacing(0), spacing(1), spacing(2),
                .text(summary.axisCodes),
                .text(summary.sentence),
            ] + first.values + [.integer(id)])
    }
}
