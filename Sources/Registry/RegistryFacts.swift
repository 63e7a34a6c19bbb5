import Authority

/// Every kind of fact this target records.
package enum RegistryFacts {
    package static let kinds = [
        SubjectRegistration.registered, SubjectChange.changed, SubjectFullView.viewed, ExportJob.requested,
        ExportJob.exported, SubjectDrafting.drafted,
        SubjectSubmission.submitted, SubjectWritingOff.writtenOff, SubjectRestoring.restored, AreaAddition.added, AreaChange.changed,
        AreaGridChange.changed, AreaDivisionJob.placed, AreaDivisionJob.displaced,
        SubjectAnnotating.annotated, SubjectLinking.linked, SubjectUnlinking.unlinked, SubjectByHand.added, WorkshopAddition.added,
        WorkshopChange.changed, WorkshopRemoval.removed, OfficerAddition.added,
        OfficerChange.changed, OfficerWithdrawal.withdrawn, OfficerRegister.released, OfficerPoolFounding.founded,
        OfficerPoolChange.changed, EnforcementEquipmentRegistration.registered,
        EnforcementEquipmentChange.changed, EnforcementEquipmentMovement.issued, EnforcementEquipmentMovement.returned,
        EnforcementEquipmentMovement.moved, ItemCreation.created,
        ItemChange.changed, Item.disabled, Item.enabled, ItemClaim.claimed, ItemReturn.returned,
        CheckFormCreation.created, CheckFormChange.changed, CheckFormEnabling.enabled, CheckForm.disabled,
        CheckForm.enabled, LibrarySynthesis.began, StatuteAddition.added, StatuteChange.changed,
        StatuteRepeal.repealed, ArticleAmendment.amended, ArticleAmendment.corrected, ArticleRepeal.repealed,
        LawImportJob.imported, LawImportCorrection.corrected, LawDelivery.delivered, LegalRuleSuccession.succeeded,
        CheckMatterCreation.created, CheckMatterChange.changed, CheckMatter.disabled, CheckMatter.enabled,
        BasicCheckMatterDelivery.delivered, InspectionTypeCreation.created, InspectionTypeChange.changed,
        ResultTemplateCreation.created, ResultTemplateChange.changed, OwnResultTemplate.disabled, OwnResultTemplate.enabled,
    ] + ImportFacts.kinds + LicenceFacts.all + TestingBodyFacts.all
}
