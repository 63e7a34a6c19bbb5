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
}
