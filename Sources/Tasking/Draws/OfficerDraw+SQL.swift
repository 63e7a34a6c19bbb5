import Authority
import Drawing
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension OfficerDraw {
    func standing(of task: InspectionTask, for actor: Actor, at now: Instant, in transaction: Transaction) throws -> Standing {
        let counts = try transaction.first(
            """
            SELECT count(*), count(*) FILTER (WHERE status = \(TaskSubjectStatus.awaitingOfficers) AND is_ready = 0) FROM task_subject
            WHERE task_id = \(task.id) AND agency_id = \(actor.organization)
            """) { (all: try $0.next(Int.self), waiting: try $0.next(Int.self)) }
        let all = counts?.all ?? 0
        // a task that the agency neither made nor executes does not exist for it (SEC-08)
        guard all > 0 || task.organization == actor.organization else { throw NotFound() }
        return Standing(
            status: task.status, selection: task.record.officerSelection, waiting: counts?.waiting ?? 0, all: all,
            agency: actor.organization,
            candidates: try candidates(for: actor, on: now.beijingDate, in: transaction))
    }

    /// From a pool only its members, with its marks.
    private func candidates(for actor: Actor, on date: CalendarDate, in transaction: Transaction) throws -> [OfficerCandidate] {
        let found = try OfficerCandidate.load(officers, on: date, in: transaction)
        guard let pool else { return found }
        _ = try OfficerPool.load(pool, scope: actor.scope.ownOnly, in: transaction)
        return try OfficerCandidate.of(pool, among: found, in: transaction)
    }

    func waitingCodes(for agency: Organization.ID, in transaction: Transaction) throws -> [String] {
        try transaction.all(
            """
            SELECT subject_code FROM task_subject WHERE task_id = \(task) AND agency_id = \(agency)
                AND status = \(TaskSubjectStatus.awaitingOfficers) AND is_ready = 0 ORDER BY subject_code
            """) { try $0.next() }
    }

    /// Declared conflicts of this task, and, where asked for, the officers of each object's last visit.
    func recusals(for agency: Organization.ID, in transaction: Transaction) throws -> [DrawRecusals.Row] {
        var rows = try transaction.all(
            """
            SELECT f.certificate_number, v.subject_code FROM officer_recusal r
            JOIN enforcement_officer f ON f.id = r.officer_id
            JOIN task_subject v ON v.task_id = r.task_id AND v.subject_id = r.subject_id
            WHERE r.task_id = \(task) AND v.agency_id = \(agency)
            """, Self.recusal)
        if rotates { rows += try transaction.all(lastVisits(of: agency), Self.recusal) }
        let drawn = Set(try certificates(in: transaction))
        return rows.filter { drawn.contains($0.certificateNumber) }
    }

    private func lastVisits(of agency: Organization.ID) -> SQL {
        let finished = TaskSubjectStatus.allCases.filter(\.isFinished)
        return """
            SELECT f.certificate_number, v.subject_code FROM task_subject v
            JOIN task_subject_officer f ON f.task_subject_id = (
                SELECT p.id FROM task_subject p WHERE p.subject_id = v.subject_id AND p.agency_id = \(agency)
                    AND p.task_id <> \(task) AND p.status IN \(list: finished) ORDER BY p.serial DESC LIMIT 1)
            WHERE v.task_id = \(task) AND v.agency_id = \(agency) AND v.status = \(TaskSubjectStatus.awaitingOfficers)
                AND v.is_ready = 0
            """
    }

    private func certificates(in transaction: Transaction) throws -> [String] {
        try transaction.all(
            "SELECT certificate_number FROM enforcement_officer WHERE id IN \(list: officers.sorted())"
        ) { try $0.next(String.self).uppercased() }
    }

    private static func recusal(_ row: inout Row) throws -> DrawRecusals.Row {
        DrawRecusals.Row(certificateNumber: try row.next(String.self).uppercased(), objectID: try row.next())
    }
}

extension OfficerAssignment {
    func waitingCodes(for agency: Organization.ID, in transaction: Transaction) throws -> [String] {
        try transaction.all(
            """
            SELECT subject_code FROM task_subject WHERE task_id = \(task) AND agency_id = \(agency)
                AND status = \(TaskSubjectStatus.awaitingOfficers) AND is_ready = 0 AND id IN \(list: subjects.sorted())
            ORDER BY subject_code
            """) { try $0.next() }
    }
}

extension TaskSubject {
    /// Objects of the agency in this task that wait for officers.
    package static func waitingForOfficers(
        of task: InspectionTask.ID, agency: Organization.ID, in transaction: Transaction
    ) throws -> Int {
        try transaction.value(
            """
            SELECT count(*) FROM task_subject WHERE task_id = \(task) AND agency_id = \(agency)
                AND status = \(TaskSubjectStatus.awaitingOfficers) AND is_ready = 0
            """) ?? 0
    }
}
