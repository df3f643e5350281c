import LightboxStore
import LightboxTesting
import Testing

@testable import LightboxIndex

@Suite struct `An index of an older version` {
    private static let images = "SELECT * FROM images ORDER BY image_id"
    private static let subjects = "SELECT * FROM subjects ORDER BY subject"

    /// Rows of two series: one of slices that are alike but for one, one of a single image.
    private static let rows = """
        INSERT INTO _copy (id, root, added_at) VALUES (1, '/data', '2026-01-01T00:00:00Z');
        INSERT INTO _folder (id, copy, path) VALUES (1, 1, 'a');
        INSERT INTO _series (id, copy, key, stale, files) VALUES (1, 1, 'uid:1', 0, 3), (2, 1, 'file:4', 0, 1);
        INSERT INTO _file (id, folder, name, kind, unsettled, generation) VALUES
            (1, 1, '1.dcm', 'dicom', 0, 1), (2, 1, '2.dcm', 'dicom', 0, 1), (3, 1, '3.dcm', 'dicom', 0, 1),
            (4, 1, '4.nii', 'nifti-1', 0, 1);
        INSERT INTO _image (file, series, shape, ni, patient_id, subject, sop_uid, affine) VALUES
            (1, 1, '2x3', 2, 'P', 'P', '1.1', 'x'), (2, 1, '2x3', 2, 'P', 'P', '1.2', 'y'),
            (3, 1, '2x3', 2, NULL, NULL, '1.3', 'z'), (4, 2, '4x4x4', 4, NULL, '01', NULL, NULL);
        """

    @Test func `keeps its rows when it is brought up to date`() throws {
        try withTemporaryFolder { folder in
            let path = folder.path("index.sqlite")
            let now = IndexSchema.schema
            let first = StoreSchema(
                title: now.title, applicationID: now.applicationID, migrations: [now.migrations[0]])
            let old = try Store(path, schema: first)
            try old.write { try $0.script(Self.rows) }
            func all(_ sql: String, _ session: StoreSession) throws -> [[StoreValue]] {
                try session.all(sql) { row in (0..<row.count).map { row.value($0) } }
            }
            let before = try old.read { (try all(Self.images, $0), try all(Self.subjects, $0)) }
            try old.close()
            let index = try ImageIndex(path, access: .readWrite)
            #expect(before.0.count == 4)
            #expect(try index.query(Self.images) == before.0)
            #expect(try index.query(Self.subjects) == before.1)
            #expect(try index.query("SELECT count(*) FROM _common") == [[.integer(3)]])
        }
    }
}
