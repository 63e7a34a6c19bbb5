import Storage

extension LibraryMigrations {
    /// The law library (LIB-01 to LIB-03): statutes, and their articles in every wording with its period.
    package static let laws = Migration(
        "registry.0020-laws",
        """
        CREATE TABLE statute (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL,
            title TEXT NOT NULL, title_key TEXT NOT NULL, kind TEXT NOT NULL, document_number TEXT NOT NULL,
            issuer TEXT NOT NULL, promulgated_on TEXT, effective_on TEXT NOT NULL, repealed_on TEXT, replaced_by UUID,
            preamble TEXT NOT NULL, organization_id UUID,
            created_at BIGINT NOT NULL, created_by UUID, updated_at BIGINT NOT NULL,
            CONSTRAINT statute_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX statute_id ON statute (id)",
        "CREATE UNIQUE INDEX statute_title ON statute (title_key, effective_on)",
        "CREATE INDEX statute_kind ON statute (kind, serial)",
        "CREATE INDEX statute_organization ON statute (organization_id, serial)",
        """
        CREATE TABLE statute_article (
            serial SERIAL, id UUID NOT NULL, statute_id UUID NOT NULL, article_key TEXT NOT NULL,
            position BIGINT NOT NULL, headings TEXT NOT NULL, content TEXT NOT NULL,
            valid_from TEXT NOT NULL, valid_until TEXT, basis TEXT NOT NULL,
            CONSTRAINT statute_article_statute FOREIGN KEY (statute_id) REFERENCES statute (id))
        """,
        "CREATE UNIQUE INDEX statute_article_id ON statute_article (id)",
        "CREATE UNIQUE INDEX statute_article_wording ON statute_article (statute_id, article_key, valid_from)",
        "CREATE INDEX statute_article_position ON statute_article (statute_id, position, valid_from)"
    ).searchable("statute").searchable("statute_article")

    /// The files of an import of statutes, with what became of each (LIB-03).
    static let lawImports = Migration(
        "registry.0021-law-imports",
        """
        CREATE TABLE statute_file (
            serial SERIAL, job_id UUID NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
            outcome TEXT NOT NULL, message TEXT NOT NULL, statute_id UUID,
            CONSTRAINT statute_file_job FOREIGN KEY (job_id) REFERENCES job (id))
        """,
        "CREATE UNIQUE INDEX statute_file_number ON statute_file (job_id, number)"
    )

    /// Rules of law (BEY-20); a row is never changed but for the end of its period.
    static let legalRules = Migration(
        "registry.0022-legal-rules",
        """
        CREATE TABLE legal_rule (
            serial SERIAL, id UUID NOT NULL, code TEXT NOT NULL, statute TEXT NOT NULL, article_key TEXT NOT NULL,
            paragraph BIGINT, limits TEXT NOT NULL, numbers TEXT NOT NULL, verification TEXT NOT NULL,
            valid_from TEXT NOT NULL, valid_until TEXT, basis TEXT NOT NULL, created_at BIGINT NOT NULL, created_by UUID)
        """,
        "CREATE UNIQUE INDEX legal_rule_id ON legal_rule (id)",
        "CREATE UNIQUE INDEX legal_rule_period ON legal_rule (code, valid_from)"
    ).searchable("legal_rule")
}
