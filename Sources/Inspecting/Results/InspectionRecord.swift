import Authority
import Storage
import Tasking
import Timekeeping

extension ResultSubmission {
    /// Confirms the document 现场检查记录 (DOC-08, DOC-11) in the transaction of the result.
    func confirmRecord(
        _ subject: TaskSubject, _ form: InspectedForm, _ officers: [VisitOfficer], _ former: Former?, by actor: Actor,
        at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Identifier<DocumentMark>? {
        nil
    }
}
