import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension OtherVisit {
    /// Of a list that is still being chosen no more are looked at for a page; the act looks at all of them.
    package static let lookedAt = 2000

    /// Those of the same period that could be one visit together (CALM-06, BEY-31): what is issued and open, and what others have
    /// chosen already.
    /// - Parameter most: how many objects of the task are looked at; nil for all.
    package static func joinable(
        with task: InspectionTask, limit: Int, among most: Int? = nil, in transaction: Transaction
    ) throws -> [OtherVisit] {
        guard task.record.nature == .formal, task.span == .singleAgency else { return [] }
        let term: SQL = "t.start_date <= \(task.record.endDate) AND t.end_date >= \(task.record.startDate)"
        let objects = objects(of: task, most)
        let open = try transaction.all(
            "\(visits(task, objects)) AND v.finished_at IS NULL AND \(term) LIMIT \(limit)", OtherVisit.init(row:))
        guard open.count < limit else { return open }
        return open + (try transaction.all(
            """
            SELECT s.id, s.name, t.organization_id, m.name, t.id, t.creator_id, t.start_date, t.end_date, 'planned'
            FROM \(objects) k JOIN task_candidate c ON c.subject_id = k.subject_id
            JOIN inspection_task t ON t.id = c.task_id JOIN organization m ON m.id = t.organization_id
            JOIN regulated_subject s ON s.id = c.subject_id
            WHERE c.task_id <> \(task.id) AND c.excluded = 0 AND t.status = \(TaskStatus.awaitingSubjects)
                AND t.subject_selection = \(SelectionMode.manual) AND t.nature = \(TaskNature.formal)
                AND t.organization_id <> \(task.organization) AND \(term) LIMIT \(limit - open.count)
            """, OtherVisit.init(row:)))
    }

    /// What others have open at the objects of an issued task, or have finished since (CALM-03).
    package static func near(
        _ task: InspectionTask, since: Instant, limit: Int = 1000, in transaction: Transaction
    ) throws -> [OtherVisit] {
        try transaction.all(
            """
            \(visits(task, objects(of: task, nil))) AND (v.finished_at IS NULL OR v.finished_at >= \(since)) LIMIT \(limit)
            """, OtherVisit.init(row:))
    }

    /// The enterprises of a task with who would inspect them: `k`.
    private static func objects(of task: InspectionTask, _ most: Int?) -> SQL {
        guard !task.status.hasSubjects else {
            return "(SELECT subject_id, agency_id FROM task_subject WHERE task_id = \(task.id) AND subject_class = \(SubjectClass.organization))"
        }
        let part: SQL = most.map { "LIMIT \($0)" } ?? ""
        return """
            (SELECT p.subject_id, r.jurisdiction_id AS agency_id
            FROM (SELECT subject_id FROM task_candidate WHERE task_id = \(task.id) AND excluded = 0 \(part)) p
            JOIN regulated_subject r ON r.id = p.subject_id WHERE r.class = \(SubjectClass.organization))
            """
    }

    private static func visits(_ task: InspectionTask, _ objects: SQL) -> SQL {
        let isOther: SQL = "t.organization_id <> \(task.organization)"
        return """
            SELECT v.subject_id, v.subject_name, CASE WHEN \(isOther) THEN m.id ELSE o.id END,
                CASE WHEN \(isOther) THEN m.name ELSE o.name END, t.id, t.creator_id, t.start_date, t.end_date,
                CASE WHEN v.finished_at IS NULL THEN 'open' ELSE 'finished' END
            FROM \(objects) k JOIN task_subject v ON v.subject_id = k.subject_id JOIN inspection_task t ON t.id = v.task_id
            JOIN organization m ON m.id = t.organization_id JOIN organization o ON o.id = v.agency_id
            WHERE v.task_id <> \(task.id) AND (\(isOther) OR v.agency_id <> k.agency_id) AND \(EnterpriseVisit.isCounted)
            """
    }

    private init(row: inout Row) throws {
        let subject: SubjectID = try row.next(), name: String = try row.next()
        let agency: Organization.ID = try row.next(), agencyName: String = try row.next()
        let task: InspectionTask.ID = try row.next(), creator: Account.ID = try row.next()
        let from: CalendarDate = try row.next(), to: CalendarDate = try row.next()
        let code: String = try row.next()
        guard let stage = Stage(rawValue: code) else { throw StorageError.broken("“\(code)” is no stage of a visit") }
        self.init(
            subject: subject, subjectName: name, agency: agency, agencyName: agencyName, task: task, creator: creator, from: from,
            to: to, stage: stage)
    }
}

extension SoloInspection {
    /// Nil while nothing was said.
    package static func load(of task: InspectionTask.ID, in transaction: Transaction) throws -> SoloInspection? {
        try transaction.first("SELECT reason, given_by_name, given_at FROM solo_inspection WHERE task_id = \(task)") {
            SoloInspection(reason: try $0.next(), person: try $0.next(), at: try $0.next())
        }
    }

    func store(for task: InspectionTask.ID, by account: Account.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO solo_inspection (task_id, reason, given_by, given_by_name, given_at)
            VALUES (\(task), \(reason), \(account), \(person), \(at))
            ON CONFLICT (task_id) DO UPDATE SET reason = excluded.reason, given_by = excluded.given_by,
                given_by_name = excluded.given_by_name, given_at = excluded.given_at
            """)
    }
}
