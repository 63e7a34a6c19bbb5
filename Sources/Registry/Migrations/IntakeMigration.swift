import Storage

extension RegistryMigrations {
    /// What an import would change, kept with the job that looked ahead.
    static let importChanges = Migration(
        "registry.intake-01-import-changes",
        """
        CREATE TABLE import_change (
            serial SERIAL, job_id UUID NOT NULL, name TEXT NOT NULL, column_name TEXT NOT NULL,
            former TEXT NOT NULL, later TEXT NOT NULL,
            CONSTRAINT import_change_job FOREIGN KEY (job_id) REFERENCES job (id))
        """,
        "CREATE INDEX import_change_by_job ON import_change (job_id, serial)"
    )

    /// What an import has made or changed, until it is taken back.
    static let importTouches = Migration(
        "registry.intake-04-import-touches",
        """
        CREATE TABLE import_touch (
            serial SERIAL, job_id UUID NOT NULL, subject_id UUID NOT NULL, version_before BIGINT, version_after BIGINT NOT NULL,
            CONSTRAINT import_touch_job FOREIGN KEY (job_id) REFERENCES job (id))
        """,
        "CREATE INDEX import_touch_by_job ON import_touch (job_id, serial)"
    )

    /// Objects are found by the part of their code that names the organisation.
    static let codeParts = Migration(
        "registry.intake-03-code-parts",
        "CREATE INDEX regulated_subject_code_part ON regulated_subject (substr(code, 9))"
    )

    /// What was read of a file before it enters the law library (LIB-03).
    static let lawReadings = Migration(
        "registry.intake-02-law-readings",
        "ALTER TABLE statute_file ADD COLUMN reading TEXT NOT NULL DEFAULT ''"
    )
}
