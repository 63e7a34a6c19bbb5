import Authority
import Storage
import Timekeeping

/// A document is confirmed (文书确认, DOC-05): its content is frozen and it gets its number, once and for ever.
/// Printing comes after the transaction (`DocumentPrinting`).
package struct DocumentConfirmation: Sendable {
    package let content: DocumentContent
    package let organization: Organization.ID
    package let matter: DocumentMatter

    package init(_ content: DocumentContent, of organization: Organization.ID, in matter: DocumentMatter) {
        (self.content, self.organization, self.matter) = (content, organization, matter)
    }

    package static let confirmed = FactKind(
        code: "paperwork.document.confirmed", sentence: "{actor}确认文书{kind} {number}")

    /// What the rule looks at.
    struct Standing {
        var rule: DocumentNumberRule?
        /// Whether the same document of this matter exists and is not voided.
        var isMade: Bool
    }

    /// - Returns: the rule that gives the number.
    func permit(_ standing: Standing) throws(DocumentRefused) -> DocumentNumberRule {
        if standing.isMade { throw .alreadyMade }
        guard let rule = standing.rule else { throw .noNumberRule }
        return rule
    }
}
