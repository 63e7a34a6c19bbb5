import Authority

/// Every kind of fact this target records.
package enum PaperworkFacts {
    package static let kinds = [
        DocumentConfirmation.confirmed, DocumentVoiding.voided, DocumentReading.read, NumberRuleSetting.made, NumberRuleSetting.changed,
        DocumentPrinting.printed, DocumentPrinting.printedAnew,
    ]
}
