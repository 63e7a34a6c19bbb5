import Storage

/// What tasks come from that no plan foresaw (TASK-29, TASK-30, TASK-32).
let originMigration = Migration(
    "tasking.modes-01-origins",
    """
    CREATE TABLE task_origin (
        task_id UUID PRIMARY KEY REFERENCES inspection_task (id),
        kind TEXT NOT NULL,
        words TEXT NOT NULL,
        number TEXT NOT NULL,
        visit_id UUID REFERENCES task_subject (id)
    )
    """,
    "CREATE INDEX task_origin_by_visit ON task_origin (visit_id)"
)
