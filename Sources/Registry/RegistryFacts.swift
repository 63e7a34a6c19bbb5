import Authority

/// Every kind of fact this target records.
package enum RegistryFacts {
    package static let kinds = [
        SubjectRegistration.registered, SubjectChange.changed, SubjectFullView.viewed, OfficerAddition.added,
        OfficerChange.changed, OfficerWithdrawal.withdrawn, OfficerRegister.released, OfficerPoolFounding.founded,
        OfficerPoolChange.changed, ItemCreation.created,
        ItemChange.changed, ItemStatusChange.disabled, ItemStatusChange.enabled, ItemClaim.claimed, ItemReturn.returned,
        CheckFormCreation.created, CheckFormChange.changed, CheckFormEnabling.enabled, CheckFormStatusChange.disabled,
        CheckFormStatusChange.enabled, LibrarySynthesis.began,
    ] + ImportFacts.kinds
}
