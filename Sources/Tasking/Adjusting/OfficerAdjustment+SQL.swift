import Authority
import Storage
import Timekeeping

extension OfficerAdjustment {
    /// How many objects of the task each officer of the agency has.
    static func loads(
        in task: InspectionTask.ID, agency: Organization.ID, in transaction: Transaction
    ) throws -> [Identifier<OfficerMark>: Int] {
        let rows = try transaction.all(
            """
            SELECT f.officer_id, count(*) FROM task_subject v JOIN task_subject_officer f ON f.task_subject_id = v.id
            WHERE v.task_id = \(task) AND v.agency_id = \(agency) AND f.agency_id = \(agency) GROUP BY f.officer_id
            """) { (try $0.next(Identifier<OfficerMark>.self), try $0.next(Int.self)) }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    /// Whether this person replaced the officer on the object at that instant: with another object of the group.
    package static func isDone(
        _ visit: TaskSubject.ID, _ officer: Identifier<OfficerMark>, at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM task_subject_adjustment
            WHERE task_subject_id = \(visit) AND from_officer_id = \(officer) AND adjusted_at = \(now) LIMIT 1
            """, as: Int.self) != nil
    }
}

extension TaskSubject {
    /// This object and the others of these codes that wait for the inspection and that the officer is named for, under lock.
    func group(
        _ codes: Set<String>, of officer: Identifier<OfficerMark>, in transaction: Transaction
    ) throws -> [TaskSubject] {
        let others: [ID] = try transaction.all(
            """
            SELECT v.id FROM task_subject v JOIN task_subject_officer f ON f.task_subject_id = v.id
            WHERE v.task_id = \(task) AND v.agency_id = \(agency) AND v.status = \(TaskSubjectStatus.awaitingInspection)
                AND v.subject_code IN \(list: codes.sorted()) AND f.officer_id = \(officer) AND v.id <> \(id)
            ORDER BY v.serial
            """) { try $0.next() }
        return try [self] + others.map { try Self.lock($0, in: transaction) }
    }

    func setAdjusted(_ officers: [VisitOfficer], at now: Instant, in transaction: Transaction) throws {
        try setOfficers(officers, in: transaction)
        try transaction.execute("UPDATE task_subject SET version = version + 1, updated_at = \(now) WHERE id = \(id)")
    }
}

extension OfficerRecusal {
    /// Declared for the object in its task.
    static func officers(
        recusedFrom visit: TaskSubject, in transaction: Transaction
    ) throws -> Set<Identifier<OfficerMark>> {
        Set(try transaction.all(
            "SELECT officer_id FROM officer_recusal WHERE task_id = \(visit.task) AND subject_id = \(visit.subject)"
        ) { try $0.next() })
    }
}
