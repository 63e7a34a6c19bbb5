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
            "SELECT agency_id, status, count(*) FROM task_subject WHERE task_id = \(id) GROUP BY agency_id, status"
        ) { (agency: try $0.next(Organization.ID.self), status: try $0.next(TaskSubjectStatus.self), count: try $0.next(Int.self)) }
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
            return TaskAgency(
                organization: agency, name: try row.next(), subjects: count { _ in true },
                lackingOfficers: count { $0 == .awaitingOfficers }, finished: count(\.isFinished),
                timesUrged: try row.next(), lastUrgedAt: try row.next())
        }
    }

    func setUrged(_ agency: Organization.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE task_agency SET urged_count = urged_count + 1, last_urged_at = \(now)
            WHERE task_id = \(id) AND agency_id = \(agency)
            """)
    }
}
