/// The second step of the schema: what the images of a series have in common is kept once.
///
/// Rows of images were four times as long before, and most of it was the same from slice to slice.
extension IndexSchema {
    /// What images have in common, in the order in which rows are written.
    static let commonColumns = [
        "shape", "ni", "nj", "nk", "nt", "spacing_i", "spacing_j", "spacing_k", "time_step_s", "channels",
        "stored_type", "bits_stored", "axis_codes", "rescale_unit", "patient_id", "patient_sex",
        "patient_age",
        "study_uid", "study_date", "study_description", "series_uid", "series_number", "series_description",
        "frames", "body_part", "view_position", "laterality", "photometric", "transfer_syntax",
    ]
    /// What tells one image from another.
    static let imageColumns = [
        "affine", "rescale_slope", "rescale_intercept", "sop_uid", "instance_number", "acquisition_number",
        "temporal_position", "echo_number", "modality", "subject", "session", "task", "acquisition", "run",
        "suffix",
    ]

    /// A row of `_common` is of one series, and goes when no image of it needs it any more.
    ///
    /// Images do not name it as a foreign key, for then each row that goes would have all images looked through.
    static let splitImages = """
        DROP VIEW images;
        DROP VIEW subjects;
        CREATE TEMP TABLE image_before AS SELECT * FROM _image;
        DROP TABLE _image;

        CREATE TABLE _common (
            id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES _series (id) ON DELETE CASCADE,
            shape TEXT, ni INTEGER, nj INTEGER, nk INTEGER, nt INTEGER, spacing_i REAL, spacing_j REAL,
            spacing_k REAL, time_step_s REAL, channels INTEGER, stored_type TEXT, bits_stored INTEGER,
            axis_codes TEXT, rescale_unit TEXT, patient_id TEXT, patient_sex TEXT, patient_age TEXT,
            study_uid TEXT, study_date TEXT, study_description TEXT, series_uid TEXT, series_number INTEGER,
            series_description TEXT, frames INTEGER, body_part TEXT, view_position TEXT, laterality TEXT,
            photometric TEXT, transfer_syntax TEXT);
        CREATE INDEX _common_by_series ON _common (series);
        CREATE TABLE _image (
            file INTEGER PRIMARY KEY REFERENCES _file (id) ON DELETE CASCADE,
            series INTEGER NOT NULL REFERENCES _series (id), common INTEGER NOT NULL, affine TEXT,
            rescale_slope REAL, rescale_intercept REAL, sop_uid TEXT, instance_number INTEGER,
            acquisition_number INTEGER, temporal_position INTEGER, echo_number INTEGER, modality TEXT,
            subject TEXT, session TEXT, task TEXT, acquisition TEXT, run TEXT, suffix TEXT);

        INSERT INTO _common (series, \(commonColumns.joined(separator: ", ")))
        SELECT DISTINCT series, \(commonColumns.joined(separator: ", ")) FROM image_before;
        INSERT INTO _image (file, series, common, \(imageColumns.joined(separator: ", ")))
        SELECT i.file, i.series, c.id, \(imageColumns.map { "i.\($0)" }.joined(separator: ", "))
        FROM image_before i JOIN _common c ON c.series = i.series
            AND \(commonColumns.map { "c.\($0) IS i.\($0)" }.joined(separator: " AND "));
        DROP TABLE image_before;
        CREATE INDEX _image_by_series ON _image (series);
        CREATE INDEX _file_problems ON _file (folder) WHERE problem IS NOT NULL;

        CREATE VIEW images AS
        SELECT f.id AS image_id, i.series AS series_id, d.copy AS copy_id,
            rtrim(coalesce(c.shown, c.root), '/') || '/' || CASE WHEN d.path = '' THEN '' ELSE
                coalesce(d.shown, d.path) || '/' END || coalesce(f.shown, f.name) AS path,
            CASE WHEN d.path = '' THEN '' ELSE coalesce(d.shown, d.path) || '/' END
                || coalesce(f.shown, f.name) AS relative_path,
            f.kind AS format, f.bytes, m.shape, m.ni, m.nj, m.nk, m.nt, m.spacing_i, m.spacing_j,
            m.spacing_k, m.time_step_s, m.channels, m.stored_type, m.bits_stored, m.axis_codes, i.affine,
            i.rescale_slope, i.rescale_intercept, m.rescale_unit, i.modality, m.body_part, m.view_position,
            m.laterality, i.subject, i.session, m.patient_id, m.patient_sex, m.patient_age, m.study_uid,
            m.study_date, m.study_description, m.series_uid, m.series_number, m.series_description,
            i.sop_uid, i.instance_number, i.acquisition_number, i.temporal_position, i.echo_number,
            m.frames, m.photometric, m.transfer_syntax, i.task, i.acquisition, i.run, i.suffix, f.problem,
            f.notes
        FROM _image i JOIN _common m ON m.id = i.common JOIN _file f ON f.id = i.file
            JOIN _folder d ON d.id = f.folder JOIN _copy c ON c.id = d.copy;

        CREATE VIEW subjects AS
        SELECT d.copy AS copy_id, i.subject, max(m.patient_id) AS patient_id,
            max(m.patient_sex) AS patient_sex, count(DISTINCT i.session) AS sessions,
            count(DISTINCT m.study_uid) AS studies, count(DISTINCT i.series) AS series, count(*) AS images,
            group_concat(DISTINCT i.modality) AS modalities
        FROM _image i JOIN _common m ON m.id = i.common JOIN _file f ON f.id = i.file
            JOIN _folder d ON d.id = f.folder
        WHERE i.subject IS NOT NULL GROUP BY d.copy, i.subject;
        """
}
