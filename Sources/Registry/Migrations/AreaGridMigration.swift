import Storage

extension RegistryMigrations {
    /// Outlines of areas, who is responsible, and which objects somebody has put into an area by hand (ELEM-05).
    static let areaGrid = Migration(
        "registry.0031-area-grid",
        "ALTER TABLE regulatory_area ADD COLUMN boundary TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE regulatory_area ADD COLUMN address_words TEXT NOT NULL DEFAULT ''",
        """
        CREATE TABLE regulatory_area_officer (
            area_id UUID NOT NULL REFERENCES regulatory_area (id), officer_id UUID NOT NULL REFERENCES enforcement_officer (id),
            PRIMARY KEY (area_id, officer_id))
        """,
        "CREATE INDEX regulatory_area_officer_by_officer ON regulatory_area_officer (officer_id)",
        "ALTER TABLE regulated_subject ADD COLUMN area_by_hand BIGINT NOT NULL DEFAULT 0",
        "UPDATE regulated_subject SET area_by_hand = 1 WHERE area_id IS NOT NULL",
        // the few that have a place, of an agency
        "CREATE INDEX regulated_subject_placed ON regulated_subject (jurisdiction_id, latitude) WHERE latitude IS NOT NULL"
    )
}
