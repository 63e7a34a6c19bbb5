import Storage

/// The schema of this target, in order.
package enum VaultMigrations {
    /// Files are kept once a content; who gave one under which name stands with the act that took it.
    package static let all: [Migration] = [
        Migration(
            "vault.01-files",
            """
            CREATE TABLE stored_file (
                serial SERIAL,
                id UUID NOT NULL CONSTRAINT stored_file_id UNIQUE,
                hash BYTES NOT NULL,
                size BIGINT NOT NULL,
                type TEXT NOT NULL,
                name TEXT NOT NULL,
                organization_id UUID NOT NULL,
                uploaded_by UUID,
                uploaded_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX stored_file_by_hash ON stored_file (hash)",
            "CREATE INDEX stored_file_by_organization ON stored_file (organization_id, serial)"
        ),
        keyMigration,
    ]

    /// Which keys belong to this store, and how far a change of the sealing key has come.
    private static let keyMigration = Migration(
        "vault.operate-01-keys",
        """
        CREATE TABLE installation_key (
            name TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            settled_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE key_rotation (
            serial SERIAL,
            key_id TEXT NOT NULL CONSTRAINT key_rotation_key UNIQUE,
            begun_at BIGINT NOT NULL,
            place TEXT NOT NULL,
            resealed BIGINT NOT NULL,
            ended_at BIGINT
        )
        """
    )
}
