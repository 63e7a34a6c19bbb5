import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension PublishableResult {
    /// Written by the review that approves the result, in its transaction. The same result again changes nothing.
    package static func receive(
        _ record: PublishableRecord, inspection: ID, of organization: Organization.ID, at now: Instant, in transaction: Transaction
    ) throws {
        let serial = try transaction.value(
            """
            INSERT INTO publishable_result (inspection_id, version, organization_id, status, task_name, task_number,
                agency_name, subject_name, subject_code, subject_class, subject_kind, item_names, result, is_problem, inspected_on,
                approved_at, updated_at)
            VALUES (\(inspection), 1, \(organization), \(PublicationStatus.unpublished), \(record.taskName),
                \(record.taskNumber), \(record.agencyName), \(record.subjectName), \(record.subjectCode),
                \((record.subjectKind ?? .person).subjectClass), \(record.subjectKind), \(record.itemNames.joined(separator: "、")), \(record.result), \(record.isProblem),
                \(record.inspectedOn), \(now), \(now))
            ON CONFLICT (inspection_id) DO NOTHING RETURNING serial
            """, as: Int64.self)
        guard let serial else { return }
        try transaction.index(
            "publishable_result", serial: serial, text: "\(record.subjectName) \(record.subjectCode) \(record.taskName)")
    }

    /// Nil when the result was not approved, or is outside the scope.
    static func lock(_ id: ID, scope: Scope, in transaction: Transaction) throws -> PublishableResult? {
        try transaction.locked(
            """
            SELECT \(columns) FROM publishable_result t
            WHERE t.inspection_id = \(id) AND \(scope.condition("t.organization_id"))
            """, read)
    }

    /// Whether it is a visit of the agency at all, with a result or without.
    static func isVisit(_ id: ID, of agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM task_subject WHERE id = \(id) AND agency_id = \(agency)", as: Int.self) != nil
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> PublishableResult {
        let found = try transaction.first(
            """
            SELECT \(columns) FROM publishable_result t
            WHERE t.inspection_id = \(id) AND \(scope.condition("t.organization_id"))
            """, read)
        guard let found else { throw NotFound() }
        return found
    }

    /// The entries of one tab, newest approval first.
    package static func list(
        _ status: PublicationStatus, text: String?, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<PublishableResult> {
        var query = ListQuery("publishable_result", columns: columns)
        query.filter(scope.condition("t.organization_id"))
        query.filter("t.status = \(status)")
        query.search(text)
        return try query.load(page, in: transaction, read)
    }

    func move(to status: PublicationStatus, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE publishable_result SET status = \(status), updated_at = \(now), version = version + 1
            WHERE inspection_id = \(id) AND version = \(version)
            """)
    }

    private static let columns: SQL = """
        t.inspection_id, t.version, t.organization_id, t.status, t.task_name, t.task_number, t.agency_name, t.subject_name,
        t.subject_code, t.subject_kind, t.item_names, t.result, t.is_problem, t.inspected_on, t.approved_at
        """

    private static func read(_ row: inout Row) throws -> PublishableResult {
        PublishableResult(
            id: try row.next(), version: try row.next(), organization: try row.next(), status: try row.next(),
            record: PublishableRecord(
                taskName: try row.next(), taskNumber: try row.next(), agencyName: try row.next(),
                subjectName: try row.next(), subjectCode: try row.next(), subjectKind: try row.next(),
                itemNames: try row.next(String.self).split(separator: "、").map(String.init), result: try row.next(),
                isProblem: try row.next(), inspectedOn: try row.next()),
            approvedAt: try row.next())
    }
}
