import Authority
import Storage
import Timekeeping

/// A publication is withdrawn with a reason (撤销公示, PUB-04): the public sees it no more, the history keeps it.
package struct PublicationWithdrawal: Sendable {
    package let inspection: PublishableResult.ID
    package let reason: String

    package init(of inspection: PublishableResult.ID, reason: String) { (self.inspection, self.reason) = (inspection, reason) }

    package static let withdrawn = FactKind(
        code: "disclosure.publication.withdrawn", sentence: "{actor}撤销“{subject}”检查结果的公示")
}

extension PublicationWithdrawal {
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.withdrawPublications)
        guard let found = try PublishableResult.lock(inspection, scope: actor.scope, in: transaction) else { throw NotFound() }
        let next = try PublicationStanding(found, actor).admit(.withdraw)
        guard reason.contains(where: { !$0.isWhitespace }) else { throw PublicationRefused.reasonMissing }
        let publication = try close(to: next, by: actor, at: now, in: transaction)
        try found.move(to: next, at: now, in: transaction)
        try Fact(
            kind: Self.withdrawn, actor: actor, at: now, organization: found.organization, noun: "Publication",
            record: publication.bytes,
            details: [
                FactDetail("状态", before: found.status.label, after: next.label), FactDetail("撤销理由", before: nil, after: reason),
            ],
            values: ["subject": found.record.publicName]
        ).record(in: transaction)
    }
}
