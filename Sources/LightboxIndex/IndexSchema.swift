import LightboxStore

/// The tables of the index, and the views that people query.
///
/// Names of tables begin with an underscore and may change with any release; the views are documented in
/// `Documentation/Index.md` and keep their columns.
enum IndexSchema {
    /// Which views and columns there are.
    ///
    /// Raised when a column is added; none is taken away.
    static let viewsVersion = 1

    /// Raised when readers learn to see more in files that were indexed before: those are read again.
    static let readingGeneration = 2

    static let schema = StoreSchema(
        title: "Lightbox's index", applicationID: 0x4C42_4958,
        migrations: [
            .init("copies, folders, files, images and series", sql: tables + views),
            .init("members of archives", sql: members),
            .init("what the images of a series have in common", sql: splitImages),
        ])

    /// A name is TEXT where it is UTF-8 and a BLOB where it is not; then `shown` holds it with escapes.
    private static let tables = """
        CREATE TABLE _copy (
            id INTEGER PRIMARY KEY AUTOINCREMENT, root NOT NULL UNIQUE, shown TEXT, dataset TEXT,
            added_at TEXT NOT NULL, started_at TEXT, finished_at TEXT);
        CREATE TABLE _folder (
            id INTEGER PRIMARY KEY, copy INTEGER NOT NULL REFERENCES _copy (id) ON DELETE CASCADE,
            path NOT NULL, shown TEXT, problem TEXT, UNIQUE (copy, path));
        CREATE TABLE _file (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            folder INTEGER NOT NULL REFERENCES _folder (id) ON DELETE CASCADE,
            name NOT NULL, shown TEXT, kind TEXT NOT NULL, bytes INTEGER, modified_ns INTEGER,
            changed_ns INTEGER, inode INTEGER, born_ns INTEGER, unsettled INTEGER NOT NULL,
            generation INTEGER NOT NULL, link_target TEXT, problem TEXT, hint TEXT, notes TEXT,
            UNIQUE (folder, name));
        CREATE INDEX _file_by_inode ON _file (inode);
        CREATE TABLE _series (
            id INTEGER PRIMARY KEY AUTOINCREMENT, copy INTEGER NOT NULL REFERENCES _copy (id) ON DELETE CASCADE,
            key TEXT NOT NULL, stale INTEGER NOT NULL, first_file INTEGER, files INTEGER,
            unreadable INTEGER, bytes INTEGER,
            format TEXT, modality TEXT, subject TEXT, session TEXT, patient_id TEXT, study_uid TEXT,
            series_uid TEXT, series_number INTEGER, series_description TEXT, body_part TEXT,
            shape TEXT, ni INTEGER, nj INTEGER, nk INTEGER, nt INTEGER,
            spacing_i REAL, spacing_j REAL, spacing_k REAL, axis_codes TEXT, stored_type TEXT,
            channels INTEGER, volume TEXT, UNIQUE (copy, key));
        CREATE INDEX _series_stale ON _series (id) WHERE stale;
        CREATE TABLE _image (
            file INTEGER PRIMARY KEY REFERENCES _file (id) ON DELETE CASCADE,
            series INTEGER NOT NULL REFERENCES _series (id), shape TEXT, ni INTEGER, nj INTEGER, nk INTEGER,
            nt INTEGER, spacing_i REAL, spacing_j REAL, spacing_k REAL, time_step_s REAL, channels INTEGER,
            stored_type TEXT, bits_stored INTEGER, axis_codes TEXT, affine TEXT, rescale_slope REAL,
            rescale_intercept REAL, rescale_unit TEXT, subject TEXT, session TEXT, patient_id TEXT,
            patient_sex TEXT, patient_age TEXT, study_uid TEXT, study_date TEXT, study_description TEXT,
            series_uid TEXT, series_number INTEGER, series_description TEXT, sop_uid TEXT,
            instance_number INTEGER, acquisition_number INTEGER, temporal_position INTEGER,
            echo_number INTEGER, frames INTEGER, modality TEXT, body_part TEXT, view_position TEXT,
            laterality TEXT, photometric TEXT, transfer_syntax TEXT, task TEXT, acquisition TEXT, run TEXT,
            suffix TEXT);
        CREATE INDEX _image_by_series ON _image (series);

        """

    /// Members of archives are files whose bytes are those of the archive, and count once.
    private static let members = """
        ALTER TABLE _file ADD COLUMN member INTEGER NOT NULL DEFAULT 0;
        DROP VIEW copies;
        CREATE VIEW copies AS
        SELECT c.id AS copy_id, coalesce(c.shown, c.root) AS path, c.dataset,
            (SELECT count(*) FROM _file f JOIN _folder d ON d.id = f.folder WHERE d.copy = c.id) AS files,
            (SELECT count(*) FROM _image i JOIN _file f ON f.id = i.file JOIN _folder d ON d.id = f.folder
                WHERE d.copy = c.id) AS images,
            (SELECT count(*) FROM _series s WHERE s.copy = c.id) AS series,
            (SELECT count(*) FROM _file f JOIN _folder d ON d.id = f.folder
                WHERE d.copy = c.id AND f.problem IS NOT NULL) AS unreadable,
            (SELECT sum(f.bytes) FROM _file f JOIN _folder d ON d.id = f.folder
                WHERE d.copy = c.id AND NOT f.member) AS bytes,
            c.added_at, c.started_at, c.finished_at, c.finished_at IS NOT NULL AS complete
        FROM _copy c;
        """

    private static let views = """
        CREATE VIEW copies AS
        SELECT c.id AS copy_id, coalesce(c.shown, c.root) AS path, c.dataset,
            (SELECT count(*) FROM _file f JOIN _folder d ON d.id = f.folder WHERE d.copy = c.id) AS files,
            (SELECT count(*) FROM _image i JOIN _file f ON f.id = i.file JOIN _folder d ON d.id = f.folder
                WHERE d.copy = c.id) AS images,
            (SELECT count(*) FROM _series s WHERE s.copy = c.id) AS series,
            (SELECT count(*) FROM _file f JOIN _folder d ON d.id = f.folder
                WHERE d.copy = c.id AND f.problem IS NOT NULL) AS unreadable,
            (SELECT sum(f.bytes) FROM _file f JOIN _folder d ON d.id = f.folder WHERE d.copy = c.id) AS bytes,
            c.added_at, c.started_at, c.finished_at, c.finished_at IS NOT NULL AS complete
        FROM _copy c;

        CREATE VIEW files AS
        SELECT f.id AS file_id, d.copy AS copy_id,
            rtrim(coalesce(c.shown, c.root), '/') || '/' || CASE WHEN d.path = '' THEN '' ELSE
                coalesce(d.shown, d.path) || '/' END || coalesce(f.shown, f.name) AS path,
            CASE WHEN d.path = '' THEN '' ELSE coalesce(d.shown, d.path) || '/' END
                || coalesce(f.shown, f.name) AS relative_path,
            f.kind, f.bytes,
            strftime('%Y-%m-%dT%H:%M:%fZ', f.modified_ns / 1e9, 'unixepoch') AS modified_at,
            i.file IS NOT NULL AS is_image, f.problem, f.hint, f.notes, f.link_target
        FROM _file f JOIN _folder d ON d.id = f.folder JOIN _copy c ON c.id = d.copy
            LEFT JOIN _image i ON i.file = f.id;

        CREATE VIEW images AS
        SELECT f.id AS image_id, i.series AS series_id, d.copy AS copy_id,
            rtrim(coalesce(c.shown, c.root), '/') || '/' || CASE WHEN d.path = '' THEN '' ELSE
                coalesce(d.shown, d.path) || '/' END || coalesce(f.shown, f.name) AS path,
            CASE WHEN d.path = '' THEN '' ELSE coalesce(d.shown, d.path) || '/' END
                || coalesce(f.shown, f.name) AS relative_path,
            f.kind AS format, f.bytes, i.shape, i.ni, i.nj, i.nk, i.nt, i.spacing_i, i.spacing_j,
            i.spacing_k, i.time_step_s, i.channels, i.stored_type, i.bits_stored, i.axis_codes, i.affine,
            i.rescale_slope, i.rescale_intercept, i.rescale_unit, i.modality, i.body_part, i.view_position,
            i.laterality, i.subject, i.session, i.patient_id, i.patient_sex, i.patient_age, i.study_uid,
            i.study_date, i.study_description, i.series_uid, i.series_number, i.series_description,
            i.sop_uid, i.instance_number, i.acquisition_number, i.temporal_position, i.echo_number,
            i.frames, i.photometric, i.transfer_syntax, i.task, i.acquisition, i.run, i.suffix, f.problem,
            f.notes
        FROM _image i JOIN _file f ON f.id = i.file JOIN _folder d ON d.id = f.folder
            JOIN _copy c ON c.id = d.copy;

        CREATE VIEW series AS
        SELECT s.id AS series_id, s.copy AS copy_id,
            rtrim(coalesce(c.shown, c.root), '/') || '/' || CASE WHEN d.path = '' THEN '' ELSE
                coalesce(d.shown, d.path) || '/' END || coalesce(f.shown, f.name) AS first_path,
            s.files, s.unreadable, s.bytes, s.format, s.modality, s.subject, s.session, s.patient_id, s.study_uid,
            s.series_uid, s.series_number, s.series_description, s.body_part, s.shape, s.ni, s.nj, s.nk,
            s.nt, s.spacing_i, s.spacing_j, s.spacing_k, s.axis_codes, s.stored_type, s.channels, s.volume
        FROM _series s JOIN _copy c ON c.id = s.copy LEFT JOIN _file f ON f.id = s.first_file
            LEFT JOIN _folder d ON d.id = f.folder;

        CREATE VIEW subjects AS
        SELECT d.copy AS copy_id, i.subject, max(i.patient_id) AS patient_id,
            max(i.patient_sex) AS patient_sex, count(DISTINCT i.session) AS sessions,
            count(DISTINCT i.study_uid) AS studies, count(DISTINCT i.series) AS series, count(*) AS images,
            group_concat(DISTINCT i.modality) AS modalities
        FROM _image i JOIN _file f ON f.id = i.file JOIN _folder d ON d.id = f.folder
        WHERE i.subject IS NOT NULL GROUP BY d.copy, i.subject;
        """
}
