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

}

/// What voiding a document looks at. Its other acts belong to the visit that it is made in.
package struct DocumentStanding: ActStanding {
    let status: DocumentStatus
    let needsApproval: Bool
    /// A higher agency sees the document and does not void it.
    let isOwn: Bool
    let isMaker: Bool
    let isAdministrator: Bool

    package init(_ document: EnforcementDocument, madeBy maker: Account.ID?, _ actor: Actor) {
        (status, needsApproval) = (document.status, document.kind.needsApproval)
        isOwn = document.organization == actor.organization
        (isMaker, isAdministrator) = (maker == actor.account, actor.may(.manageDocumentRules))
    }

    package static func of(_ document: EnforcementDocument, for actor: Actor, in transaction: Transaction) throws -> DocumentStanding {
        DocumentStanding(document, madeBy: try document.maker(in: transaction), actor)
    }

    package func isCallers(_ act: DocumentAct) -> Bool {
        switch act {
        case .void: isOwn
        case .draft, .submit, .sendBack, .confirm, .seal, .serve: false
        }
    }

    package func permit(_ act: DocumentAct) throws(DocumentRefused) -> DocumentStatus {
        guard isMaker || isAdministrator else { throw .notOwnDocument }
        guard let next = status.next(after: act, needsApproval: needsApproval) else { throw .notVoidable(status) }
        return next
    }
}

extension DocumentVoiding {
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let found = try EnforcementDocument.load(document, scope: actor.scope.ownOnly, in: transaction)
        let next = try DocumentStanding.of(found, for: actor, in: transaction).admit(.void)
        guard reason.contains(where: { !$0.isWhitespace }) else { throw DocumentRefused.reasonMissing }
        try update(to: next, at: now, in: transaction)
        try Fact(
            kind: Self.voided, actor: actor, at: now, organization: found.organization, noun: "EnforcementDocument",
            record: document.bytes,
            details: [FactDetail("状态", before: found.status.label, after: next.label), FactDetail("作废理由", before: nil, after: reason)],
            values: ["kind": found.kind.label, "number": found.number]
        ).record(in: transaction)
    }
}
