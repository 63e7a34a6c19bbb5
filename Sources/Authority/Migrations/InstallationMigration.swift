import Storage

/// What the store is for (CONF-03): one row, written at the first start.
let installationMigration = Migration(
    "authority.08-installation",
    """
    CREATE TABLE installation (
        id BIGINT PRIMARY KEY CONSTRAINT installation_single CHECK (id = 1),
        purpose TEXT NOT NULL,
        settled_at BIGINT NOT NULL
    )
    """
)
