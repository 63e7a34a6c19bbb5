import Storage

/// The schema of this target, in order.
package enum DisclosureMigrations {
    package static let all = [publications, subjectKinds, wideText]

    /// Whether an object is a person is a matter of its kind: of attached objects some are (特定人员). Where it can't be said
    /// any more, the name is told as a person's (PUB-03).
    private static let subjectKinds = Migration(
        "disclosure.0002-subject-kinds",
        "ALTER TABLE publishable_result ADD COLUMN subject_kind TEXT",
        """
        UPDATE publishable_result SET subject_kind = (SELECT s.kind FROM task_subject v
            JOIN regulated_subject s ON s.id = v.subject_id WHERE v.id = publishable_result.inspection_id)
        """)

    /// `publishable_result` is a copy of what may be told, taken when the result was approved, so that later changes of
    /// names elsewhere do not change what was or will be published. `publication` has a row for each publishing.
    private static let publications = Migration(
        "disclosure.0001-publications",
        """
        CREATE TABLE publishable_result (
            serial SERIAL, inspection_id UUID NOT NULL, version BIGINT NOT NULL, organization_id UUID NOT NULL,
            status TEXT NOT NULL, task_name TEXT NOT NULL, task_number TEXT NOT NULL, agency_name TEXT NOT NULL,
            subject_name TEXT NOT NULL, subject_code TEXT NOT NULL, subject_class TEXT NOT NULL,
            item_names TEXT NOT NULL, result TEXT NOT NULL, is_problem BIGINT NOT NULL, inspected_on TEXT NOT NULL,
            approved_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
            CONSTRAINT publishable_result_organization FOREIGN KEY (organization_id) REFERENCES organization (id))
        """,
        "CREATE UNIQUE INDEX publishable_result_inspection ON publishable_result (inspection_id)",
        "CREATE INDEX publishable_result_list ON publishable_result (organization_id, status, serial)",
        "CREATE INDEX publishable_result_status ON publishable_result (status, serial)",
        """
        CREATE TABLE publication (
            serial SERIAL, id UUID NOT NULL, inspection_id UUID NOT NULL, organization_id UUID NOT NULL,
            status TEXT NOT NULL, task_name TEXT NOT NULL, task_number TEXT NOT NULL, agency_name TEXT NOT NULL,
            subject_name TEXT NOT NULL, subject_code TEXT NOT NULL, item_names TEXT NOT NULL, result TEXT NOT NULL,
            is_problem BIGINT NOT NULL, inspected_on TEXT NOT NULL,
            published_at BIGINT NOT NULL, published_by UUID NOT NULL,
            withdrawn_at BIGINT, withdrawn_by UUID, withdraw_reason TEXT NOT NULL,
            CONSTRAINT publication_organization FOREIGN KEY (organization_id) REFERENCES organization (id),
            CONSTRAINT publication_inspection FOREIGN KEY (inspection_id) REFERENCES publishable_result (inspection_id))
        """,
        "CREATE UNIQUE INDEX publication_id ON publication (id)",
        "CREATE UNIQUE INDEX publication_current ON publication (inspection_id) WHERE status = 'published'",
        "CREATE INDEX publication_history ON publication (inspection_id, serial)",
        "CREATE INDEX publication_organization ON publication (organization_id, serial)",
        "CREATE INDEX publication_status ON publication (status, serial)",
        "CREATE INDEX publication_code ON publication (subject_code, serial)"
    ).searchable("publishable_result").searchable("publication")

    /// Wide letters and digits are found as narrow ones.
    private static let wideText = Migration("disclosure.phone-01-wide-text").refolded("publishable_result").refolded("publication")
}
