import Authority

/// Every kind of fact this target records.
package enum InspectingFacts {
    package static let kinds = [
        InspectionFacts.submitted, InspectionFacts.approved, InspectionFacts.returned,
    ]
}
