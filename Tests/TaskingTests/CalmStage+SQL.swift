import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

@testable import Tasking

extension CalmStage {
    static func subject(_ name: String, in transaction: Transaction) throws -> SubjectID {
        guard let id = try transaction.value("SELECT id FROM regulated_subject WHERE name = \(name)", as: SubjectID.self) else {
            throw StorageError.broken("no subject \(name)")
        }
        return id
    }

    static func set(start: CalendarDate, end: CalendarDate, of task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET start_date = \(start), end_date = \(end), year = \(start.year) WHERE id = \(task)")
    }

    static func finish(_ task: InspectionTask.ID, on date: CalendarDate, as status: TaskSubjectStatus = .completed, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE task_subject SET status = \(status), started_at = \(date.start), finished_at = \(date.start) WHERE task_id = \(task)")
    }

    /// Of each subject every visit with what says whether it counts, for counting them by hand.
    static func visits(in transaction: Transaction) throws -> [(subject: SubjectID, day: CalendarDate?, year: Int, counts: Bool)] {
        try transaction.all(
            "SELECT v.subject_id, v.started_at, t.year, t.nature, t.status, v.status FROM task_subject v JOIN inspection_task t ON t.id = v.task_id"
        ) { row in
            let subject: SubjectID = try row.next(), started: Instant? = try row.next(), year: Int = try row.next()
            let nature: TaskNature = try row.next(), task: TaskStatus = try row.next(), status: TaskSubjectStatus = try row.next()
            let isScrapped = task == .abolished || task == .purged
            return (subject, started?.beijingDate, year, nature == .formal && !isScrapped && status != .notInspectable)
        }
    }

    static func messages(to account: Account.ID, in transaction: Transaction) throws -> [String] {
        try transaction.all("SELECT title FROM message WHERE account_id = \(account) ORDER BY serial") { try $0.next() }
    }
}
