import Authority
import Inspecting
import Probing
import Storage
import Synchronization
import Tasking

/// 提交检查结果: a result of thirty contents with three signatures, its numbered record, the messages to the reviewers
/// and three facts, in one call of the interface (INSP-10…20).
final class InspectionSubmission: Submission {
    private let desk: VisitDesk
    private let batch: Int
    private let visits = Mutex<[TaskSubject.ID]>([])

    /// - Parameter batch: how many visits are added before a round.
    init(_ desk: VisitDesk, batch: Int) { (self.desk, self.batch) = (desk, batch) }

    var account: DemoStore.Account { .officer }

    func prepare(_ database: Database) async throws {
        let (desk, batch) = (desk, batch)
        let added = try await database.write { try desk.addVisits(batch, in: $0) }
        visits.withLock { $0 += added }
    }

    func name(_ number: Int) -> String? { visit(number)?.description }

    func question(_ visitor: Visitor, _ entry: SubmissionJournal.Entry) -> HTTPQuestion {
        desk.question(visitor, entry.name, key: entry.key)
    }

    private func visit(_ number: Int) -> TaskSubject.ID? {
        visits.withLock { number < $0.count ? $0[number] : nil }
    }
}
