@testable import Authority
@testable import Storage
import Tasking

/// The running task of the demonstration with objects that wait for officers, and a township that could inspect them.
enum AdjustmentRows {
    static let township = "城关镇市场监督管理所"

    static func settle(under county: Organization.ID, in transaction: Transaction) throws {
        try RoleRows.insertTownship(under: county, in: transaction)
        let place = try RoleRows.organization(township, in: transaction)
        try transaction.execute(
            "INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by) SELECT DISTINCT item_id, \(place), 0, item_id FROM task_item")
        let task: SQL = "(SELECT id FROM inspection_task WHERE name LIKE '%第二批%')"
        let waiting: SQL = "task_id = \(task) AND status = \(TaskSubjectStatus.awaitingInspection)"
        try transaction.execute(
            "DELETE FROM task_subject_officer WHERE task_subject_id IN (SELECT id FROM task_subject WHERE \(waiting))")
        try transaction.execute("UPDATE task_subject SET status = \(TaskSubjectStatus.awaitingOfficers) WHERE \(waiting)")
        try transaction.execute("UPDATE inspection_task SET status = \(TaskStatus.awaitingOfficers) WHERE id = \(task)")
    }

    static func messages(to account: Account.ID, in transaction: Transaction) throws -> [String] {
        try transaction.all("SELECT text FROM message WHERE account_id = \(account) ORDER BY serial") { try $0.next() }
    }

    /// What somebody ticked while another named its officers.
    static func drawn(in transaction: Transaction) throws -> (id: String, version: Int, name: String) {
        let found = try transaction.first(
            """
            SELECT v.id, v.version, v.subject_name FROM task_subject v JOIN inspection_task t ON t.id = v.task_id
            WHERE t.name LIKE '%第二批%' AND v.status <> \(TaskSubjectStatus.awaitingOfficers) LIMIT 1
            """) { (try $0.next(TaskSubject.ID.self).description, try $0.next(Int.self), try $0.next(String.self)) }
        guard let found else { throw StorageError.broken("every object waits") }
        return found
    }
}
