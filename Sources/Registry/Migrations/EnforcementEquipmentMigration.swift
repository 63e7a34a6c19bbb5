import Storage

extension RegistryMigrations {
    /// 执法装备 with its issue and return (ELEM-02).
    static let enforcementEquipment = Migration(
        "registry.0017-enforcement-equipment",
        """
        CREATE TABLE enforcement_equipment (
            serial SERIAL, id UUID NOT NULL CONSTRAINT enforcement_equipment_id UNIQUE, version BIGINT NOT NULL,
            organization_id UUID NOT NULL REFERENCES organization (id), kind TEXT NOT NULL, number TEXT NOT NULL,
            model TEXT NOT NULL, calibrated_until TEXT, status TEXT NOT NULL,
            holder_id UUID REFERENCES enforcement_officer (id),
            created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL)
        """,
        "CREATE UNIQUE INDEX enforcement_equipment_number ON enforcement_equipment (organization_id, number)",
        "CREATE INDEX enforcement_equipment_organization ON enforcement_equipment (organization_id, serial)",
        "CREATE INDEX enforcement_equipment_holder ON enforcement_equipment (holder_id)",
        """
        CREATE TABLE enforcement_equipment_movement (
            serial SERIAL, equipment_id UUID NOT NULL REFERENCES enforcement_equipment (id), is_issue BIGINT NOT NULL,
            officer_name TEXT NOT NULL, moved_at BIGINT NOT NULL, moved_by UUID NOT NULL, moved_by_name TEXT NOT NULL,
            note TEXT NOT NULL)
        """,
        "CREATE INDEX enforcement_equipment_movement_equipment ON enforcement_equipment_movement (equipment_id, serial)"
    ).searchable("enforcement_equipment")
}
