import Storage

extension RegistryMigrations {
    /// What is wrong with the rows of an imported file, kept with the job that found it.
    static let imports = Migration(
        "registry.0012-imports",
        """
        CREATE TABLE import_problem (
            serial SERIAL, job_id UUID NOT NULL, row_number BIGINT NOT NULL, column_name TEXT NOT NULL,
            message TEXT NOT NULL,
            CONSTRAINT import_problem_job FOREIGN KEY (job_id) REFERENCES job (id))
        """,
        "CREATE INDEX import_problem_by_row ON import_problem (job_id, row_number, serial)"
    )

    /// Further fields of an organisation object (A.6).
    static let subjectDetails = Migration(
        "registry.0013-subject-details",
        "ALTER TABLE regulated_subject ADD COLUMN postcode TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE regulated_subject ADD COLUMN established_on TEXT",
        "ALTER TABLE regulated_subject ADD COLUMN business_scope TEXT NOT NULL DEFAULT ''"
    )
}
