import Storage

/// Results (A.16, A.17). The answers of a form are packed in the row; problems, measures, evidence and signatures are
/// rows of their own, each of the round it was submitted in. What a review returned moves to `returned_result`.
let inspectionMigration = Migration(
    "inspecting.02-inspections",
    """
    CREATE TABLE inspection (
        serial SERIAL,
        id UUID NOT NULL REFERENCES task_subject (id),
        version BIGINT NOT NULL,
        round BIGINT NOT NULL,
        task_id UUID NOT NULL REFERENCES inspection_task (id),
        subject_id UUID NOT NULL,
        subject_name TEXT NOT NULL,
        agency_id UUID NOT NULL REFERENCES organization (id),
        source TEXT NOT NULL,
        form_versions BYTES NOT NULL,
        basics_sealed BYTES NOT NULL,
        answers BYTES NOT NULL,
        passed BIGINT NOT NULL,
        failed BIGINT NOT NULL,
        not_applicable BIGINT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        rights_told BIGINT NOT NULL,
        disposal TEXT,
        disposal_note TEXT NOT NULL,
        overall_result TEXT NOT NULL,
        conclusion TEXT NOT NULL,
        fields_sealed BYTES NOT NULL,
        not_inspectable_reason TEXT,
        not_inspectable_text TEXT NOT NULL,
        refusal_reason TEXT NOT NULL,
        refusal_witness TEXT NOT NULL,
        refusal_witness_unit TEXT NOT NULL,
        digest BYTES NOT NULL,
        receipt_number TEXT NOT NULL,
        submission_event UUID,
        document_id UUID,
        review_status TEXT NOT NULL,
        submitted_at BIGINT NOT NULL,
        submitted_by UUID NOT NULL,
        submitter_name TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX inspection_id ON inspection (id)",
    "CREATE UNIQUE INDEX inspection_receipt_number ON inspection (receipt_number)",
    "CREATE INDEX inspection_by_agency ON inspection (agency_id, serial)",
    "CREATE INDEX inspection_by_review ON inspection (agency_id, review_status, serial)",
    "CREATE INDEX inspection_by_task ON inspection (task_id, serial)",
    "CREATE INDEX inspection_by_subject ON inspection (subject_id, serial)",
    """
    CREATE TABLE returned_result (
        inspection_id UUID NOT NULL REFERENCES task_subject (id),
        round BIGINT NOT NULL,
        basics_sealed BYTES NOT NULL,
        answers BYTES NOT NULL,
        disposal TEXT,
        overall_result TEXT NOT NULL,
        conclusion TEXT NOT NULL,
        fields_sealed BYTES NOT NULL,
        digest BYTES NOT NULL,
        receipt_number TEXT NOT NULL,
        submission_event UUID,
        document_id UUID,
        submitted_at BIGINT NOT NULL,
        submitted_by UUID NOT NULL,
        PRIMARY KEY (inspection_id, round)
    )
    """,
    """
    CREATE TABLE inspection_problem (
        serial SERIAL,
        id UUID NOT NULL,
        inspection_id UUID NOT NULL REFERENCES task_subject (id),
        round BIGINT NOT NULL,
        number BIGINT NOT NULL,
        content_id UUID,
        content TEXT NOT NULL,
        place TEXT NOT NULL,
        description TEXT NOT NULL,
        violated_provisions TEXT NOT NULL,
        penalty_provisions TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX inspection_problem_id ON inspection_problem (id, round)",
    "CREATE INDEX inspection_problem_by_inspection ON inspection_problem (inspection_id, round, number)",
    """
    CREATE TABLE inspection_measure (
        problem_id UUID NOT NULL,
        round BIGINT NOT NULL,
        kind TEXT NOT NULL,
        amount BIGINT,
        due_on TEXT,
        PRIMARY KEY (problem_id, round, kind)
    )
    """,
    """
    CREATE TABLE evidence (
        serial SERIAL,
        inspection_id UUID NOT NULL REFERENCES task_subject (id),
        round BIGINT NOT NULL,
        hash BYTES NOT NULL,
        content TEXT NOT NULL,
        taken_at BIGINT,
        latitude_e7 BIGINT,
        longitude_e7 BIGINT,
        accuracy_m BIGINT,
        device_id UUID
    )
    """,
    "CREATE INDEX evidence_by_inspection ON evidence (inspection_id, round)",
    "CREATE INDEX evidence_by_hash ON evidence (hash)",
    """
    CREATE TABLE handwritten_signature (
        inspection_id UUID NOT NULL REFERENCES task_subject (id),
        round BIGINT NOT NULL,
        signer TEXT NOT NULL,
        name TEXT NOT NULL,
        hash BYTES NOT NULL,
        signed_at BIGINT NOT NULL,
        PRIMARY KEY (inspection_id, round, signer)
    )
    """,
    "CREATE INDEX handwritten_signature_by_hash ON handwritten_signature (hash)"
).searchable("inspection")

/// 检查结果审核 (INSP-24).
let resultReviewMigration = Migration(
    "inspecting.03-result-reviews",
    """
    CREATE TABLE result_review (
        serial SERIAL,
        id UUID NOT NULL,
        inspection_id UUID NOT NULL REFERENCES task_subject (id),
        round BIGINT NOT NULL,
        decision TEXT NOT NULL,
        reason TEXT NOT NULL,
        reviewed_by UUID NOT NULL,
        reviewer_name TEXT NOT NULL,
        reviewed_at BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX result_review_id ON result_review (id)",
    "CREATE UNIQUE INDEX result_review_once ON result_review (inspection_id, round)"
)
