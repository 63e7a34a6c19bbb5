import Storage

extension RegistryMigrations {
    /// Persons and attached objects in the library (SUBJ-01, SUBJ-02, A.7).
    static let subjectKinds = Migration(
        "registry.0014-subject-kinds",
        "ALTER TABLE regulated_subject ADD COLUMN kind TEXT NOT NULL DEFAULT 'organization'",
        // a keyed digest of what makes it the same object; an organisation with its code has none
        "ALTER TABLE regulated_subject ADD COLUMN identity_index BYTES",
        "ALTER TABLE regulated_subject ADD COLUMN citizen_id_sealed BYTES",
        "ALTER TABLE regulated_subject ADD COLUMN citizen_id_masked TEXT NOT NULL DEFAULT ''",
        // the fields of its kind, as JSON
        "ALTER TABLE regulated_subject ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",
        "CREATE UNIQUE INDEX regulated_subject_identity ON regulated_subject (identity_index) WHERE identity_index IS NOT NULL"
    )
}
