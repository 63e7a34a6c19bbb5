import Storage

/// 年度检查频次上限 with what the platform is delivered with (CALM-02: A 1, B 2, C 4, D unlimited; who is not rated is inspected
/// as C is, CRED-13), the requests for visits beyond it, and the reasons for going alone (CALM-06). How often an enterprise was
/// visited is read off the objects of tasks, by their index of subjects, and kept nowhere.
let calmMigration = Migration(
    "tasking.calm-01-caps",
    """
    CREATE TABLE inspection_cap (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT inspection_cap_id UNIQUE,
        version BIGINT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        status TEXT NOT NULL,
        name TEXT NOT NULL,
        year BIGINT,
        limit_a BIGINT,
        limit_b BIGINT,
        limit_c BIGINT,
        limit_d BIGINT,
        limit_unrated BIGINT,
        exemptions TEXT NOT NULL,
        basis TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX inspection_cap_name ON inspection_cap (organization_id, name)",
    "CREATE INDEX inspection_cap_organization ON inspection_cap (organization_id, serial)",
    "CREATE INDEX inspection_cap_year ON inspection_cap (year, organization_id)",
    """
    CREATE TABLE delivered_cap (
        place BIGINT PRIMARY KEY,
        limit_a BIGINT,
        limit_b BIGINT,
        limit_c BIGINT,
        limit_d BIGINT,
        limit_unrated BIGINT,
        exemptions TEXT NOT NULL,
        basis TEXT NOT NULL
    )
    """,
    """
    INSERT INTO delivered_cap (place, limit_a, limit_b, limit_c, limit_d, limit_unrated, exemptions, basis)
    VALUES (1, 1, 2, 4, NULL, 4, 'eventVerification,secondVerification,crossAgency',
        '《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）')
    """,
    """
    CREATE TABLE cap_exemption (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT cap_exemption_id UNIQUE,
        version BIGINT NOT NULL,
        status TEXT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        task_id UUID NOT NULL,
        task_name TEXT NOT NULL,
        task_no TEXT NOT NULL,
        subject_id UUID NOT NULL,
        subject_name TEXT NOT NULL,
        grade TEXT NOT NULL,
        agency_name TEXT NOT NULL,
        visits BIGINT NOT NULL,
        cap BIGINT NOT NULL,
        year BIGINT NOT NULL,
        reason TEXT NOT NULL,
        requested_by UUID NOT NULL REFERENCES account (id),
        requested_by_name TEXT NOT NULL,
        requested_at BIGINT NOT NULL,
        opinion TEXT NOT NULL,
        decided_by UUID REFERENCES account (id),
        decided_by_name TEXT NOT NULL,
        decided_at BIGINT,
        used_at BIGINT
    )
    """,
    """
    CREATE UNIQUE INDEX cap_exemption_once ON cap_exemption (task_id, subject_id) WHERE status IN ('pending', 'approved')
    """,
    "CREATE INDEX cap_exemption_by_task ON cap_exemption (task_id, subject_id, status)",
    "CREATE INDEX cap_exemption_by_organization ON cap_exemption (organization_id, status, serial)",
    "CREATE INDEX cap_exemption_by_requester ON cap_exemption (requested_by)",
    "CREATE INDEX cap_exemption_by_decider ON cap_exemption (decided_by)",
    """
    CREATE TABLE solo_inspection (
        task_id UUID PRIMARY KEY REFERENCES inspection_task (id) ON DELETE CASCADE,
        reason TEXT NOT NULL,
        given_by UUID NOT NULL REFERENCES account (id),
        given_by_name TEXT NOT NULL,
        given_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX solo_inspection_by_giver ON solo_inspection (given_by)"
).searchable("inspection_cap")
