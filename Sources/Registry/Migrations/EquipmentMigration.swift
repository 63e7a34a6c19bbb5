import Storage

extension RegistryMigrations {
    /// Plants and equipment of the enterprises of the four trades (A.8).
    static let equipment = Migration(
        "registry.0016-equipment",
        """
        CREATE TABLE workshop (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, subject_id UUID NOT NULL, trade TEXT NOT NULL,
            production_unit TEXT NOT NULL, name TEXT NOT NULL, premises TEXT NOT NULL, other_premise TEXT NOT NULL,
            CONSTRAINT workshop_subject FOREIGN KEY (subject_id) REFERENCES regulated_subject (id))
        """,
        "CREATE UNIQUE INDEX workshop_id ON workshop (id)",
        "CREATE UNIQUE INDEX workshop_name ON workshop (subject_id, trade, production_unit, name)",
        """
        CREATE TABLE equipment (
            serial SERIAL, id UUID NOT NULL, subject_id UUID NOT NULL, workshop_id UUID NOT NULL, kind TEXT NOT NULL,
            number BIGINT NOT NULL, label TEXT NOT NULL, specification TEXT NOT NULL, unit TEXT NOT NULL,
            details TEXT NOT NULL, is_inspected BIGINT NOT NULL,
            CONSTRAINT equipment_subject FOREIGN KEY (subject_id) REFERENCES regulated_subject (id),
            CONSTRAINT equipment_workshop FOREIGN KEY (workshop_id) REFERENCES workshop (id))
        """,
        "CREATE UNIQUE INDEX equipment_id ON equipment (id)",
        "CREATE UNIQUE INDEX equipment_number ON equipment (workshop_id, kind, number)",
        "CREATE INDEX equipment_subject ON equipment (subject_id)"
    )
}
