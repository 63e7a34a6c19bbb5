import Storage

/// What phones send: the log as it came, and which visit speaks of which file. Payloads are sealed: they hold
/// telephone numbers and names (SEC-06). Their hash stands beside them in the open.
let fieldMigration = Migration(
    "inspecting.01-field",
    """
    CREATE TABLE visit_opening (
        visit_id UUID PRIMARY KEY REFERENCES task_subject (id),
        basics_sealed BYTES NOT NULL,
        opened_at BIGINT NOT NULL,
        opened_by UUID NOT NULL
    )
    """,
    """
    CREATE TABLE field_event (
        serial SERIAL,
        id UUID NOT NULL,
        device_id UUID NOT NULL,
        seq BIGINT NOT NULL,
        visit_id UUID NOT NULL,
        kind TEXT NOT NULL,
        at BIGINT NOT NULL,
        payload_sealed BYTES NOT NULL,
        prev BYTES NOT NULL,
        hash BYTES NOT NULL,
        account_id UUID NOT NULL,
        received_at BIGINT NOT NULL,
        refusal_code TEXT NOT NULL,
        refusal_message TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX field_event_id ON field_event (id)",
    "CREATE UNIQUE INDEX field_event_place ON field_event (device_id, seq)",
    "CREATE INDEX field_event_by_visit ON field_event (visit_id, serial)",
    """
    CREATE TABLE field_file (
        hash BYTES NOT NULL,
        visit_id UUID NOT NULL,
        PRIMARY KEY (hash, visit_id)
    )
    """,
    "CREATE INDEX field_file_by_visit ON field_file (visit_id)"
)
