import Authority
import Storage
import Timekeeping

extension OfficerRecusal {
    package static func all(of task: InspectionTask.ID, agency: Organization.ID, in transaction: Transaction) throws -> [Declared] {
        try transaction.all(
            """
            SELECT r.officer_id, f.full_name, r.subject_id, v.subject_name, r.reason FROM officer_recusal r
            JOIN enforcement_officer f ON f.id = r.officer_id
            JOIN task_subject v ON v.task_id = r.task_id AND v.subject_id = r.subject_id
            WHERE r.task_id = \(task) AND v.agency_id = \(agency) ORDER BY r.declared_at, f.certificate_number
            """
        ) { row in
            try Declared(
                officer: row.next(), officerName: row.next(), subject: row.next(), subjectName: row.next(), reason: row.next())
        }
    }

    /// Nil unless both belong to the agency and the object waits for officers in this task.
    func names(for agency: Organization.ID, in transaction: Transaction) throws -> (officer: String, subject: String)? {
        try transaction.first(
            """
            SELECT f.full_name, v.subject_name FROM enforcement_officer f JOIN task_subject v ON v.agency_id = f.organization_id
            WHERE f.id = \(officer) AND v.task_id = \(task) AND v.subject_id = \(subject) AND v.agency_id = \(agency)
                AND v.status = \(TaskSubjectStatus.awaitingOfficers) AND v.is_ready = 0
            """) { (try $0.next(), try $0.next()) }
    }

    func store(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO officer_recusal (task_id, officer_id, subject_id, reason, declared_by, declared_at)
            VALUES (\(task), \(officer), \(subject), \(reason), \(actor.account), \(now))
            ON CONFLICT (task_id, officer_id, subject_id) DO UPDATE SET reason = excluded.reason
            """)
    }

    func delete(in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM officer_recusal
            WHERE task_id = \(task) AND officer_id = \(officer) AND subject_id = \(subject)
            """)
    }
}
