import Authority

/// Every kind of fact this target records.
package enum RegistryFacts {
    package static let kinds = [
        SubjectRegistration.registered, SubjectChange.changed, SubjectFullView.viewed, SubjectDrafting.drafted,
        SubjectSubmission.submitted, SubjectWritingOff.writtenOff, SubjectRestoring.restored, AreaAddition.added,
        AreaChange.changed, AreaGridChange.changed, AreaDivisionJob.placed, AreaDivisionJob.displaced,
        SubjectAnnotating.annotated, SubjectLinking.linked, SubjectUnlinking.unlinked, SubjectByHand.added,
        WorkshopAddition.added, WorkshopChange.changed, WorkshopRemoval.removed, OfficerAddition.added,
        OfficerChange.changed, OfficerWithdrawal.withdrawn, OfficerRegister.released, OfficerPoolFounding.founded,
        OfficerPoolChange.changed, EnforcementEquipmentRegistration.registered, EnforcementEquipmentChange.changed,
        EnforcementEquipmentMovement.issued, EnforcementEquipmentMovement.returned,
        EnforcementEquipmentMovement.moved, LibrarySynthesis.began, CheckMatterCreation.created,
        CheckMatterChange.changed, CheckMatter.disabled, CheckMatter.enabled, BasicCheckMatterDelivery.delivered,
        InspectionTypeCreation.created, InspectionTypeChange.changed,
    ] + LicenceFacts.all
}
