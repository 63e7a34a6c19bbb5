import Storage

extension RegistryMigrations {
    /// What an agency notes of the objects of its directory (SUBJ-05…08).
    static let annotations = Migration(
        "registry.0024-annotations",
        """
        CREATE TABLE regulatory_area (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, organization_id UUID NOT NULL, name TEXT NOT NULL,
            is_enabled BIGINT NOT NULL,
            CONSTRAINT regulatory_area_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX regulatory_area_id ON regulatory_area (id)",
        "CREATE UNIQUE INDEX regulatory_area_name ON regulatory_area (organization_id, name)",
        "ALTER TABLE regulated_subject ADD COLUMN area_id UUID REFERENCES regulatory_area (id)",
        "CREATE INDEX regulated_subject_area ON regulated_subject (area_id) WHERE area_id IS NOT NULL",
        """
        CREATE TABLE annotated_item (
            subject_id UUID NOT NULL REFERENCES regulated_subject (id),
            organization_id UUID NOT NULL REFERENCES organization (id),
            item_id UUID NOT NULL REFERENCES item (id),
            PRIMARY KEY (subject_id, organization_id, item_id))
        """,
        "CREATE INDEX annotated_item_by_agency ON annotated_item (organization_id, item_id)",
        "CREATE INDEX annotated_item_by_item ON annotated_item (item_id)",
        """
        CREATE TABLE annotated_tag (
            subject_id UUID NOT NULL REFERENCES regulated_subject (id),
            organization_id UUID NOT NULL REFERENCES organization (id), tag TEXT NOT NULL,
            PRIMARY KEY (subject_id, organization_id, tag))
        """,
        "CREATE INDEX annotated_tag_by_agency ON annotated_tag (organization_id, tag)",
        """
        CREATE TABLE subject_link (
            serial SERIAL, id UUID NOT NULL, subject_id UUID NOT NULL, linked_id UUID NOT NULL, relation TEXT NOT NULL,
            CONSTRAINT subject_link_subject FOREIGN KEY (subject_id) REFERENCES regulated_subject (id),
            CONSTRAINT subject_link_linked FOREIGN KEY (linked_id) REFERENCES regulated_subject (id))
        """,
        "CREATE UNIQUE INDEX subject_link_id ON subject_link (id)",
        "CREATE UNIQUE INDEX subject_link_once ON subject_link (subject_id, linked_id)",
        "CREATE INDEX subject_link_by_linked ON subject_link (linked_id)"
    )
}
