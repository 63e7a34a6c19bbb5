import Storage

/// What the choosing of objects goes by, and the draws with their files (A.12, A.13). A draw keeps the names of its task
/// and has no reference to it: the record stays when a test task is cleared (BEY-10).
let drawMigration = Migration(
    "tasking.04-draws",
    """
    CREATE TABLE exclusion_rule (
        task_id UUID PRIMARY KEY REFERENCES inspection_task (id) ON DELETE CASCADE,
        is_set BIGINT NOT NULL,
        record_count BIGINT,
        record_modes TEXT NOT NULL,
        record_from TEXT,
        record_to TEXT,
        record_result TEXT NOT NULL,
        statuses TEXT NOT NULL,
        set_by UUID NOT NULL,
        set_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE exclusion_entry (
        task_id UUID NOT NULL REFERENCES inspection_task (id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        PRIMARY KEY (task_id, code)
    )
    """,
    """
    CREATE TABLE visit_result (
        task_subject_id UUID PRIMARY KEY REFERENCES task_subject (id) ON DELETE CASCADE,
        result TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE officer_recusal (
        task_id UUID NOT NULL REFERENCES inspection_task (id) ON DELETE CASCADE,
        officer_id UUID NOT NULL,
        subject_id UUID NOT NULL,
        reason TEXT NOT NULL,
        declared_by UUID NOT NULL,
        declared_at BIGINT NOT NULL,
        PRIMARY KEY (task_id, officer_id, subject_id)
    )
    """,
    """
    CREATE TABLE draw (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT draw_id UNIQUE,
        version BIGINT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        draw_code TEXT NOT NULL,
        draw_number TEXT NOT NULL,
        task_id UUID NOT NULL,
        task_name TEXT NOT NULL,
        task_no TEXT NOT NULL,
        is_test BIGINT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        hash TEXT NOT NULL,
        commit_a TEXT NOT NULL,
        commit_s TEXT NOT NULL,
        nonce_a_sealed BYTES NOT NULL,
        nonce_s_sealed BYTES NOT NULL,
        second_party TEXT NOT NULL,
        beacon TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        record_hash TEXT NOT NULL,
        params_hash TEXT NOT NULL,
        seed TEXT NOT NULL,
        candidate_count BIGINT NOT NULL,
        selected_count BIGINT NOT NULL,
        team_size BIGINT NOT NULL,
        outcome TEXT NOT NULL,
        opened_at BIGINT NOT NULL,
        committed_at BIGINT,
        drawn_at BIGINT,
        operator_id UUID NOT NULL,
        operator_name TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX draw_code ON draw (draw_code)",
    "CREATE UNIQUE INDEX draw_record ON draw (organization_id, record_hash)",
    """
    CREATE UNIQUE INDEX draw_once ON draw (task_id, kind, organization_id)
    WHERE status IN ('opened', 'committed', 'done')
    """,
    "CREATE INDEX draw_by_task ON draw (task_id, serial)",
    "CREATE INDEX draw_by_organization ON draw (organization_id, serial)",
    """
    CREATE TABLE draw_file (
        draw_id UUID NOT NULL REFERENCES draw (id),
        name TEXT NOT NULL,
        content BYTES NOT NULL,
        PRIMARY KEY (draw_id, name)
    )
    """
).searchable("draw")
