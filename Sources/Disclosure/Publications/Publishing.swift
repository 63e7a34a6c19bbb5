import Authority
import Storage
import Timekeeping

/// An approved result is made public (公示, PUB-01): by an explicit act, never by itself.
package struct Publishing: Sendable {
    package let inspection: PublishableResult.ID

    package init(of inspection: PublishableResult.ID) { self.inspection = inspection }

    package static let published = FactKind(code: "disclosure.publication.made", sentence: "{actor}公示“{subject}”的检查结果")
}

extension Publishing {
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Publication.ID {
        try actor.require(.publish)
        let found = try PublishableResult.lock(inspection, scope: actor.scope.ownOnly, in: transaction)
        if found == nil, try !PublishableResult.isVisit(inspection, of: actor.organization, in: transaction) { throw NotFound() }
        let next = try PublicationStanding(found?.status, isOwn: true, actor).admit(.publish)
        guard let found else { throw PublicationRefused.notApproved }
        let id = Publication.ID(at: now)
        try transaction.refusing(["publication_current": PublicationRefused.alreadyPublished]) {
            try insert(found, as: id, by: actor, at: now, in: transaction)
        }
        try found.move(to: next, at: now, in: transaction)
        try Fact(
            kind: Self.published, actor: actor, at: now, organization: found.organization, noun: "Publication",
            record: id.bytes,
            details: [
                FactDetail("状态", before: found.status.label, after: next.label),
                FactDetail("检查任务", before: nil, after: found.record.taskName),
                FactDetail("检查结果", before: nil, after: found.record.result),
            ],
            values: ["subject": found.record.publicName]
        ).record(in: transaction)
        return id
    }
}
