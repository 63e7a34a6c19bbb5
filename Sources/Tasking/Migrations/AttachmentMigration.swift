import Storage

/// 附件 of plans and tasks (TASK-37).
let attachmentMigration = Migration(
    "tasking.06-attachments",
    """
    CREATE TABLE attachment (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT attachment_id UNIQUE,
        plan_id UUID REFERENCES annual_plan (id),
        task_id UUID REFERENCES inspection_task (id),
        file_id UUID NOT NULL REFERENCES stored_file (id),
        added_by_name TEXT NOT NULL,
        added_at BIGINT NOT NULL,
        CONSTRAINT attachment_owner CHECK ((plan_id IS NULL) <> (task_id IS NULL))
    )
    """,
    "CREATE INDEX attachment_by_plan ON attachment (plan_id)",
    "CREATE INDEX attachment_by_task ON attachment (task_id)",
    "CREATE INDEX attachment_by_file ON attachment (file_id)"
)
