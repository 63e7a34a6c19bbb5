import Storage

/// The schema of this target, in order.
package enum TaskingMigrations {
    package static let all: [Migration] = [
        planMigration, taskMigration, taskSubjectMigration, drawMigration, candidateListMigration, attachmentMigration,
        drawReferenceMigration, numberMigration, wideText,
    ]

    /// Tasks and plans are found by their whole number.
    private static let numberMigration = Migration(
        "tasking.intake-01-numbers", "CREATE INDEX inspection_task_by_number ON inspection_task (task_no)",
        "CREATE INDEX annual_plan_by_number ON annual_plan (plan_no)"
    )

    /// Wide letters and digits are found as narrow ones.
    private static let wideText = Migration("tasking.phone-01-wide-text").refolded("annual_plan").refolded("inspection_task").refolded("draw")
}
