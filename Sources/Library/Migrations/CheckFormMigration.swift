import Storage

extension LibraryMigrations {
    /// A form is what people name and choose; what stands in it belongs to its versions (ITEM-13).
    static let checkForms = Migration(
        "registry.0003-check-forms",
        """
        CREATE TABLE check_form (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL,
            name TEXT NOT NULL, scope_level TEXT NOT NULL, organization_id UUID NOT NULL, modes TEXT NOT NULL,
            status TEXT NOT NULL, kind TEXT NOT NULL, created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL,
            CONSTRAINT check_form_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX check_form_id ON check_form (id)",
        "CREATE UNIQUE INDEX check_form_name ON check_form (organization_id, name)",
        "CREATE INDEX check_form_organization ON check_form (organization_id, serial)",
        "CREATE INDEX check_form_status ON check_form (status, serial)",
        "CREATE INDEX check_form_kind ON check_form (kind, serial)",
        """
        CREATE TABLE check_form_item (
            form_id UUID NOT NULL, item_id UUID NOT NULL,
            PRIMARY KEY (form_id, item_id),
            CONSTRAINT check_form_item_form FOREIGN KEY (form_id) REFERENCES check_form (id),
            CONSTRAINT check_form_item_item FOREIGN KEY (item_id) REFERENCES item (id))
        """,
        "CREATE INDEX check_form_item_item ON check_form_item (item_id, form_id)",
        """
        CREATE TABLE check_form_version (
            serial SERIAL, id UUID NOT NULL, form_id UUID NOT NULL, number BIGINT NOT NULL,
            answer_scale TEXT NOT NULL, content TEXT NOT NULL, result_template TEXT NOT NULL, status TEXT NOT NULL,
            enabled_at BIGINT, created_at BIGINT NOT NULL, created_by UUID,
            CONSTRAINT check_form_version_form FOREIGN KEY (form_id) REFERENCES check_form (id))
        """,
        "CREATE UNIQUE INDEX check_form_version_id ON check_form_version (id)",
        "CREATE UNIQUE INDEX check_form_version_number ON check_form_version (form_id, number)",
        "CREATE INDEX check_form_version_status ON check_form_version (form_id, status)"
    ).searchable("check_form")
}
