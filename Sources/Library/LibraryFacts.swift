import Authority

/// Every kind of fact this target records. Their codes begin with `registry`, where they were recorded first.
package enum LibraryFacts {
    package static let kinds = [
        ItemCreation.created, ItemChange.changed, Item.disabled, Item.enabled, ItemClaim.claimed, ItemReturn.returned,
        CheckFormCreation.created, CheckFormChange.changed, CheckFormEnabling.enabled, CheckForm.disabled,
        CheckForm.enabled, StatuteAddition.added, StatuteChange.changed, StatuteRepeal.repealed,
        ArticleAmendment.amended, ArticleAmendment.corrected, ArticleRepeal.repealed, LawImportJob.imported,
        LawImportCorrection.corrected, LawDelivery.delivered, LegalRuleSuccession.succeeded,
        ResultTemplateCreation.created, ResultTemplateChange.changed, OwnResultTemplate.disabled,
        OwnResultTemplate.enabled,
    ]
}
