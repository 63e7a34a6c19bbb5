import Storage

/// The schema of this target, in order; after that of Authority.
package enum LedgerMigrations {
    package static let all: [Migration] = [
        chainMigration, jobMigration, messageMigration, counterMigration, logIndexMigration, anchorMigration, laneMigration,
        backupMigration,
    ]
}

/// No foreign keys to facts: a removed fact must be found and named by the verification, not hidden by its removal.
private let chainMigration = Migration(
    "ledger.01-chain",
    """
    CREATE TABLE ledger_entry (
        position BIGINT PRIMARY KEY,
        fact_id UUID NOT NULL CONSTRAINT ledger_entry_fact UNIQUE,
        leaf BYTES NOT NULL
    )
    """,
    """
    CREATE TABLE ledger_state (
        id BIGINT PRIMARY KEY CONSTRAINT ledger_state_single CHECK (id = 1),
        size BIGINT NOT NULL,
        frontier TEXT NOT NULL,
        settled_serial BIGINT NOT NULL,
        highest_serial BIGINT NOT NULL,
        horizon_serial BIGINT NOT NULL,
        blockers TEXT NOT NULL
    )
    """,
    """
    INSERT INTO ledger_state (id, size, frontier, settled_serial, highest_serial, horizon_serial, blockers)
    VALUES (1, 0, '', 0, 0, 0, '')
    """,
    """
    CREATE TABLE ledger_checkpoint (
        size BIGINT PRIMARY KEY,
        root BYTES NOT NULL,
        signed_at BIGINT NOT NULL,
        key_id TEXT NOT NULL,
        signature BYTES NOT NULL
    )
    """,
    "CREATE INDEX fact_by_time ON fact (recorded_at, serial)"
)

private let jobMigration = Migration(
    "ledger.02-jobs",
    """
    CREATE TABLE job (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT job_id UNIQUE,
        kind TEXT NOT NULL,
        state TEXT NOT NULL CONSTRAINT job_state
            CHECK (state IN ('queued', 'running', 'awaiting', 'done', 'failed', 'cancelled')),
        done BIGINT NOT NULL,
        total BIGINT,
        message TEXT NOT NULL,
        payload TEXT NOT NULL,
        cursor TEXT NOT NULL,
        result TEXT NOT NULL,
        may_cancel BIGINT NOT NULL,
        created_by UUID,
        organization_id UUID,
        created_at BIGINT NOT NULL,
        heartbeat_at BIGINT NOT NULL,
        ended_at BIGINT,
        attempts BIGINT NOT NULL,
        claim UUID,
        version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX job_by_state ON job (state, serial)",
    "CREATE INDEX job_by_creator ON job (created_by, serial)",
    "CREATE INDEX job_by_organization ON job (organization_id, serial)"
)

private let messageMigration = Migration(
    "ledger.03-messages",
    """
    CREATE TABLE message (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT message_id UNIQUE,
        account_id UUID NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        link TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        read_at BIGINT
    )
    """,
    "CREATE INDEX message_by_account ON message (account_id, serial)",
    "CREATE INDEX message_unread ON message (account_id, serial) WHERE read_at IS NULL",
    """
    CREATE TABLE message_counter (
        account_id UUID PRIMARY KEY,
        unread BIGINT NOT NULL CONSTRAINT message_counter_not_negative CHECK (unread >= 0)
    )
    """
)

private let counterMigration = Migration(
    "ledger.04-counters",
    """
    CREATE TABLE list_counter (
        list TEXT NOT NULL,
        key TEXT NOT NULL,
        count BIGINT NOT NULL,
        PRIMARY KEY (list, key)
    )
    """
)

/// For the filters of the log page, which must not read the whole log.
private let logIndexMigration = Migration(
    "ledger.05-log-indexes",
    "CREATE INDEX fact_by_kind ON fact (kind, serial)",
    "CREATE INDEX fact_by_actor_name ON fact (actor_name, serial)"
)

/// Checkpoints get numbers, which the state counts; the state is sealed (SEC-05).
private let anchorMigration = Migration(
    "ledger.store-01-anchors",
    "ALTER TABLE ledger_checkpoint ADD COLUMN number BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE ledger_checkpoint ADD COLUMN format BIGINT NOT NULL DEFAULT 1",
    """
    UPDATE ledger_checkpoint SET number = numbered.number
    FROM (SELECT size, row_number() OVER (ORDER BY size) AS number FROM ledger_checkpoint) AS numbered
    WHERE numbered.size = ledger_checkpoint.size
    """,
    "CREATE UNIQUE INDEX ledger_checkpoint_number ON ledger_checkpoint (number)",
    "CREATE INDEX ledger_checkpoint_format ON ledger_checkpoint (format, size)",
    "ALTER TABLE ledger_state ADD COLUMN checkpoints BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE ledger_state ADD COLUMN code BYTES",
    "UPDATE ledger_state SET checkpoints = (SELECT count(*) FROM ledger_checkpoint)"
)

private let laneMigration = Migration(
    "ledger.store-02-job-lanes", "ALTER TABLE job ADD COLUMN lane TEXT NOT NULL DEFAULT 'large'",
    "CREATE INDEX job_by_lane ON job (lane, state, serial)"
)

private let backupMigration = Migration(
    "ledger.operate-01-backups",
    """
    CREATE TABLE backup_made (
        serial SERIAL,
        ended_at BIGINT NOT NULL,
        files BIGINT NOT NULL,
        facts BIGINT NOT NULL
    )
    """
)
