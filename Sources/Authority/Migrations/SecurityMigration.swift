import Storage

/// What was noted for the yearly risk assessment (SEC-12).
let securityMigration = Migration(
    "authority.06-security",
    """
    CREATE TABLE security_finding (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT security_finding_id UNIQUE,
        version BIGINT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        title TEXT NOT NULL,
        severity TEXT NOT NULL,
        noted_at BIGINT NOT NULL,
        noted_by UUID NOT NULL,
        noted_by_name TEXT NOT NULL,
        remedy TEXT,
        closed_at BIGINT
    )
    """,
    "CREATE INDEX security_finding_organization ON security_finding (organization_id, serial)"
)

/// Proxies that were seen and are not declared.
let proxyMigration = Migration(
    "authority.operate-01-proxies",
    """
    CREATE TABLE undeclared_proxy (
        address TEXT PRIMARY KEY,
        last_at BIGINT NOT NULL
    )
    """
)

/// Servers that are at work.
let nodeMigration = Migration(
    "authority.operate-02-nodes",
    """
    CREATE TABLE serving_node (
        id TEXT PRIMARY KEY,
        host TEXT NOT NULL,
        process BIGINT NOT NULL,
        version TEXT NOT NULL,
        seen_at BIGINT NOT NULL
    )
    """
)
