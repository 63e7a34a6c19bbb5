import Storage

extension RegistryMigrations {
    /// Further fields of an organisation object (A.6).
    static let subjectDetails = Migration(
        "registry.0013-subject-details",
        "ALTER TABLE regulated_subject ADD COLUMN postcode TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE regulated_subject ADD COLUMN established_on TEXT",
        "ALTER TABLE regulated_subject ADD COLUMN business_scope TEXT NOT NULL DEFAULT ''"
    )
}
