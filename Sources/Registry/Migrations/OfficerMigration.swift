import Storage

extension RegistryMigrations {
    /// A person is in the library of one agency at a time (OFCR-03); who was withdrawn no longer counts.
    static let officers = Migration(
        "registry.0011-officers",
        """
        CREATE TABLE enforcement_officer (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL,
            full_name TEXT NOT NULL, citizen_id_sealed BYTES NOT NULL, citizen_id_index BYTES NOT NULL,
            citizen_id_masked TEXT NOT NULL, position TEXT NOT NULL, phone_sealed BYTES NOT NULL,
            phone_masked TEXT NOT NULL, organization_id UUID NOT NULL, certificate_number TEXT NOT NULL,
            certificate_valid_until TEXT NOT NULL, qualification TEXT NOT NULL, delegating_agency TEXT NOT NULL,
            delegated_from TEXT, delegated_until TEXT, domains TEXT NOT NULL, is_leader BIGINT NOT NULL,
            status TEXT NOT NULL, account_id UUID, created_at BIGINT NOT NULL, created_by UUID,
            updated_at BIGINT NOT NULL,
            CONSTRAINT enforcement_officer_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX enforcement_officer_id ON enforcement_officer (id)",
        """
        CREATE UNIQUE INDEX enforcement_officer_citizen_id ON enforcement_officer (citizen_id_index)
            WHERE status <> 'withdrawn'
        """,
        """
        CREATE UNIQUE INDEX enforcement_officer_certificate_number ON enforcement_officer (certificate_number)
            WHERE status <> 'withdrawn'
        """,
        "CREATE INDEX enforcement_officer_certificate ON enforcement_officer (certificate_number, serial)",
        "CREATE INDEX enforcement_officer_organization_state ON enforcement_officer (organization_id, status, serial)",
        "CREATE INDEX enforcement_officer_organization_all ON enforcement_officer (organization_id, serial)",
        "CREATE INDEX enforcement_officer_status ON enforcement_officer (status, serial)",
        "CREATE INDEX enforcement_officer_qualification ON enforcement_officer (qualification, serial)",
        "CREATE INDEX enforcement_officer_leader ON enforcement_officer (is_leader, serial)",
        "CREATE INDEX enforcement_officer_validity ON enforcement_officer (certificate_valid_until, serial)"
    ).searchable("enforcement_officer")
}
