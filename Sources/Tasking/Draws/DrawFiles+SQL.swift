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

    /// 抽取结果 of a draw of objects, in order of rank, as issued.
    package func drawnSubjects(limit: Int, in transaction: Transaction) throws -> [TaskSubject] {
        try transaction.all(
            """
            SELECT \(TaskSubject.columns) FROM task_subject t JOIN inspection_task k ON k.id = t.task_id
            WHERE t.task_id = \(task) AND t.rank IS NOT NULL ORDER BY t.rank LIMIT \(limit)
            """, TaskSubject.init(row:))
    }
}
