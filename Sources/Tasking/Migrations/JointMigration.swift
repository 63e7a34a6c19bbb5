import Storage

/// What plans and tasks of several agencies have beside those of one: joint domains and matters of the partners, the
/// invitations with their answers (E.6), and which participant a matter and a visit belong to. Without one they are the
/// lead's, as everything of before is.
let jointMigration = Migration(
    "tasking.joint-01-invitations",
    "ALTER TABLE annual_plan ADD COLUMN joint_domains TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE annual_plan_partner_item (
        plan_id UUID NOT NULL REFERENCES annual_plan (id),
        item_id UUID NOT NULL REFERENCES item (id),
        PRIMARY KEY (plan_id, item_id)
    )
    """,
    "CREATE INDEX annual_plan_partner_item_by_item ON annual_plan_partner_item (item_id)",
    "ALTER TABLE inspection_task ADD COLUMN invitation_deadline TEXT",
    """
    CREATE TABLE task_invitation (
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        agency_id UUID NOT NULL REFERENCES organization (id),
        status TEXT NOT NULL,
        reason TEXT NOT NULL,
        invited_at BIGINT,
        answered_by_name TEXT NOT NULL,
        answered_at BIGINT,
        PRIMARY KEY (task_id, agency_id)
    )
    """,
    "CREATE INDEX task_invitation_by_agency ON task_invitation (agency_id, status, task_id)",
    // the few tasks that wait for answers, for the job that ends their invitations
    "CREATE INDEX inspection_task_awaiting_partners ON inspection_task (invitation_deadline) WHERE status = 'awaitingPartners'",
    "ALTER TABLE task_item ADD COLUMN participant_id UUID REFERENCES organization (id)",
    "CREATE INDEX task_item_by_participant ON task_item (participant_id) WHERE participant_id IS NOT NULL",
    "ALTER TABLE task_subject ADD COLUMN participant_id UUID REFERENCES organization (id)",
    // the agency has named its officers and waits for the others (JOIN-09)
    "ALTER TABLE task_subject ADD COLUMN is_ready BIGINT NOT NULL DEFAULT 0",
    "DROP INDEX task_subject_once",
    "CREATE UNIQUE INDEX task_subject_once ON task_subject (task_id, subject_id) WHERE participant_id IS NULL",
    "CREATE UNIQUE INDEX task_subject_once_each ON task_subject (participant_id, task_id, subject_id) WHERE participant_id IS NOT NULL"
)
