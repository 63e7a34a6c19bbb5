import Storage

/// Annual plans with their matters, the agencies they are meant for, and the answers of those (A.9).
let planMigration = Migration(
    "tasking.01-plans",
    """
    CREATE TABLE annual_plan (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT annual_plan_id UNIQUE,
        version BIGINT NOT NULL,
        family TEXT NOT NULL,
        span TEXT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        creator_id UUID NOT NULL REFERENCES account (id),
        creator_name TEXT NOT NULL,
        plan_no TEXT NOT NULL,
        number_year BIGINT,
        number_sequence BIGINT,
        year BIGINT NOT NULL,
        name TEXT NOT NULL,
        content_level TEXT,
        lead_domain TEXT,
        legal_basis TEXT NOT NULL,
        task_nature TEXT NOT NULL,
        subject_description TEXT NOT NULL,
        subject_count BIGINT,
        ways TEXT NOT NULL,
        region_ratios TEXT NOT NULL,
        credit_rule TEXT NOT NULL,
        inspection_requirement TEXT NOT NULL,
        inspecting_body TEXT NOT NULL,
        responsible_office TEXT NOT NULL,
        term_start TEXT,
        term_end TEXT,
        term_note TEXT NOT NULL,
        document_no TEXT NOT NULL,
        remark TEXT NOT NULL,
        review_status TEXT NOT NULL,
        execution_status TEXT NOT NULL,
        reviewer_id UUID REFERENCES account (id),
        reviewed_by UUID,
        reviewed_at BIGINT,
        rejection_reason TEXT NOT NULL,
        issued_at BIGINT,
        created_at BIGINT NOT NULL,
        created_by UUID NOT NULL,
        updated_at BIGINT NOT NULL,
        updated_by_name TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX annual_plan_number ON annual_plan (organization_id, family, number_year, number_sequence)",
    "CREATE INDEX annual_plan_by_organization ON annual_plan (organization_id, family, serial)",
    "CREATE INDEX annual_plan_by_creator ON annual_plan (creator_id)",
    "CREATE INDEX annual_plan_by_reviewer ON annual_plan (reviewer_id, review_status, serial)",
    "CREATE INDEX annual_plan_by_reviewed ON annual_plan (reviewed_by, serial)",
    """
    CREATE TABLE annual_plan_item (
        plan_id UUID NOT NULL REFERENCES annual_plan (id),
        item_id UUID NOT NULL REFERENCES item (id),
        PRIMARY KEY (plan_id, item_id)
    )
    """,
    "CREATE INDEX annual_plan_item_by_item ON annual_plan_item (item_id)",
    """
    CREATE TABLE plan_issue_scope (
        plan_id UUID NOT NULL REFERENCES annual_plan (id),
        organization_id UUID NOT NULL REFERENCES organization (id),
        PRIMARY KEY (plan_id, organization_id)
    )
    """,
    "CREATE INDEX plan_issue_scope_by_organization ON plan_issue_scope (organization_id)",
    """
    CREATE TABLE plan_receipt (
        serial SERIAL,
        plan_id UUID NOT NULL REFERENCES annual_plan (id),
        organization_id UUID NOT NULL REFERENCES organization (id),
        status TEXT NOT NULL,
        reason TEXT NOT NULL,
        answered_by UUID,
        answered_by_name TEXT NOT NULL,
        answered_at BIGINT,
        created_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX plan_receipt_of_agency ON plan_receipt (plan_id, organization_id)",
    "CREATE INDEX plan_receipt_by_organization ON plan_receipt (organization_id, serial)",
    """
    CREATE TABLE number_sequence (
        organization_id UUID NOT NULL REFERENCES organization (id),
        kind TEXT NOT NULL,
        year BIGINT NOT NULL,
        last BIGINT NOT NULL,
        PRIMARY KEY (organization_id, kind, year)
    )
    """
).searchable("annual_plan")
