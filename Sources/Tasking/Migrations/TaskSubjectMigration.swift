import Storage

/// The objects in tasks and the officers that visit them (A.14).
let taskSubjectMigration = Migration(
    "tasking.03-task-subjects",
    """
    CREATE TABLE task_subject (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT task_subject_id UNIQUE,
        version BIGINT NOT NULL,
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        subject_id UUID NOT NULL,
        subject_name TEXT NOT NULL,
        subject_code TEXT NOT NULL,
        subject_class TEXT NOT NULL,
        address TEXT NOT NULL,
        agency_id UUID NOT NULL REFERENCES organization (id),
        status TEXT NOT NULL,
        rank BIGINT,
        category TEXT NOT NULL,
        joining TEXT NOT NULL,
        started_at BIGINT,
        finished_at BIGINT,
        is_late BIGINT NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX task_subject_once ON task_subject (task_id, subject_id)",
    "CREATE INDEX task_subject_by_task ON task_subject (task_id, status, serial)",
    "CREATE INDEX task_subject_by_agency ON task_subject (agency_id, status, serial)",
    "CREATE INDEX task_subject_by_subject ON task_subject (subject_id, serial)",
    """
    CREATE TABLE task_subject_officer (
        task_subject_id UUID NOT NULL REFERENCES task_subject (id),
        officer_id UUID NOT NULL,
        officer_name TEXT NOT NULL,
        certificate_number TEXT NOT NULL,
        agency_id UUID NOT NULL REFERENCES organization (id),
        is_lead BIGINT NOT NULL,
        started_at BIGINT,
        finished_at BIGINT,
        PRIMARY KEY (task_subject_id, officer_id)
    )
    """,
    "CREATE INDEX task_subject_officer_by_officer ON task_subject_officer (officer_id, task_subject_id)",
    // OFCR-11: what an officer has open and has done is a range of these
    "CREATE INDEX task_subject_officer_finished ON task_subject_officer (officer_id, finished_at)",
    "CREATE INDEX task_subject_officer_started ON task_subject_officer (officer_id, started_at)",
    "CREATE INDEX task_subject_officer_by_agency ON task_subject_officer (agency_id)"
)
