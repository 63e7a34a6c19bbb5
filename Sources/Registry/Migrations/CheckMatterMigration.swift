import Storage

extension RegistryMigrations {
    /// 检查事项清单 (ITEM-14 to ITEM-18): check contents that forms are made of, delivered or of an agency's own; and the
    /// inspection types that gather them (ITEM-19).
    static let checkMatters = Migration(
        "registry.0023-check-matters",
        """
        CREATE TABLE check_matter (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, origin TEXT NOT NULL, organization_id UUID,
            sheet TEXT NOT NULL, category TEXT NOT NULL, content TEXT NOT NULL, method TEXT NOT NULL,
            violated TEXT NOT NULL, penalty TEXT NOT NULL, equipment_kinds TEXT NOT NULL, phrases TEXT NOT NULL,
            is_key BIGINT NOT NULL, status TEXT NOT NULL,
            created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL,
            CONSTRAINT check_matter_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX check_matter_id ON check_matter (id)",
        "CREATE INDEX check_matter_organization ON check_matter (organization_id, sheet, serial)",
        "CREATE INDEX check_matter_sheet ON check_matter (origin, sheet, serial)",
        """
        CREATE TABLE inspection_type (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, name TEXT NOT NULL, organization_id UUID NOT NULL,
            account_id UUID, status TEXT NOT NULL, created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL,
            CONSTRAINT inspection_type_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX inspection_type_id ON inspection_type (id)",
        "CREATE INDEX inspection_type_organization ON inspection_type (organization_id, serial)",
        """
        CREATE TABLE inspection_type_matter (
            type_id UUID NOT NULL, matter_id UUID NOT NULL, number BIGINT NOT NULL,
            PRIMARY KEY (type_id, matter_id),
            CONSTRAINT inspection_type_matter_type FOREIGN KEY (type_id) REFERENCES inspection_type (id),
            CONSTRAINT inspection_type_matter_matter FOREIGN KEY (matter_id) REFERENCES check_matter (id))
        """,
        "CREATE INDEX inspection_type_matter_matter ON inspection_type_matter (matter_id)"
    ).searchable("check_matter").searchable("inspection_type")
}
