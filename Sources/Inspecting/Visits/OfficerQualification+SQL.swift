import Authority
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

extension OfficerQualification {
    static func load(_ officers: [Identifier<OfficerMark>], in transaction: Transaction) throws -> [OfficerQualification] {
        try transaction.all("\(selection) WHERE id IN \(list: officers) ORDER BY serial", read)
    }

    /// Of those who are named for a visit.
    static func ask(of visit: TaskSubject.ID, in transaction: Transaction) throws -> Asked<OfficerQualification> {
        try transaction.ask(
            """
            \(selection)
            WHERE id IN (SELECT officer_id FROM task_subject_officer WHERE task_subject_id = \(visit)) ORDER BY serial
            """, read)
    }

    private static let selection: SQL = "SELECT id, full_name, status, certificate_valid_until FROM enforcement_officer"

    private static func read(_ row: inout Row) throws -> OfficerQualification {
        OfficerQualification(
            officer: try row.next(), name: try row.next(), isActive: try row.next(OfficerStatus.self) == .active,
            validUntil: try row.next())
    }
}
