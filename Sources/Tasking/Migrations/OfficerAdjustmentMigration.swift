import Storage

/// 调整记录 tells of officers too: who gave place to whom, and by which draw (ADJ-09).
let officerAdjustmentMigration = Migration(
    "tasking.draws-01-officer-adjustments",
    "ALTER TABLE task_subject_adjustment ADD COLUMN way TEXT NOT NULL DEFAULT 'agency'",
    "ALTER TABLE task_subject_adjustment ADD COLUMN draw_id UUID REFERENCES draw (id)",
    "ALTER TABLE task_subject_adjustment ADD COLUMN from_officer_id UUID",
    "ALTER TABLE task_subject_adjustment ADD COLUMN to_officer_id UUID",
    "CREATE INDEX task_subject_adjustment_by_draw ON task_subject_adjustment (draw_id)"
)
