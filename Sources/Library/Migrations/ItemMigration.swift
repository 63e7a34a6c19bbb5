import Storage

extension LibraryMigrations {
    /// Supervision items and spot-check items are one kind of thing in one table, so that plans and tasks refer to
    /// either alike (ITEM-01, ITEM-02).
    package static let items = Migration(
        "registry.0002-items",
        """
        CREATE TABLE item (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL,
            kind TEXT NOT NULL, item_code TEXT NOT NULL, name TEXT NOT NULL, domain TEXT NOT NULL,
            legal_basis TEXT NOT NULL, subject_classes TEXT NOT NULL, level TEXT NOT NULL,
            organization_id UUID NOT NULL, status TEXT NOT NULL,
            created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL,
            CONSTRAINT item_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX item_id ON item (id)",
        "CREATE UNIQUE INDEX item_item_code ON item (item_code)",
        "CREATE INDEX item_kind ON item (kind, serial)",
        "CREATE INDEX item_domain ON item (domain, kind, serial)",
        "CREATE INDEX item_status ON item (status, kind, serial)",
        "CREATE INDEX item_organization ON item (organization_id, serial)",
        """
        CREATE TABLE spot_check_item_part (
            spot_check_item_id UUID NOT NULL, supervision_item_id UUID NOT NULL,
            PRIMARY KEY (spot_check_item_id, supervision_item_id),
            CONSTRAINT spot_check_item_part_whole FOREIGN KEY (spot_check_item_id) REFERENCES item (id),
            CONSTRAINT spot_check_item_part_item FOREIGN KEY (supervision_item_id) REFERENCES item (id))
        """,
        "CREATE INDEX spot_check_item_part_item ON spot_check_item_part (supervision_item_id)",
        """
        CREATE TABLE item_claim (
            item_id UUID NOT NULL, organization_id UUID NOT NULL, claimed_at BIGINT NOT NULL, claimed_by UUID NOT NULL,
            PRIMARY KEY (organization_id, item_id),
            CONSTRAINT item_claim_item FOREIGN KEY (item_id) REFERENCES item (id),
            CONSTRAINT item_claim_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE INDEX item_claim_item ON item_claim (item_id, organization_id)"
    ).searchable("item")
}
