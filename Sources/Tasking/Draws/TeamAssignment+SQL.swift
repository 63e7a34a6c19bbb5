import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension TeamAssignment {
    /// The agency's objects that wait for officers, by code.
    func visits(in transaction: Transaction) throws -> [String: TaskSubject.ID] {
        let rows = try transaction.all(
            """
            SELECT subject_code, id FROM task_subject
            WHERE task_id = \(task) AND agency_id = \(agency) AND status = \(TaskSubjectStatus.awaitingOfficers)
                AND is_ready = 0
            """) { (try $0.next(String.self), try $0.next(TaskSubject.ID.self)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}

/// An officer as the choosing of officers looks at one.
package struct OfficerCandidate: Sendable {
    package let id: Identifier<OfficerMark>
    package let name: String
    package let certificateNumber: String
    package let organization: Organization.ID
    package private(set) var canLead: Bool
    /// Active, and the certificate is valid (OFCR-06).
    package let isFit: Bool
    package let validUntil: CalendarDate?
    package let account: Account.ID?

    private static let columns: SQL = """
        t.id, t.full_name, t.certificate_number, t.organization_id, t.is_leader, t.status, t.certificate_valid_until,
        t.account_id
        """

    /// Those of the agency who may be drawn or assigned today (OFCR-06, OFCR-09).
    package static func available(_ agency: Organization.ID, on date: CalendarDate, in transaction: Transaction) throws -> [OfficerCandidate] {
        try transaction.all(
            """
            SELECT \(columns) FROM enforcement_officer t WHERE t.organization_id = \(agency) AND t.status = \(OfficerStatus.active)
                AND t.certificate_valid_until >= \(date) ORDER BY t.certificate_number
            """) { try OfficerCandidate(&$0, date) }
    }

    /// Those of `candidates` who are members of the pool, leading where the pool says so (OFCR-08).
    package static func of(
        _ pool: OfficerPool.ID, among candidates: [OfficerCandidate], in transaction: Transaction
    ) throws -> [OfficerCandidate] {
        let leads = Dictionary(
            try OfficerPool.members(of: pool, in: transaction).map { ($0.officer.as(OfficerMark.self), $0.isLeader) },
            uniquingKeysWith: { first, _ in first })
        return candidates.compactMap { candidate in
            guard let canLead = leads[candidate.id] else { return nil }
            var member = candidate
            member.canLead = canLead
            return member
        }
    }

    static func load(_ ids: Set<Identifier<OfficerMark>>, on date: CalendarDate, in transaction: Transaction) throws -> [OfficerCandidate] {
        try transaction.all(
            "SELECT \(columns) FROM enforcement_officer t WHERE t.id IN \(list: ids.sorted()) ORDER BY t.certificate_number"
        ) { try OfficerCandidate(&$0, date) }
    }

    /// By the number that stood in the files of a draw, whatever it is now.
    static func held(
        _ ids: [String: Identifier<OfficerMark>], in transaction: Transaction
    ) throws -> [String: OfficerCandidate] {
        let found = Dictionary(
            try transaction.all("SELECT \(columns) FROM enforcement_officer t WHERE t.id IN \(list: ids.values.sorted())") {
                try OfficerCandidate(&$0, nil)
            }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMapValues { found[$0] }
    }

    /// As the files of a draw name them: upper-case. A number may have belonged to somebody withdrawn before.
    static func byCertificate(
        _ numbers: Set<String>, of agency: Organization.ID, in transaction: Transaction
    ) throws -> [String: OfficerCandidate] {
        let found = try transaction.all(
            """
            SELECT \(columns) FROM enforcement_officer t
            WHERE t.organization_id = \(agency) AND upper(t.certificate_number) IN \(list: numbers.sorted())
            ORDER BY CASE WHEN t.status = \(OfficerStatus.withdrawn) THEN 1 ELSE 0 END, t.serial DESC
            """
        ) { try OfficerCandidate(&$0, nil) }
        return Dictionary(found.map { ($0.certificateNumber.uppercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private init(_ row: inout Row, _ date: CalendarDate?) throws {
        id = try row.next()
        name = try row.next()
        certificateNumber = try row.next()
        organization = try row.next()
        canLead = try row.next()
        let status: OfficerStatus = try row.next(), until: CalendarDate? = try row.next()
        validUntil = until
        isFit = status == .active && (date.map { day in until.map { $0 >= day } ?? false } ?? true)
        account = try row.next()
    }
}
