import Storage

/// Accounts of enterprises and their logins (ORG-25). `subject_id` names an object of the library, which a later target
/// owns. A mobile number is unique among the open accounts of one enterprise; each has one legal-person account.
let enterpriseMigration = Migration(
    "authority.07-enterprises",
    """
    CREATE TABLE enterprise_account (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT enterprise_account_id UNIQUE,
        version BIGINT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        code TEXT NOT NULL,
        subject_id UUID,
        enterprise_name TEXT NOT NULL,
        legal_representative TEXT NOT NULL,
        name TEXT NOT NULL,
        mobile_sealed BYTES NOT NULL,
        mobile_index BYTES NOT NULL,
        valid_until TEXT,
        granted_by UUID REFERENCES enterprise_account (id),
        password_hash TEXT NOT NULL,
        password_expires_at BIGINT,
        decided_at BIGINT,
        decided_by TEXT NOT NULL,
        decision_reason TEXT NOT NULL,
        last_login_at BIGINT,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX enterprise_account_mobile ON enterprise_account (code, mobile_index)
        WHERE status <> 'rejected' AND status <> 'revoked'
    """,
    """
    CREATE UNIQUE INDEX enterprise_account_holder ON enterprise_account (subject_id)
        WHERE kind = 'enterpriseLegalPerson' AND (status = 'active' OR status = 'mustChangePassword')
    """,
    "CREATE INDEX enterprise_account_login ON enterprise_account (code, mobile_index, serial)",
    "CREATE INDEX enterprise_account_subject ON enterprise_account (subject_id, serial)",
    "CREATE INDEX enterprise_account_status ON enterprise_account (status, serial)",
    "CREATE INDEX enterprise_account_kind ON enterprise_account (kind, serial)",
    "CREATE INDEX enterprise_account_granted_by ON enterprise_account (granted_by)",
    """
    CREATE TABLE enterprise_former_password (
        account_id UUID NOT NULL REFERENCES enterprise_account (id),
        replaced_at BIGINT NOT NULL,
        password_hash TEXT NOT NULL,
        PRIMARY KEY (account_id, replaced_at)
    )
    """,
    """
    CREATE TABLE enterprise_session (
        token_digest BYTES NOT NULL PRIMARY KEY,
        account_id UUID NOT NULL REFERENCES enterprise_account (id),
        channel TEXT NOT NULL,
        started_at BIGINT NOT NULL,
        last_seen_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX enterprise_session_channel ON enterprise_session (account_id, channel)"
)
