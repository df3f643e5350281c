public import LightboxArchive
import LightboxStore
public import SystemPackage

/// A folder that was indexed.
public struct IndexedCopy: Sendable, Hashable, Identifiable {
    public let id: Int64
    public let root: FilePath
    public let files: Int
    public let images: Int
    public let series: Int
    public let unreadable: Int
    public let bytes: Int64
    /// Whether the last run over it came to its end.
    public let isComplete: Bool
    /// When that was, in UTC (`2026-11-24T06:00:00Z`).
    public let finishedAt: String?
}

/// A series, or an image that stands alone: what a gallery shows as one thing.
public struct IndexedSeries: Sendable, Hashable, Identifiable {
    public let id: Int64
    public let copy: Int64
    /// The number of the image that stands for the series.
    public let image: Int64
    /// The path of that image from the copy's root.
    public let path: RelativePath
    public let files: Int
    /// How many of the files cannot be read.
    public let unreadable: Int
    /// Why the image that stands for the series cannot be read.
    public let problem: String?
    public let bytes: Int64
    public let format: String
    public let modality: String?
    public let subject: String?
    public let session: String?
    public let patientID: String?
    public let studyInstanceUID: String?
    public let seriesInstanceUID: String?
    public let seriesNumber: Int?
    public let seriesDescription: String?
    public let bodyPart: String?
    public let shape: [Int]
    public let spacing: [Double]
    public let axisCodes: String?
    public let storedType: String?
    public let channels: Int
    /// What the series holds, for people: `512 × 512 × 120 voxels of 0.7 × 0.7 × 2.5 mm`.
    public let volume: String
}

/// One image file.
public struct IndexedImage: Sendable, Hashable, Identifiable {
    public let id: Int64
    public let series: Int64
    public let copy: Int64
    /// The path from the copy's root.
    public let path: RelativePath
    public let format: String
    public let shape: [Int]
    public let instanceNumber: Int?
}

/// Which series or files to list.
public struct IndexSelection: Sendable, Hashable {
    /// One copy, or `nil` for all.
    public var copy: Int64?
    /// A folder, from the root of its copy; with all folders within.
    public var folder = RelativePath.root
    /// Words that all must stand in the path, description, subject, patient id, modality or body part.
    public var words = ""
    public var modality: String?
    public var subject: String?
    public var offset = 0
    public var limit = 100

    public init() {}
}

extension ImageIndex {
    public func copies() throws -> [IndexedCopy] {
        try store.read { session in
            try session.all(
                """
                SELECT v.copy_id, c.root, v.files, v.images, v.series, v.unreadable, v.bytes, v.complete,
                    v.finished_at FROM copies v JOIN _copy c ON c.id = v.copy_id ORDER BY c.id
                """
            ) { row in
                IndexedCopy(
                    id: row.integer(0) ?? 0, root: RelativePath(bytes: row.bytes(1) ?? []).filePath,
                    files: row.int(2) ?? 0, images: row.int(3) ?? 0, series: row.int(4) ?? 0,
                    unreadable: row.int(5) ?? 0, bytes: row.integer(6) ?? 0, isComplete: row.bool(7),
                    finishedAt: row.text(8))
            }
        }
    }

    private static let seriesColumns = """
        s.id, s.copy, s.first_file, d.path, f.name, s.files, s.bytes, s.format, s.modality, s.subject,
        s.session, s.patient_id, s.study_uid, s.series_uid, s.series_number, s.series_description,
        s.body_part, s.ni, s.nj, s.nk, s.nt, s.spacing_i, s.spacing_j, s.spacing_k, s.axis_codes,
        s.stored_type, s.channels, s.volume, s.unreadable, f.problem
        """
    private static let seriesTables =
        "_series s JOIN _file f ON f.id = s.first_file JOIN _folder d ON d.id = f.folder"

    private static func series(_ row: borrowing StoreRow) -> IndexedSeries {
        IndexedSeries(
            id: row.integer(0) ?? 0, copy: row.integer(1) ?? 0, image: row.integer(2) ?? 0,
            path: RelativePath(bytes: row.bytes(3) ?? []).appending(row.bytes(4) ?? []),
            files: row.int(5) ?? 0, unreadable: row.int(28) ?? 0, problem: row.text(29),
            bytes: row.integer(6) ?? 0, format: row.text(7) ?? "",
            modality: row.text(8), subject: row.text(9), session: row.text(10), patientID: row.text(11),
            studyInstanceUID: row.text(12), seriesInstanceUID: row.text(13), seriesNumber: row.int(14),
            seriesDescription: row.text(15), bodyPart: row.text(16),
            shape: (17...20).compactMap { row.int($0) },
            spacing: (21...23).compactMap { row.real($0) }, axisCodes: row.text(24), storedType: row.text(25),
            channels: row.int(26) ?? 1, volume: row.text(27) ?? "")
    }

    /// The condition that a selection makes, and its values.
    private static func condition(_ selection: IndexSelection) -> (sql: String, values: [StoreValue]) {
        var parts = ["s.files > 0"]
        var values: [StoreValue] = []
        func equal(_ column: String, _ value: StoreValue) {
            parts.append("\(column) = ?")
            values.append(value)
        }
        if let copy = selection.copy { equal("s.copy", .integer(copy)) }
        if let modality = selection.modality { equal("s.modality", .text(modality)) }
        if let subject = selection.subject { equal("s.subject", .text(subject)) }
        let within = condition(within: selection.folder)
        parts.append(within.sql)
        values += within.values
        for word in selection.words.split(whereSeparator: \.isWhitespace) {
            parts.append(
                """
                (coalesce(d.shown, d.path) || '/' || coalesce(f.shown, f.name) || ' ' ||
                coalesce(s.series_description, '') || ' ' || coalesce(s.subject, '') || ' ' ||
                coalesce(s.patient_id, '') || ' ' || coalesce(s.modality, '') || ' ' ||
                coalesce(s.body_part, '') || ' ' || s.format) LIKE ? ESCAPE '\\'
                """)
            let escaped = word.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
            values.append(.text("%" + escaped + "%"))
        }
        return (parts.joined(separator: " AND "), values)
    }

    /// Series in the order of their paths.
    public func series(_ selection: IndexSelection = IndexSelection()) throws -> [IndexedSeries] {
        let (sql, values) = Self.condition(selection)
        return try store.read { session in
            try session.all(
                """
                SELECT \(Self.seriesColumns) FROM \(Self.seriesTables) WHERE \(sql)
                ORDER BY s.copy, d.path, f.name LIMIT ? OFFSET ?
                """, values + [.integer(selection.limit), .integer(selection.offset)]
            ) { Self.series($0) }
        }
    }

    /// How many series a selection holds, its limit and offset apart.
    public func seriesCount(_ selection: IndexSelection = IndexSelection()) throws -> Int {
        let (sql, values) = Self.condition(selection)
        return try store.read { session in
            try session.first("SELECT count(*) FROM \(Self.seriesTables) WHERE \(sql)", values) {
                $0.int(0) ?? 0
            } ?? 0
        }
    }

    /// How many series there are of each modality, most first; what states none is counted under `nil`.
    public func modalities(inCopy copy: Int64? = nil) throws -> [(modality: String?, series: Int)] {
        var selection = IndexSelection()
        selection.copy = copy
        let (sql, values) = Self.condition(selection)
        return try store.read { session in
            try session.all(
                """
                SELECT s.modality, count(*) FROM \(Self.seriesTables) WHERE \(sql)
                GROUP BY s.modality ORDER BY count(*) DESC, s.modality
                """, values
            ) { ($0.text(0), $0.int(1) ?? 0) }
        }
    }

    /// The series of that number, or `nil` if there is none.
    public func series(id: Int64) throws -> IndexedSeries? {
        try store.read { session in
            try session.first(
                "SELECT \(Self.seriesColumns) FROM \(Self.seriesTables) WHERE s.id = ?", [.integer(id)]
            ) { Self.series($0) }
        }
    }

    private static let imageSQL = """
        SELECT i.file, i.series, d.copy, d.path, f.name, f.kind, m.ni, m.nj, m.nk, m.nt, i.instance_number
        FROM _image i JOIN _common m ON m.id = i.common JOIN _file f ON f.id = i.file
            JOIN _folder d ON d.id = f.folder
        """

    private static func image(_ row: borrowing StoreRow) -> IndexedImage {
        IndexedImage(
            id: row.integer(0) ?? 0, series: row.integer(1) ?? 0, copy: row.integer(2) ?? 0,
            path: RelativePath(bytes: row.bytes(3) ?? []).appending(row.bytes(4) ?? []),
            format: row.text(5) ?? "", shape: (6...9).compactMap { row.int($0) }, instanceNumber: row.int(10))
    }

    /// The image of that number, or `nil` if there is none.
    public func image(id: Int64) throws -> IndexedImage? {
        try store.read { session in
            try session.first(Self.imageSQL + " WHERE i.file = ?", [.integer(id)]) { Self.image($0) }
        }
    }

    /// All images of a series, by instance number and then by path; sorting them in space is for the reader.
    public func images(inSeries series: Int64) throws -> [IndexedImage] {
        try store.read { session in
            try session.all(
                Self.imageSQL + " WHERE i.series = ? ORDER BY i.instance_number, d.path, f.name",
                [.integer(series)]
            ) { Self.image($0) }
        }
    }

    /// The folder of a copy, or `nil` if there is no such copy; paths below it go through its guard.
    public func root(ofCopy copy: Int64) throws -> FilePath? {
        try store.read { session in
            try session.first("SELECT root FROM _copy WHERE id = ?", [.integer(copy)]) {
                RelativePath(bytes: $0.bytes(0) ?? []).filePath
            }
        }
    }
}
