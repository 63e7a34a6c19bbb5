import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension CapExemption {
    private static let columns: SQL = """
        t.id, t.version, t.status, t.organization_id, o.name, t.task_id, t.task_name, t.task_no, t.subject_id, t.subject_name,
        t.grade, t.agency_name, t.visits, t.cap, t.year, t.reason, t.requested_by, t.requested_by_name, t.requested_at,
        t.opinion, t.decided_by_name, t.decided_at, t.used_at
        """
    private static let joins: SQL = "JOIN organization o ON o.id = t.organization_id"

    init(_ task: InspectionTask, _ hit: CapHit, because reason: String, by actor: Actor, at now: Instant) {
        self.init(
            id: ID(at: now), version: 1, status: .pending, organization: actor.organization, organizationName: actor.organizationName,
            task: task.id, taskName: task.record.name, taskNumber: task.number, hit: hit, year: task.record.year, reason: reason,
            requester: actor.account, requesterName: actor.name, requestedAt: now, opinion: "", deciderName: "", decidedAt: nil, usedAt: nil)
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> CapExemption {
        let found = try transaction.first(
            "SELECT \(columns) FROM cap_exemption t \(joins) WHERE t.id = \(id) AND \(scope.condition("t.organization_id"))",
            CapExemption.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    static func lock(_ id: ID, in transaction: Transaction) throws -> CapExemption {
        let found = try transaction.lockedAlone(
            "SELECT \(columns) FROM cap_exemption t \(joins) WHERE t.id = \(id)", CapExemption.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    package static func list(
        status: CapExemptionStatus?, scope: Scope, page: ListPage, in transaction: Transaction
    ) throws -> Listed<CapExemption> {
        var query = ListQuery("cap_exemption", columns: columns, lookups: joins)
        query.filter(scope.condition("t.organization_id"))
        if let status { query.filter("t.status = \(status)") }
        return try query.load(page, in: transaction, CapExemption.init(row:))
    }

    /// Of one task, the newest first.
    package static func all(of task: InspectionTask.ID, in transaction: Transaction) throws -> [CapExemption] {
        try transaction.all(
            "SELECT \(columns) FROM cap_exemption t \(joins) WHERE t.task_id = \(task) ORDER BY t.serial DESC LIMIT 100",
            CapExemption.init(row:))
    }

    static func approved(andIssuedIn task: InspectionTask.ID, in transaction: Transaction) throws -> [CapExemption] {
        try transaction.all(
            """
            SELECT \(columns) FROM cap_exemption t \(joins) WHERE t.task_id = \(task) AND t.status = \(CapExemptionStatus.approved)
                AND EXISTS (SELECT 1 FROM task_subject v WHERE v.task_id = t.task_id AND v.subject_id = t.subject_id)
            ORDER BY t.serial
            """, CapExemption.init(row:))
    }

    static func isInScope(_ subject: SubjectID, _ scope: Scope, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            "SELECT 1 FROM regulated_subject s WHERE s.id = \(subject) AND \(scope.condition("s.jurisdiction_id"))", as: Int.self) != nil
    }

    func insert(in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO cap_exemption (id, version, status, organization_id, task_id, task_name, task_no, subject_id, subject_name,
                grade, agency_name, visits, cap, year, reason, requested_by, requested_by_name, requested_at, opinion, decided_by_name)
            VALUES (\(id), 1, \(status), \(organization), \(task), \(taskName), \(taskNumber), \(hit.subject), \(hit.name),
                \(hit.grade), \(hit.agencyName), \(hit.visits), \(hit.limit), \(year), \(reason), \(requester), \(requesterName),
                \(requestedAt), '', '')
            """)
    }

    func decide(
        _ next: CapExemptionStatus, opinion: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE cap_exemption SET version = version + 1, status = \(next), opinion = \(opinion), decided_by = \(actor.account),
                decided_by_name = \(actor.name), decided_at = \(now) WHERE id = \(id)
            """)
    }

    func setUsed(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE cap_exemption SET version = version + 1, status = \(CapExemptionStatus.used), used_at = \(now) WHERE id = \(id)
            """)
    }

    private init(row: inout Row) throws {
        let id: ID = try row.next(), version: Int = try row.next(), status: CapExemptionStatus = try row.next()
        let organization: Organization.ID = try row.next(), organizationName: String = try row.next()
        let task: InspectionTask.ID = try row.next(), taskName: String = try row.next(), taskNumber: String = try row.next()
        let subject: SubjectID = try row.next(), name: String = try row.next(), grade: Grade = try row.next()
        let agencyName: String = try row.next(), visits: Int = try row.next(), limit: Int = try row.next()
        self.init(
            id: id, version: version, status: status, organization: organization, organizationName: organizationName, task: task,
            taskName: taskName, taskNumber: taskNumber,
            hit: CapHit(subject: subject, name: name, grade: grade, agencyName: agencyName, visits: visits, limit: limit),
            year: try row.next(), reason: try row.next(), requester: try row.next(), requesterName: try row.next(),
            requestedAt: try row.next(), opinion: try row.next(), deciderName: try row.next(), decidedAt: try row.next(),
            usedAt: try row.next())
    }
}
