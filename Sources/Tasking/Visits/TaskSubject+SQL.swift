import Authority
import Storage
import Timekeeping

extension TaskSubject {
    static let columns: SQL = """
        t.id, t.version, t.task_id, k.mode, t.subject_id, t.subject_name, t.subject_code, t.address, t.agency_id,
        t.status, t.rank, t.category, t.joining, t.started_at, t.finished_at, t.is_late, k.span, t.participant_id, t.is_ready
        """

    /// One that an agency in scope sets up or executes.
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> TaskSubject {
        let found = try transaction.first(
            """
            SELECT \(columns) FROM task_subject t JOIN inspection_task k ON k.id = t.task_id
            WHERE t.id = \(id) AND (\(scope.condition("t.agency_id")) OR \(scope.condition("k.organization_id")))
            """, TaskSubject.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    /// Under lock, for acts; whoever calls it makes sure of the scope and of who may act.
    package static func lock(_ id: ID, in transaction: Transaction) throws -> TaskSubject {
        // the lock is taken on this row alone: locking the joined task here would be another order than `settle` has
        let found = try transaction.lockedAlone(
            "SELECT \(columns) FROM task_subject t JOIN inspection_task k ON k.id = t.task_id WHERE t.id = \(id)",
            TaskSubject.init(row:))
        guard let found else { throw NotFound() }
        return found
    }

    /// - Parameter participant: the cooperating agency that the visit is for; nil for the lead's.
    static func insert(
        _ issued: IssuedSubject, by agency: Organization.ID, for participant: Organization.ID? = nil, into task: InspectionTask.ID,
        at now: Instant, in transaction: Transaction
    ) throws -> ID {
        let id = participant == nil ? issued.visit ?? ID(at: now) : ID(at: now)
        let twice = TaskRefused.subjectTwice
        _ = try transaction.refusing(["task_subject_once": twice, "task_subject_once_each": twice]) {
            try transaction.execute(
                """
                INSERT INTO task_subject (id, version, task_id, subject_id, subject_name, subject_code, subject_class,
                    address, agency_id, status, rank, category, joining, is_late, participant_id, created_at, updated_at)
                VALUES (\(id), 1, \(task), \(issued.subject), \(issued.name), \(issued.code), \(issued.subjectClass),
                    \(issued.address), \(agency), \(TaskSubjectStatus.awaitingOfficers), \(issued.rank),
                    \(issued.category), \(issued.joining), 0, \(participant), \(now), \(now))
                """)
        }
        return id
    }

    /// - Returns: the object as it is now.
    func setStatus(_ next: TaskSubjectStatus, begins: Bool, at now: Instant, in transaction: Transaction) throws -> TaskSubject {
        let moved = TaskSubject(
            id: id, version: version + 1, task: task, mode: mode, subject: subject, name: name, code: code,
            address: address, agency: agency, status: next, rank: rank, category: category, joining: joining,
            startedAt: begins ? startedAt ?? now : startedAt, finishedAt: next.isFinished ? now : nil,
            isLate: try next.isFinished && taskEnd(in: transaction).map { now.beijingDate > $0 } ?? false,
            span: span, participant: participant, isReady: isReady)
        try transaction.later(
            """
            UPDATE task_subject SET version = version + 1, status = \(moved.status), started_at = \(moved.startedAt),
                finished_at = \(moved.finishedAt), is_late = \(moved.isLate), updated_at = \(now)
            WHERE id = \(id)
            """)
        try transaction.later(
            """
            UPDATE task_subject_officer SET started_at = \(moved.startedAt), finished_at = \(moved.finishedAt)
            WHERE task_subject_id = \(id)
            """)
        return moved
    }

    func setReady(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE task_subject SET version = version + 1, is_ready = 1, updated_at = \(now) WHERE id = \(id)")
    }

    /// The visits of one object by all participants, under lock.
    static func lockVisits(
        of subject: SubjectID, in task: InspectionTask.ID, _ transaction: Transaction
    ) throws -> [TaskSubject] {
        let ids = try transaction.all(
            "SELECT id FROM task_subject WHERE subject_id = \(subject) AND task_id = \(task) ORDER BY id", { try $0.next(ID.self) })
        return try ids.map { try lock($0, in: transaction) }
    }

    /// The participating agencies that have no officers for the object of this visit yet (JOIN-09, INSP-02).
    package static func agenciesWithoutOfficers(of id: ID, in transaction: Transaction) throws -> [String] {
        try transaction.all(
            """
            SELECT o.name FROM task_subject v
            JOIN task_subject s ON s.subject_id = v.subject_id AND s.task_id = v.task_id
            JOIN organization o ON o.id = s.agency_id
            WHERE v.id = \(id) AND s.status = \(TaskSubjectStatus.awaitingOfficers) AND s.is_ready = 0 ORDER BY o.serial
            """) { try $0.next() }
    }

    private func taskEnd(in transaction: Transaction) throws -> CalendarDate? {
        try transaction.value("SELECT end_date FROM inspection_task WHERE id = \(task)")
    }

    /// Puts these officers in the place of whoever was named.
    package func setOfficers(_ officers: [VisitOfficer], in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM task_subject_officer WHERE task_subject_id = \(id)")
        for officer in officers {
            try transaction.execute(
                """
                INSERT INTO task_subject_officer (task_subject_id, officer_id, officer_name, certificate_number,
                    agency_id, is_lead, started_at, finished_at)
                VALUES (\(id), \(officer.officer), \(officer.name), \(officer.certificateNumber), \(officer.agency),
                    \(officer.isLead), \(startedAt), \(finishedAt))
                """)
        }
    }

    /// Whoever saw it before is overtaken, whatever row of it was changed (OPS-04).
    func touch(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE task_subject SET version = version + 1, updated_at = \(now) WHERE id = \(id)")
    }

    /// Who visits; the leader first.
    package static func officers(of id: ID, in transaction: Transaction) throws -> [VisitOfficer] {
        try askOfficers(of: id, in: transaction).all()
    }

    package static func askOfficers(of id: ID, in transaction: Transaction) throws -> Asked<VisitOfficer> {
        try transaction.ask(
            """
            SELECT officer_id, officer_name, certificate_number, agency_id, is_lead FROM task_subject_officer
            WHERE task_subject_id = \(id) ORDER BY is_lead DESC, certificate_number
            """
        ) { row in
            VisitOfficer(
                try row.next(), name: try row.next(), certificateNumber: try row.next(), agency: try row.next(),
                isLead: try row.next())
        }
    }

    /// Whether this officer was named for the visit.
    package static func isAssigned(_ officer: Identifier<OfficerMark>, to id: ID, in transaction: Transaction) throws -> Bool {
        try askAssigned(officer, to: id, in: transaction).first() != nil
    }

    package static func askAssigned(
        _ officer: Identifier<OfficerMark>, to id: ID, in transaction: Transaction
    ) throws -> Asked<Int> {
        try transaction.ask(
            "SELECT 1 FROM task_subject_officer WHERE officer_id = \(officer) AND task_subject_id = \(id)") { try $0.next() }
    }

    init(row: inout Row) throws {
        try self.init(
            id: row.next(), version: row.next(), task: row.next(), mode: row.next(), subject: row.next(),
            name: row.next(), code: row.next(), address: row.next(), agency: row.next(), status: row.next(),
            rank: row.next(), category: row.next(), joining: row.next(), startedAt: row.next(), finishedAt: row.next(),
            isLate: row.next(), span: row.next(), participant: row.next(), isReady: row.next())
    }
}
