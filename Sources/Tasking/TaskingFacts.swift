import Authority

/// Every kind of fact this target records.
package enum TaskingFacts {
    package static let kinds = PlanFacts.all + TaskFacts.all + AttachmentFacts.all + ChoosingFacts.all + DrawFacts.all
}
