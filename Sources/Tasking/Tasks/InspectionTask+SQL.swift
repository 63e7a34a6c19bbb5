import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension InspectionTask {
    static let columns: SQL = """
        t.id, t.version, t.task_no, t.mode, t.span, t.status, t.organization_id, t.creator_id, t.creator_name,
        t.established_on, t.purge_at, t.issued_at, t.created_at, t.updated_at, t.name, t.year, t.source, t.plan_id,
        t.start_date, t.end_date, t.nature, t.test_expiry, t.lead_domain, t.content_mode, t.subject_fixation, t.subject_selection,
        t.officer_selection, t.subject_requirement, t.work_requirement, t.remark, t.invitation_deadline
        """

    /// Tasks of agencies in scope, and those that agencies in scope execute or are invited to (ORG-23, SEC-08).
    package static func visible(to scope: Scope) -> SQL {
        """
        (\(scope.condition("t.organization_id")) OR EXISTS (SELECT 1 FROM task_agency a
            WHERE a.task_id = t.id AND \(scope.condition("a.agency_id"))) OR \(TaskInvitation.exists(for: scope)))
        """
    }

    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> InspectionTask {
        guard let found = try find(id, scope: scope, in: transaction) else { throw NotFound() }
        return found
    }

    /// Nil where there is no such task for the caller, or none any more.
    package static func find(_ id: ID, scope: Scope, in transaction: Transaction) throws -> InspectionTask? {
        try transaction.first(
            "SELECT \(columns) FROM inspection_task t WHERE t.id = \(id) AND \(visible(to: scope))", InspectionTask.init(row:))
    }

    /// Under lock, for acts; whoever calls it has made sure of the scope.
    package static func lock(_ id: ID, in transaction: Transaction) throws -> InspectionTask {
        let found = try transaction.locked(
            "SELECT \(columns) FROM inspection_task t WHERE t.id = \(id)", InspectionTask.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    /// For an agency that has a part in it; for every other it does not exist (SEC-08).
    static func lock(_ id: ID, withPartOf agency: Organization.ID, in transaction: Transaction) throws -> InspectionTask {
        let found = try lock(id, in: transaction)
        if found.organization == agency { return found }
        let part = try transaction.value(
            "SELECT 1 FROM task_agency WHERE task_id = \(id) AND agency_id = \(agency)", as: Int.self)
        guard part != nil else { throw NotFound() }
        return found
    }

    static func insert(
        _ id: ID, _ record: TaskRecord, mode: InspectionMode, number: String, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        let purgeAt = record.testExpiry?.end(from: now)
        try transaction.execute(
            """
            INSERT INTO inspection_task (id, version, task_no, mode, span, status, organization_id, creator_id,
                creator_name, name, nature, test_expiry, purge_at, year, lead_domain, source, plan_id, start_date,
                end_date, content_mode, subject_fixation, subject_selection, officer_selection, subject_requirement,
                work_requirement, remark, invitation_deadline, created_at, created_by, updated_at)
            VALUES (\(id), 1, \(number), \(mode), \(record.span), \(TaskStatus.draft),
                \(actor.organization), \(actor.account), \(actor.name), \(record.name), \(record.nature),
                \(record.testExpiry), \(purgeAt), \(record.year), \(record.leadDomain), \(record.source),
                \(record.plan), \(record.startDate), \(record.endDate), \(record.contentMode), \(record.fixation),
                \(record.subjectSelection), \(record.officerSelection), \(record.subjectRequirement),
                \(record.workRequirement), \(record.remark), \(record.invitationDeadline), \(now), \(actor.account), \(now))
            """)
        try index(id, record.name, in: transaction)
    }

    func update(to record: TaskRecord, version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE inspection_task SET version = version + 1, name = \(record.name), span = \(record.span),
                invitation_deadline = \(record.invitationDeadline), nature = \(record.nature),
                test_expiry = \(record.testExpiry), purge_at = \(purgeEnd(of: record, at: now)),
                year = \(record.year), lead_domain = \(record.leadDomain), source = \(record.source),
                plan_id = \(record.plan), start_date = \(record.startDate), end_date = \(record.endDate),
                content_mode = \(record.contentMode), subject_fixation = \(record.fixation), subject_selection = \(record.subjectSelection),
                officer_selection = \(record.officerSelection), subject_requirement = \(record.subjectRequirement),
                work_requirement = \(record.workRequirement), remark = \(record.remark), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        try Self.index(id, record.name, in: transaction)
    }

    func setStatus(_ status: TaskStatus, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE inspection_task SET version = version + 1, status = \(status), updated_at = \(now) WHERE id = \(id)")
    }

    func touch(in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET version = version + 1 WHERE id = \(id)")
    }

    func setEstablished(on date: CalendarDate, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET established_on = \(date) WHERE id = \(id)")
    }

    func setIssued(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE inspection_task SET issued_at = \(now) WHERE id = \(id)")
    }

    /// Everything this target holds of the task.
    func delete(in transaction: Transaction) throws {
        try PlannedInspection.release(from: id, in: transaction)
        try AdjustmentRecord.deleteAll(of: id, in: transaction)
        try TaskOrigin.delete(of: id, in: transaction)
        try transaction.execute(
            """
            DELETE FROM task_subject_officer WHERE task_subject_id IN
                (SELECT s.id FROM task_subject s WHERE s.task_id = \(id))
            """)
        try transaction.execute("DELETE FROM task_subject WHERE task_id = \(id)")
        try transaction.execute("DELETE FROM task_candidate WHERE task_id = \(id)")
        try transaction.execute("DELETE FROM sampling_category WHERE task_id = \(id)")
        try transaction.execute("DELETE FROM task_agency WHERE task_id = \(id)")
        try TaskInvitation.deleteAll(of: id, in: transaction)
        try TaskItem.deleteForms(of: id, in: transaction)
        try deleteDynamicForm(in: transaction)
        try Attachment.deleteAll(of: .task(id), in: transaction)
        try transaction.execute("DELETE FROM task_item WHERE task_id = \(id)")
        try Self.index(id, "", in: transaction)
        try transaction.execute("DELETE FROM inspection_task WHERE id = \(id)")
    }

    /// Test tasks whose test end has come (TASK-08).
    static func due(for now: Instant, limit: Int, in transaction: Transaction) throws -> [ID] {
        try transaction.all(
            "SELECT id FROM inspection_task WHERE purge_at <= \(now) ORDER BY purge_at LIMIT \(limit)") { try $0.next() }
    }

    private static func index(_ id: ID, _ name: String, in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM inspection_task WHERE id = \(id)") else { return }
        try transaction.index("inspection_task", serial: serial, text: name)
    }

    init(row: inout Row) throws {
        let id: ID = try row.next(), version: Int = try row.next(), number: String = try row.next()
        let mode: InspectionMode = try row.next(), span: AgencySpan = try row.next(), status: TaskStatus = try row.next()
        let organization: Organization.ID = try row.next()
        let creator: Account.ID = try row.next(), creatorName: String = try row.next()
        let established: CalendarDate? = try row.next(), purgeAt: Instant? = try row.next()
        let issued: Instant? = try row.next(), created: Instant = try row.next(), updated: Instant = try row.next()
        var record = try TaskRecord(row: &row)
        record.span = span
        self.init(
            id: id, version: version, number: number, mode: mode, status: status,
            organization: organization, creator: creator, creatorName: creatorName, establishedOn: established,
            purgeAt: purgeAt, issuedAt: issued, createdAt: created, updatedAt: updated, record: record)
    }
}

extension TaskRecord {
    fileprivate init(row: inout Row) throws {
        let name: String = try row.next(), year: Int = try row.next()
        self.init(
            name: name, year: year, source: try row.next(), plan: try row.next(), from: try row.next(), to: try row.next())
        nature = try row.next()
        testExpiry = try row.next()
        leadDomain = try row.next()
        contentMode = try row.next()
        fixation = try row.next()
        subjectSelection = try row.next()
        officerSelection = try row.next()
        subjectRequirement = try row.next()
        workRequirement = try row.next()
        remark = try row.next()
        invitationDeadline = try row.next()
    }
}
