import Storage

extension RegistryMigrations {
    /// 证照信息 of objects (A.6).
    static let licences = Migration(
        "registry.0028-licences",
        """
        CREATE TABLE licence (
            serial SERIAL, id UUID NOT NULL, version BIGINT NOT NULL, subject_id UUID NOT NULL, kind TEXT NOT NULL,
            number TEXT NOT NULL, issuer TEXT NOT NULL, valid_from TEXT, valid_until TEXT, file_id UUID,
            entered_by TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
            CONSTRAINT licence_subject FOREIGN KEY (subject_id) REFERENCES regulated_subject (id),
            CONSTRAINT licence_file FOREIGN KEY (file_id) REFERENCES stored_file (id))
        """,
        "CREATE UNIQUE INDEX licence_id ON licence (id)",
        "CREATE UNIQUE INDEX licence_once ON licence (subject_id, kind, number)",
        "CREATE INDEX licence_until ON licence (valid_until, serial)",
        "CREATE INDEX licence_by_file ON licence (file_id)"
    )
}
