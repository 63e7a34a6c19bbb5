import Storage

extension RegistryMigrations {
    /// Drafts, writing off, and what enterprises are sorted by (SUBJ-15, SUBJ-18, SUBJ-19, SUBJ-29, A.6).
    static let subjectStates = Migration(
        "registry.0015-subject-states",
        // whose draft it is; nobody else sees it (SUBJ-18)
        "ALTER TABLE regulated_subject ADD COLUMN author_agency_id UUID REFERENCES organization (id)",
        "ALTER TABLE regulated_subject ADD COLUMN safety_element TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE regulated_subject ADD COLUMN categories TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE regulated_subject ADD COLUMN capacity TEXT NOT NULL DEFAULT ''",
        // in millionths of a degree, WGS 84
        "ALTER TABLE regulated_subject ADD COLUMN latitude BIGINT",
        "ALTER TABLE regulated_subject ADD COLUMN longitude BIGINT",
        "ALTER TABLE regulated_subject ADD COLUMN written_off_on TEXT",
        "ALTER TABLE regulated_subject ADD COLUMN written_off_by TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE regulated_subject ADD COLUMN written_off_reason TEXT NOT NULL DEFAULT ''",
        // a keyed digest of the record, with the version that it is true of (SUBJ-13)
        "ALTER TABLE regulated_subject ADD COLUMN content_mark BYTES",
        "CREATE INDEX regulated_subject_author ON regulated_subject (author_agency_id) WHERE author_agency_id IS NOT NULL",
        "CREATE INDEX regulated_subject_latitude ON regulated_subject (latitude, longitude) WHERE latitude IS NOT NULL"
    )
}
