import Authority
import Cryptography
import Paperwork
import Storage
import Tasking
import Timekeeping

/// The phone asks the server to take the result that its events add up to. The id of the `submitted` event is the key:
/// asking again gives the same answer (BEY-51).
package struct FieldSubmission: Sendable {
    package let visit: TaskSubject.ID
    package let event: FieldEvent.ID
    package let digest: Digest

    package init(of visit: TaskSubject.ID, asked event: FieldEvent.ID, digest: Digest) {
        (self.visit, self.event, self.digest) = (visit, event, digest)
    }

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, material: any DocumentMaterial,
        in transaction: Transaction
    ) throws {
        let subject = try TaskSubject.lock(visit, for: actor, in: transaction)
        guard let officer = actor.officer, try TaskSubject.isAssigned(officer, to: visit, in: transaction) else {
            throw ResultRefused.notAssigned
        }
        if try isDone(in: transaction) { return }
        let form = try InspectedForm.load(visit, of: subject.task, in: transaction)
        let basics = try VisitOpening.frozen(visit, protection: protection, in: transaction) ?? VisitBasics()
        let draft = VisitDraft(basics, try FieldEvent.of(visit, protection: protection, in: transaction))
        guard draft.submitted == event else { throw FieldConflict.notSubmitted }
        var submission = ResultSubmission(
            of: visit, from: .mobile, draft.result(of: form), notice: draft.notice, signatures: draft.signatures,
            refusal: draft.refusal)
        submission.conflicts = draft.conflicts
        submission.photos = draft.photos
        submission.digest = digest
        submission.event = event
        _ = try submission.make(by: actor, at: now, protection: protection, material: material, in: transaction)
    }
}
