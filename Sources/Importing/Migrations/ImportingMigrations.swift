import Storage

/// The tables of this target, in order. Their names begin with `registry`, where they were made first.
package enum ImportingMigrations {
    package static let all = [imports, importChanges, importTouches, formerContents]

    /// What is wrong with the rows of an imported file, kept with the job that found it.
    private static let imports = Migration(
        "registry.0012-imports",
        """
        CREATE TABLE import_problem (
            serial SERIAL, job_id UUID NOT NULL, row_number BIGINT NOT NULL, column_name TEXT NOT NULL,
            message TEXT NOT NULL,
            CONSTRAINT import_problem_job FOREIGN KEY (job_id) REFERENCES job (id))
        """,
        "CREATE INDEX import_problem_by_row ON import_problem (job_id, row_number, serial)"
    )

    /// What an import would change, kept with the job that looked ahead.
    private static let importChanges = Migration(
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
    private static let importTouches = Migration(
        "registry.intake-04-import-touches",
        """
        CREATE TABLE import_touch (
            serial SERIAL, job_id UUID NOT NULL, subject_id UUID NOT NULL, version_before BIGINT, version_after BIGINT NOT NULL,
            CONSTRAINT import_touch_job FOREIGN KEY (job_id) REFERENCES job (id))
        """,
        "CREATE INDEX import_touch_by_job ON import_touch (job_id, serial)"
    )

    /// What a record was before the import changed it, where its library doesn't keep former states.
    private static let formerContents = Migration(
        "importing.0004-former-contents", "ALTER TABLE import_touch ADD COLUMN former_sealed BYTES")
}
