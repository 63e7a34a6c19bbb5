import Storage

/// The schema of this target, in order.
package enum TaskingMigrations {
    package static let all: [Migration] = [
        planMigration, taskMigration, taskSubjectMigration, drawMigration, candidateListMigration, attachmentMigration,
        drawReferenceMigration,
    ]
}
