import Storage

extension RegistryMigrations {
    static let subjects = Migration(
        "registry.0001-subjects",
        """
        CREATE TABLE regulated_subject (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL,
            class TEXT NOT NULL, name TEXT NOT NULL, alias TEXT NOT NULL,
            code TEXT NOT NULL, code_tail TEXT NOT NULL, entity_kind TEXT NOT NULL, registration_status TEXT NOT NULL,
            legal_representative TEXT NOT NULL, representative_position TEXT NOT NULL, liaison TEXT NOT NULL,
            phone_sealed BYTES, phone_masked TEXT NOT NULL,
            registered_address TEXT NOT NULL, business_address TEXT NOT NULL, division_code TEXT NOT NULL,
            trades TEXT NOT NULL, jurisdiction_id UUID NOT NULL, risk_level TEXT NOT NULL,
            public_credit TEXT NOT NULL, trade_credit TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL,
            created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
            CONSTRAINT regulated_subject_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX regulated_subject_id ON regulated_subject (id)",
        "CREATE UNIQUE INDEX regulated_subject_code ON regulated_subject (code)",
        "CREATE INDEX regulated_subject_code_tail ON regulated_subject (code_tail, serial)",
        // whatever else a list is filtered by is in the search index
        "CREATE INDEX regulated_subject_jurisdiction ON regulated_subject (jurisdiction_id, serial)"
    ).searchable("regulated_subject")
}
