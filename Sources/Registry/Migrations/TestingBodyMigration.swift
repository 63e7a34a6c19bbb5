import Storage

extension RegistryMigrations {
    /// 检验机构 of each agency (ELEM-01).
    static let testingBodies = Migration(
        "registry.intake-01-testing-bodies",
        """
        CREATE TABLE testing_body (
            serial SERIAL, id UUID NOT NULL CONSTRAINT testing_body_id UNIQUE, version BIGINT NOT NULL,
            organization_id UUID NOT NULL REFERENCES organization (id), status TEXT NOT NULL, name TEXT NOT NULL,
            credit_code TEXT NOT NULL, contact TEXT NOT NULL, phone_sealed BYTES, domains TEXT NOT NULL,
            created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)
        """,
        "CREATE UNIQUE INDEX testing_body_name ON testing_body (organization_id, name)",
        "CREATE INDEX testing_body_organization ON testing_body (organization_id, serial)"
    ).searchable("testing_body")
}
