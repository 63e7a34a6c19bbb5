import Storage

extension RegistryMigrations {
    /// 人员库 for officer draws (OFCR-07); who leads is marked in each pool (OFCR-08).
    static let officerPools = Migration(
        "registry.0018-officer-pools",
        """
        CREATE TABLE officer_pool (
            serial SERIAL, id UUID NOT NULL CONSTRAINT officer_pool_id UNIQUE, version BIGINT NOT NULL,
            organization_id UUID NOT NULL REFERENCES organization (id), name TEXT NOT NULL, status TEXT NOT NULL,
            created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL)
        """,
        "CREATE UNIQUE INDEX officer_pool_name ON officer_pool (organization_id, name)",
        "CREATE INDEX officer_pool_organization ON officer_pool (organization_id, serial)",
        """
        CREATE TABLE officer_pool_member (
            pool_id UUID NOT NULL REFERENCES officer_pool (id), officer_id UUID NOT NULL REFERENCES enforcement_officer (id),
            is_leader BIGINT NOT NULL, PRIMARY KEY (pool_id, officer_id))
        """,
        "CREATE INDEX officer_pool_member_officer ON officer_pool_member (officer_id)"
    ).searchable("officer_pool")
}
