import Storage

/// Inspection tasks with their matters and forms, the objects looked at before the draw, and the agencies that
/// execute them (A.11, A.12).
let taskMigration = Migration(
    "tasking.02-tasks",
    """
    CREATE TABLE inspection_task (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT inspection_task_id UNIQUE,
        version BIGINT NOT NULL,
        task_no TEXT NOT NULL,
        mode TEXT NOT NULL,
        span TEXT NOT NULL,
        status TEXT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        creator_id UUID NOT NULL REFERENCES account (id),
        creator_name TEXT NOT NULL,
        name TEXT NOT NULL,
        nature TEXT NOT NULL,
        test_expiry TEXT,
        purge_at BIGINT,
        year BIGINT NOT NULL,
        lead_domain TEXT,
        source TEXT NOT NULL,
        plan_id UUID REFERENCES annual_plan (id),
        start_date TEXT NOT NULL,
        end_date TEXT NOT NULL,
        content_mode TEXT NOT NULL,
        subject_fixation TEXT NOT NULL,
        subject_selection TEXT NOT NULL,
        officer_selection TEXT NOT NULL,
        subject_requirement TEXT NOT NULL,
        work_requirement TEXT NOT NULL,
        remark TEXT NOT NULL,
        established_on TEXT,
        issued_at BIGINT,
        created_at BIGINT NOT NULL,
        created_by UUID NOT NULL,
        updated_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX inspection_task_number ON inspection_task (organization_id, task_no)",
    "CREATE INDEX inspection_task_by_organization ON inspection_task (organization_id, mode, status, serial)",
    "CREATE INDEX inspection_task_by_plan ON inspection_task (plan_id)",
    "CREATE INDEX inspection_task_by_creator ON inspection_task (creator_id)",
    "CREATE INDEX inspection_task_by_purge ON inspection_task (purge_at)",
    """
    CREATE TABLE task_item (
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        item_id UUID NOT NULL REFERENCES item (id),
        origin TEXT NOT NULL,
        PRIMARY KEY (task_id, item_id)
    )
    """,
    "CREATE INDEX task_item_by_item ON task_item (item_id)",
    """
    CREATE TABLE task_form (
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        item_id UUID NOT NULL,
        form_version_id UUID NOT NULL REFERENCES check_form_version (id),
        PRIMARY KEY (task_id, item_id, form_version_id)
    )
    """,
    "CREATE INDEX task_form_by_version ON task_form (form_version_id)",
    """
    CREATE TABLE task_dynamic_form (
        task_id UUID NOT NULL PRIMARY KEY REFERENCES inspection_task (id),
        form_id UUID NOT NULL REFERENCES check_form (id)
    )
    """,
    "CREATE UNIQUE INDEX task_dynamic_form_by_form ON task_dynamic_form (form_id)",
    """
    CREATE TABLE sampling_category (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT sampling_category_id UNIQUE,
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        name TEXT NOT NULL,
        mode TEXT NOT NULL,
        ratio BIGINT,
        count BIGINT
    )
    """,
    "CREATE UNIQUE INDEX sampling_category_name ON sampling_category (task_id, name)",
    """
    CREATE TABLE task_candidate (
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        subject_id UUID NOT NULL REFERENCES regulated_subject (id),
        category_id UUID REFERENCES sampling_category (id),
        excluded BIGINT NOT NULL,
        exclusion_reason TEXT NOT NULL,
        PRIMARY KEY (task_id, subject_id)
    )
    """,
    "CREATE INDEX task_candidate_by_category ON task_candidate (category_id)",
    "CREATE INDEX task_candidate_by_subject ON task_candidate (subject_id)",
    """
    CREATE TABLE task_agency (
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        agency_id UUID NOT NULL REFERENCES organization (id),
        urged_count BIGINT NOT NULL,
        last_urged_at BIGINT,
        PRIMARY KEY (task_id, agency_id)
    )
    """,
    "CREATE INDEX task_agency_by_agency ON task_agency (agency_id, task_id)"
).searchable("inspection_task")
