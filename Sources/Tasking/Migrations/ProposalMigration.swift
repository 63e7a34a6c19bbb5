import Storage

/// What proposals of a year are made of (A.29, PLAN-25, PLAN-37), and what was found when a plan was finished (PLAN-27).
let proposalMigration = Migration(
    "tasking.plans-01-proposals",
    """
    CREATE TABLE task_volume (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT task_volume_id UNIQUE,
        version BIGINT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        year BIGINT NOT NULL,
        family TEXT NOT NULL,
        volume BIGINT NOT NULL,
        document_no TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX task_volume_once ON task_volume (organization_id, year, family)",
    "CREATE INDEX task_volume_organization ON task_volume (organization_id, serial)",
    """
    CREATE TABLE task_volume_adjustment (
        serial SERIAL,
        volume_id UUID NOT NULL REFERENCES task_volume (id),
        from_volume BIGINT NOT NULL,
        to_volume BIGINT NOT NULL,
        reason TEXT NOT NULL,
        adjusted_by_name TEXT NOT NULL,
        adjusted_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX task_volume_adjustment_by_volume ON task_volume_adjustment (volume_id, serial)",
    """
    CREATE TABLE officer_volume (
        volume_id UUID NOT NULL REFERENCES task_volume (id),
        officer_id UUID NOT NULL REFERENCES enforcement_officer (id),
        monthly_limit BIGINT NOT NULL,
        unavailable TEXT NOT NULL,
        PRIMARY KEY (volume_id, officer_id)
    )
    """,
    "CREATE INDEX officer_volume_by_officer ON officer_volume (officer_id)",
    """
    CREATE TABLE plan_proposal (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT plan_proposal_id UNIQUE,
        version BIGINT NOT NULL,
        plan_id UUID NOT NULL REFERENCES annual_plan (id),
        organization_id UUID NOT NULL REFERENCES organization (id),
        job_id UUID,
        made_at BIGINT,
        made_by_name TEXT NOT NULL,
        enterprises BIGINT NOT NULL,
        created_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX plan_proposal_once ON plan_proposal (plan_id, organization_id)",
    "CREATE INDEX plan_proposal_by_organization ON plan_proposal (organization_id, serial)",
    """
    CREATE TABLE planned_inspection (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT planned_inspection_id UNIQUE,
        version BIGINT NOT NULL,
        proposal_id UUID NOT NULL REFERENCES plan_proposal (id),
        subject_id UUID NOT NULL,
        agency_id UUID NOT NULL,
        category TEXT NOT NULL,
        risk_level TEXT NOT NULL,
        credit_level TEXT NOT NULL,
        frequency BIGINT,
        month BIGINT NOT NULL,
        status TEXT NOT NULL,
        is_by_hand BIGINT NOT NULL,
        reason TEXT NOT NULL,
        task_id UUID REFERENCES inspection_task (id)
    )
    """,
    // an enterprise is inspected once a month at most under one plan
    """
    CREATE UNIQUE INDEX planned_inspection_once ON planned_inspection (proposal_id, subject_id, month)
    WHERE status = 'planned'
    """,
    "CREATE INDEX planned_inspection_by_proposal ON planned_inspection (proposal_id, serial)",
    "CREATE INDEX planned_inspection_by_month ON planned_inspection (proposal_id, status, month, category, serial)",
    "CREATE INDEX planned_inspection_by_subject ON planned_inspection (subject_id)",
    "CREATE INDEX planned_inspection_by_task ON planned_inspection (task_id, subject_id)",
    """
    CREATE TABLE plan_evaluation (
        plan_id UUID NOT NULL PRIMARY KEY REFERENCES annual_plan (id),
        result TEXT NOT NULL,
        coverage BIGINT NOT NULL,
        remark TEXT NOT NULL,
        evaluated_by_name TEXT NOT NULL,
        evaluated_at BIGINT NOT NULL
    )
    """
)
