import Storage

/// The schema of this target, in order.
package enum InspectingMigrations {
    package static let all = [fieldMigration, inspectionMigration, resultReviewMigration, returnedResultMigration]
}
