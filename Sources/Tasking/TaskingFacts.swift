import Authority

/// Every kind of fact this target records.
package enum TaskingFacts {
    package static let kinds = [
        ChoosingFacts.categoryAdded, ChoosingFacts.categoryRemoved, ChoosingFacts.ruleSet, ChoosingFacts.marked,
        ChoosingFacts.ratiosSet, DrawFacts.opened, DrawFacts.committed, DrawFacts.done, DrawFacts.failed,
        DrawFacts.voided, DrawFacts.recusalDeclared, DrawFacts.recusalWithdrawn, PlanFacts.made, PlanFacts.changed,
        PlanFacts.deleted, PlanFacts.submitted, PlanFacts.withdrawn, PlanFacts.approved, PlanFacts.rejected,
        PlanFacts.received, PlanFacts.declined, PlanFacts.moved, TaskFacts.made, TaskFacts.changed, TaskFacts.deleted,
        TaskFacts.confirmed, TaskFacts.itemAdded, TaskFacts.itemRemoved, TaskFacts.formsSelected, TaskFacts.issued,
        TaskFacts.closed, TaskFacts.moved, TaskFacts.urged, TaskFacts.purged, TaskFacts.subjectMoved,
    ]
}
