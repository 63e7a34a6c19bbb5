import Authority
import Storage
import Timekeeping

extension InspectionTask {
    func course(in transaction: Transaction) throws -> TaskCourse {
        let found = try transaction.first(Self.courseStatement(of: id)) {
            (lacksOfficers: try $0.next(Bool.self), hasStarted: try $0.next(Bool.self), hasOpen: try $0.next(Bool.self))
        }
        return TaskCourse(
            status: status, allowsAdditions: record.fixation == .additionsAllowed,
            lacksOfficers: found?.lacksOfficers ?? false, hasStarted: found?.hasStarted ?? false,
            hasOpenSubjects: found?.hasOpen ?? false)
    }

    /// Each question touches at most one row of an index for each state that it names.
    static func courseStatement(of id: ID) -> SQL {
        let open = TaskSubjectStatus.allCases.filter { !$0.isFinished }
        let begun = TaskSubjectStatus.allCases.filter { $0 != .awaitingOfficers && $0 != .awaitingInspection }
        // the first place in the index of the task's objects by state, asked for as such: whether there is any at all would be
        // looked for in the whole table by a store that counted its rows before the task was made
        func exists(_ statuses: [TaskSubjectStatus]) -> SQL {
            let first = statuses.map { status -> SQL in
                "(SELECT 1 FROM task_subject WHERE task_id = \(id) AND status = \(status) ORDER BY task_id, status, serial LIMIT 1)"
            }
            return "COALESCE(\(first.joinedByComma()), 0)"
        }
        return "SELECT \(exists([.awaitingOfficers])), \(exists(begun)), \(exists(open))"
    }

    func insertAgencies(_ agencies: Set<Organization.ID>, in transaction: Transaction) throws {
        for agency in agencies.sorted() {
            try transaction.execute(
                """
                INSERT INTO task_agency (task_id, agency_id, urged_count) VALUES (\(id), \(agency), 0)
                ON CONFLICT (task_id, agency_id) DO NOTHING
                """)
        }
    }

    /// 执行情况 (TASK-22): each executing agency with the state of its objects.
    package func agencies(in transaction: Transaction) throws -> [TaskAgency] {
        let counts = try transaction.all(
            "SELECT agency_id, status, is_ready, count(*) FROM task_subject WHERE task_id = \(id) GROUP BY agency_id, status, is_ready"
        ) { row in
            (agency: try row.next(Organization.ID.self), status: try row.next(TaskSubjectStatus.self),
                isReady: try row.next(Bool.self), count: try row.next(Int.self))
        }
        let byAgency = Dictionary(grouping: counts, by: \.agency)
        return try transaction.all(
            """
            SELECT a.agency_id, o.name, a.urged_count, a.last_urged_at FROM task_agency a
            JOIN organization o ON o.id = a.agency_id WHERE a.task_id = \(id) ORDER BY o.serial
            """
        ) { row in
            let agency: Organization.ID = try row.next()
            let own = byAgency[agency] ?? []
            func count(_ which: (TaskSubjectStatus) -> Bool) -> Int {
                own.filter { which($0.status) }.map(\.count).reduce(0, +)
            }
            // of a task of several agencies these have officers and wait for the others
            let ready = own.filter { $0.isReady && $0.status == .awaitingOfficers }.map(\.count).reduce(0, +)
            return TaskAgency(
                organization: agency, name: try row.next(), subjects: count { _ in true },
                lackingOfficers: count { $0 == .awaitingOfficers } - ready, finished: count(\.isFinished),
                timesUrged: try row.next(), lastUrgedAt: try row.next())
        }
    }

    /// How many objects the task has: each is visited by every participant.
    func objectCount(in transaction: Transaction) throws -> Int {
        try transaction.value("SELECT count(DISTINCT subject_id) FROM task_subject WHERE task_id = \(id)") ?? 0
    }

    /// How many of the participants of each of these objects have finished: the object is finished when all have (JOIN-10).
    /// Nothing for a task of one agency.
    package func shares(
        of subjects: [SubjectID], in transaction: Transaction
    ) throws -> [SubjectID: (finished: Int, all: Int)] {
        guard span == .crossAgency, !subjects.isEmpty else { return [:] }
        let finished = TaskSubjectStatus.allCases.filter(\.isFinished)
        let rows = try transaction.all(
            """
            SELECT subject_id, count(*) FILTER (WHERE status IN \(list: finished)), count(*) FROM task_subject
            WHERE task_id = \(id) AND subject_id IN \(list: subjects) GROUP BY subject_id
            """) { (try $0.next(SubjectID.self), (finished: try $0.next(Int.self), all: try $0.next(Int.self))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    func setUrged(_ agency: Organization.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE task_agency SET urged_count = urged_count + 1, last_urged_at = \(now)
            WHERE task_id = \(id) AND agency_id = \(agency)
            """)
    }
}
