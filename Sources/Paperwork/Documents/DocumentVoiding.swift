import Authority
import Storage
import Timekeeping

/// A confirmed document is voided (作废, DOC-18); it keeps its number, and the number is never given again (DOC-05).
package struct DocumentVoiding: Sendable {
    package let document: EnforcementDocument.ID
    /// The version that the person saw (OPS-04).
    package let version: Int
    package let reason: String

    package init(of document: EnforcementDocument.ID, version: Int, reason: String) {
        (self.document, self.version, self.reason) = (document, version, reason)
    }

    package static let voided = FactKind(code: "paperwork.document.voided", sentence: "{actor}作废文书{kind} {number}")

    struct Standing {
        var status: DocumentStatus
        var needsApproval: Bool
        var isMaker: Bool
        var isAdministrator: Bool
    }

    /// - Returns: the status the document gets.
    func permit(_ standing: Standing) throws(DocumentRefused) -> DocumentStatus {
        guard standing.isMaker || standing.isAdministrator else { throw .notOwnDocument }
        guard let next = standing.status.next(after: .void, needsApproval: standing.needsApproval)
        else { throw .notVoidable(standing.status) }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
        return next
    }
}

extension DocumentVoiding {
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        // a higher agency sees the document and does not void it
        let found = try EnforcementDocument.load(document, scope: actor.scope.ownOnly, in: transaction)
        let next = try permit(Standing(
            status: found.status, needsApproval: found.kind.needsApproval,
            isMaker: try maker(in: transaction) == actor.account, isAdministrator: actor.may(.manageDocumentRules)))
        try update(to: next, at: now, in: transaction)
        try Fact(
            kind: Self.voided, actor: actor, at: now, organization: found.organization, noun: "EnforcementDocument",
            record: document.bytes,
            details: [FactDetail("状态", before: found.status.label, after: next.label), FactDetail("作废理由", before: nil, after: reason)],
            values: ["kind": found.kind.label, "number": found.number]
        ).record(in: transaction)
    }
}
