import Storage

/// The schema of this target, in order.
package enum InspectingMigrations {
    package static let all = [fieldMigration, inspectionMigration, resultReviewMigration, visitResultMigration, returnedResultMigration, sortMigration, wideText]

    private static let sortMigration = Migration(
        "inspecting.desk-01-sorted-lists", "CREATE INDEX inspection_sorted_by_end ON inspection (ended_at, serial)")

    /// Results that were final before they were kept for the exclusion rule (DRAW-03).
    private static let visitResultMigration = Migration(
        "inspecting.04-visit-results",
        """
        INSERT INTO visit_result (task_subject_id, result)
        SELECT i.id, i.overall_result FROM inspection i JOIN task_subject v ON v.id = i.id
        WHERE v.finished_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit_result r WHERE r.task_subject_id = i.id)
        """)

    /// Wide letters and digits are found as narrow ones.
    private static let wideText = Migration("inspecting.phone-01-wide-text").refolded("inspection")
}
