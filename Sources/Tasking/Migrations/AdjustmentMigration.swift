import Storage

/// 调整记录 of objects (A.14), and what it takes that an agency draws officers again, for objects that came to it later.
/// Of the objects themselves a task still has one draw (DRAW-20).
let adjustmentMigration = Migration(
    "tasking.store-01-adjustments",
    """
    CREATE TABLE task_subject_adjustment (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT task_subject_adjustment_id UNIQUE,
        task_subject_id UUID NOT NULL REFERENCES task_subject (id),
        from_id UUID NOT NULL REFERENCES organization (id),
        from_name TEXT NOT NULL,
        to_id UUID NOT NULL REFERENCES organization (id),
        to_name TEXT NOT NULL,
        reason TEXT NOT NULL,
        adjusted_by_name TEXT NOT NULL,
        adjusted_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX task_subject_adjustment_by_subject ON task_subject_adjustment (task_subject_id, serial)",
    "CREATE INDEX task_subject_adjustment_by_former ON task_subject_adjustment (from_id)",
    "CREATE INDEX task_subject_adjustment_by_next ON task_subject_adjustment (to_id)",
    // the objects without officers are few among all that ever were; a result that is entered costs nothing here. What has
    // no officers is not finished: said here, so that the course of one task goes on by the index of its own objects
    """
    CREATE INDEX task_subject_awaiting ON task_subject (status, serial)
    WHERE status = 'awaitingOfficers' AND finished_at IS NULL
    """,
    // what left an agency makes the sum of its versions smaller, and the page of before must not look current again
    "ALTER TABLE task_agency ADD COLUMN adjusted BIGINT NOT NULL DEFAULT 0",
    "DROP INDEX draw_once",
    """
    CREATE UNIQUE INDEX draw_once ON draw (task_id, kind, organization_id)
    WHERE status IN ('opened', 'committed') OR (kind = 'subjects' AND status = 'done')
    """
)
