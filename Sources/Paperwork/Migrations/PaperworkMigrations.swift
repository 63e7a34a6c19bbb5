import Storage

/// The schema of this target, in order; after those of Authority, Ledger and Vault.
package enum PaperworkMigrations {
    package static let all = [numbering, documents, checkpointNumbers, sortedLists, wideText]

    private static let checkpointNumbers = Migration(
        "paperwork.store-01-checkpoint-numbers", "ALTER TABLE enforcement_document ADD COLUMN checkpoint_number BIGINT",
        "CREATE INDEX enforcement_document_checkpoint ON enforcement_document (checkpoint_number)")

    private static let sortedLists = Migration(
        "paperwork.desk-01-sorted-lists",
        "CREATE INDEX enforcement_document_sorted_by_number ON enforcement_document (document_number, serial)")

    private static let numbering = Migration(
        "paperwork.0001-numbering",
        """
        CREATE TABLE document_number_rule (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL,
            organization_id UUID NOT NULL, document_kind TEXT NOT NULL,
            region_word TEXT NOT NULL, agency_word TEXT NOT NULL, document_word TEXT NOT NULL, digits BIGINT NOT NULL,
            created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL, updated_by UUID,
            CONSTRAINT document_number_rule_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX document_number_rule_id ON document_number_rule (id)",
        "CREATE UNIQUE INDEX document_number_rule_kind ON document_number_rule (organization_id, document_kind)",
        "CREATE INDEX document_number_rule_list ON document_number_rule (organization_id, serial)",
        """
        CREATE TABLE document_counter (
            organization_id UUID NOT NULL, document_word TEXT NOT NULL, year BIGINT NOT NULL, last BIGINT NOT NULL,
            PRIMARY KEY (organization_id, document_word, year),
            CONSTRAINT document_counter_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """
    )

    /// The content is sealed as a whole: it holds telephone numbers (SEC-06). Its hash stands in the ledger.
    private static let documents = Migration(
        "paperwork.0002-documents",
        """
        CREATE TABLE enforcement_document (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
            organization_id UUID NOT NULL, document_number TEXT NOT NULL,
            document_word TEXT NOT NULL, year BIGINT NOT NULL, sequence BIGINT NOT NULL,
            matter_noun TEXT NOT NULL, matter_id UUID NOT NULL, party_name TEXT NOT NULL,
            content_sealed BYTES NOT NULL, content_hash BYTES NOT NULL, check_code TEXT NOT NULL,
            checkpoint_size BIGINT, checkpoint_root BYTES,
            check_address TEXT NOT NULL, pdf_hash BYTES,
            made_by UUID, maker_name TEXT NOT NULL, confirmed_at BIGINT NOT NULL,
            voided_at BIGINT, void_reason TEXT NOT NULL, updated_at BIGINT NOT NULL,
            CONSTRAINT enforcement_document_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX enforcement_document_id ON enforcement_document (id)",
        "CREATE UNIQUE INDEX enforcement_document_number ON enforcement_document (organization_id, document_word, year, sequence)",
        "CREATE UNIQUE INDEX enforcement_document_check_code ON enforcement_document (check_code)",
        "CREATE UNIQUE INDEX enforcement_document_single ON enforcement_document (matter_id, kind) WHERE status <> 'voided'",
        "CREATE INDEX enforcement_document_matter ON enforcement_document (matter_id, serial)",
        "CREATE INDEX enforcement_document_list ON enforcement_document (organization_id, serial)",
        "CREATE INDEX enforcement_document_kind ON enforcement_document (kind, serial)",
        "CREATE INDEX enforcement_document_status ON enforcement_document (status, serial)",
        "CREATE INDEX enforcement_document_confirmed ON enforcement_document (confirmed_at, serial)"
    ).searchable("enforcement_document")

    /// Wide letters and digits are found as narrow ones.
    private static let wideText = Migration("paperwork.phone-01-wide-text").refolded("enforcement_document")
}
