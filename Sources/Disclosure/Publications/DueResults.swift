import Inspecting
import Registry
import Storage
import Tasking
import Timekeeping

/// Takes every result that review approves onto the list of what is due for publication (PUB-07, BEY-02), in the
/// transaction of the review. Results of test tasks are never published.
package struct DueResults: ApprovedResultReceiving {
    package init() {}

    package func receive(_ result: ApprovedResult, at now: Instant, in transaction: Transaction) throws {
        guard let origin = try origin(of: result, in: transaction), !origin.isTest else { return }
        let record = PublishableRecord(
            taskName: origin.taskName, taskNumber: origin.taskNumber, agencyName: origin.agencyName,
            subjectName: result.subjectName, subjectCode: result.subjectCode, subjectKind: origin.subjectKind,
            itemNames: origin.itemNames, result: result.result.label, isProblem: result.result == .problem,
            inspectedOn: result.inspectedOn)
        try PublishableResult.receive(
            record, inspection: result.inspection.as(InspectionMark.self), of: result.agency, at: now, in: transaction)
    }

    /// The names that are published with a result.
    struct Origin {
        let taskName: String
        let taskNumber: String
        let isTest: Bool
        let subjectKind: SubjectKind?
        let agencyName: String
        let itemNames: [String]
    }
}
