import Drawing
import Storage

extension DrawRecord {
    func hasEndedVisits(in transaction: Transaction) throws -> Bool {
        let finished = TaskSubjectStatus.allCases.filter(\.isFinished)
        let counts = try transaction.first(
            """
            SELECT count(*), count(*) FILTER (WHERE status NOT IN \(list: finished)) FROM task_subject
            WHERE task_id = \(task)
            """) { (all: try $0.next(Int.self), open: try $0.next(Int.self)) }
        return counts.map { $0.all > 0 && $0.open == 0 } ?? false
    }

    /// A few names of what is drawn from, for the rolling display (DRAW-21).
    package func rollingSubjects(limit: Int = 200, in transaction: Transaction) throws -> [String] {
        switch kind {
        case .subjects: try CandidateList.someNames(of: task, limit: limit, in: transaction)
        case .officers, .replacement:
            try transaction.all(
                """
                SELECT subject_name FROM task_subject WHERE task_id = \(task) AND agency_id = \(organization)
                    AND status = \(TaskSubjectStatus.awaitingOfficers) LIMIT \(limit)
                """) { try $0.next() }
        }
    }
}
