import Storage

/// Accounts, what they may do, and their logins. Mobile and identity numbers are sealed; the `…_index` columns are
/// keyed digests for uniqueness and search (SEC-06). A mobile number is unique among accounts in use (ORG-10).
let accountMigration = Migration(
    "authority.03-accounts",
    """
    CREATE TABLE account (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT account_id UNIQUE,
        organization_id UUID NOT NULL REFERENCES organization (id),
        department_id UUID REFERENCES department (id),
        name TEXT NOT NULL,
        mobile_sealed BYTES NOT NULL,
        mobile_index BYTES NOT NULL,
        citizen_id_sealed BYTES NOT NULL,
        citizen_id_index BYTES NOT NULL,
        position TEXT NOT NULL,
        external_id TEXT NOT NULL,
        officer_id UUID,
        status TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        password_expires_at BIGINT,
        last_login_at BIGINT,
        created_at BIGINT NOT NULL,
        created_by UUID,
        updated_at BIGINT NOT NULL,
        updated_by UUID,
        version BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX account_mobile ON account (mobile_index) WHERE status <> 'disabled'",
    "CREATE UNIQUE INDEX account_citizen_id ON account (citizen_id_index)",
    "CREATE INDEX account_by_mobile ON account (mobile_index)",
    "CREATE INDEX account_by_organization ON account (organization_id, serial)",
    "CREATE INDEX account_by_department ON account (department_id)",
    """
    CREATE TABLE role_grant (
        account_id UUID NOT NULL REFERENCES account (id),
        role TEXT NOT NULL,
        granted_at BIGINT NOT NULL,
        granted_by UUID,
        PRIMARY KEY (account_id, role)
    )
    """,
    """
    CREATE TABLE former_password (
        account_id UUID NOT NULL REFERENCES account (id),
        replaced_at BIGINT NOT NULL,
        password_hash TEXT NOT NULL,
        PRIMARY KEY (account_id, replaced_at)
    )
    """,
    """
    CREATE TABLE session (
        token_digest BYTES NOT NULL PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES account (id),
        channel TEXT NOT NULL,
        started_at BIGINT NOT NULL,
        last_seen_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX session_channel ON session (account_id, channel)",
    """
    CREATE TABLE login_throttle (
        subject BYTES NOT NULL PRIMARY KEY,
        failures BIGINT NOT NULL,
        last_failure_at BIGINT NOT NULL
    )
    """
).searchable("account")
