import Storage

/// The schema of this target, in order.
package enum TaskingMigrations {
    package static let all: [Migration] = [
        planMigration, taskMigration, taskSubjectMigration, drawMigration, candidateListMigration, attachmentMigration,
        drawReferenceMigration, numberMigration, sortMigration, wideText, adjustmentMigration, jointMigration, calmMigration,
        proposalMigration, originMigration,
        officerAdjustmentMigration, drawPoolMigration, drawPartyMigration,
    ]

    /// Tasks and plans are found by their whole number.
    private static let numberMigration = Migration(
        "tasking.intake-01-numbers", "CREATE INDEX inspection_task_by_number ON inspection_task (task_no)",
        "CREATE INDEX annual_plan_by_number ON annual_plan (plan_no)"
    )

    /// The lists run along each of their columns that they can be sorted by; each shows one family, one mode.
    private static let sortMigration = Migration(
        "tasking.desk-01-sorted-lists", "CREATE INDEX annual_plan_sorted_by_year ON annual_plan (family, year, serial)",
        "CREATE INDEX annual_plan_sorted_by_number ON annual_plan (family, plan_no, serial)",
        "CREATE INDEX inspection_task_sorted_by_number ON inspection_task (mode, task_no, serial)",
        "CREATE INDEX inspection_task_sorted_by_term ON inspection_task (mode, end_date, serial)"
    )

    /// Wide letters and digits are found as narrow ones.
    private static let wideText = Migration("tasking.phone-01-wide-text").refolded("annual_plan").refolded("inspection_task").refolded("draw")
}
