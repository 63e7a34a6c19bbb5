import Storage

extension LibraryMigrations {
    /// Result templates of agencies (ITEM-22); the delivered ones are part of the program.
    static let resultTemplates = Migration(
        "registry.0027-result-templates",
        """
        CREATE TABLE result_template (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL, organization_id UUID NOT NULL,
            content TEXT NOT NULL, status TEXT NOT NULL, created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL,
            CONSTRAINT result_template_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX result_template_id ON result_template (id)",
        "CREATE UNIQUE INDEX result_template_name ON result_template (organization_id, name)",
        "CREATE INDEX result_template_organization ON result_template (organization_id, serial)"
    )
}
