@testable import Authority
@testable import Storage
import Tasking

/// The enterprise of the demonstration, where one visit has taken place, and another that is to come.
enum VisitLedgerRows {
    /// The running task has not drawn it: whom it has, chance has decided.
    static func settle(in transaction: Transaction) throws -> String {
        let id = try enterprise(in: transaction), mark = Identifier<Never>(id)
        let free: SQL = """
            SELECT id FROM regulated_subject WHERE class = 'organization' AND id NOT IN (SELECT subject_id FROM task_subject)
            ORDER BY serial LIMIT 1
            """
        try transaction.execute("UPDATE task_subject SET subject_id = (\(free)) WHERE subject_id = \(mark) AND task_id IN (\(running))")
        return id
    }

    private static let running: SQL = "SELECT id FROM inspection_task WHERE name LIKE '%第二批%'"

    private static func enterprise(in transaction: Transaction) throws -> String {
        guard let id = try transaction.value("SELECT subject_id FROM enterprise_account ORDER BY serial LIMIT 1", as: Identifier<Never>.self) else {
            throw StorageError.broken("no enterprise")
        }
        return id.description
    }

    /// One of the objects of the running task that nobody has visited yet becomes the enterprise.
    static func announce(to enterprise: String, in transaction: Transaction) throws {
        guard let id = Identifier<Never>(enterprise) else { throw StorageError.broken("no \(enterprise)") }
        let visit: SQL = """
            SELECT v.id FROM task_subject v JOIN inspection_task t ON t.id = v.task_id
            WHERE t.name LIKE '%第二批%' AND v.status = \(TaskSubjectStatus.awaitingInspection) ORDER BY v.serial LIMIT 1
            """
        try transaction.execute("UPDATE task_subject SET subject_id = \(id) WHERE id = (\(visit))")
    }

    /// The running task is of another agency, which also carries it out.
    static func giveAway(to agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET organization_id = \(agency) WHERE name LIKE '%第二批%'")
        try transaction.execute(
            "UPDATE task_subject SET agency_id = \(agency) WHERE task_id IN (\(running))")
    }
}
