import Storage

extension RegistryMigrations {
    /// 检查频次 of each agency (PLAN-25).
    static let inspectionFrequencies = Migration(
        "registry.plans-01-inspection-frequencies",
        """
        CREATE TABLE inspection_frequency (
            serial SERIAL, id UUID NOT NULL CONSTRAINT inspection_frequency_id UNIQUE, version BIGINT NOT NULL,
            organization_id UUID NOT NULL REFERENCES organization (id), status TEXT NOT NULL, name TEXT NOT NULL,
            category TEXT, trade TEXT NOT NULL, times_a BIGINT NOT NULL, times_b BIGINT NOT NULL, times_c BIGINT NOT NULL,
            times_d BIGINT NOT NULL, times_unrated BIGINT NOT NULL, more_for_bad_credit BIGINT, fewer_for_good_credit BIGINT,
            created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)
        """,
        "CREATE UNIQUE INDEX inspection_frequency_name ON inspection_frequency (organization_id, name)",
        "CREATE INDEX inspection_frequency_organization ON inspection_frequency (organization_id, serial)"
    ).searchable("inspection_frequency")
}
