import Paperwork
import Storage
import Tasking

/// Clears what this target holds of a test task whose end has come (TASK-08): results with their rounds, evidence,
/// signatures, reviews, documents, and what the phones sent.
package struct VisitDataKeeping: TaskDataKeeping {
    package init() {}

    package func clear(_ task: InspectionTask.ID, in transaction: Transaction) throws {
        for visit in try Self.visits(of: task, in: transaction) {
            try Inspection.forget(visit, in: transaction)
            try Self.deleteResults(of: visit, in: transaction)
            try Self.emptyEvents(of: visit, in: transaction)
            for document in try EnforcementDocument.all(of: DocumentMatter("Inspection", visit), in: transaction) {
                try document.delete(in: transaction)
            }
        }
    }
}
