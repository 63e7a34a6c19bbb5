import Storage

/// The list of candidates is paged by the place of the subject in its library, and its totals are kept, because a task
/// may be made for every subject of a province (DRAW-09, DRAW-10).
let candidateListMigration = Migration(
    "tasking.05-candidate-list",
    "ALTER TABLE task_candidate ADD COLUMN subject_serial BIGINT NOT NULL DEFAULT 0",
    """
    UPDATE task_candidate SET subject_serial =
        (SELECT s.serial FROM regulated_subject s WHERE s.id = task_candidate.subject_id)
    """,
    "CREATE INDEX task_candidate_by_serial ON task_candidate (task_id, subject_serial)",
    "CREATE INDEX task_candidate_by_exclusion ON task_candidate (task_id, excluded, subject_serial)",
    "ALTER TABLE sampling_category ADD COLUMN size BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE sampling_category ADD COLUMN remaining BIGINT NOT NULL DEFAULT 0",
    """
    UPDATE sampling_category SET
        size = (SELECT count(*) FROM task_candidate k WHERE k.category_id = sampling_category.id),
        remaining = (SELECT count(*) FROM task_candidate k WHERE k.category_id = sampling_category.id AND k.excluded = 0)
    """
)
