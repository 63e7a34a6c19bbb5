import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// A visit with what a list shows of its task.
package struct VisitLine: Sendable {
    package let subject: TaskSubject
    package let taskName: String
    package let taskNumber: String
    package let taskOrganization: Organization.ID
    package let isTest: Bool
    package let startDate: CalendarDate
    package let endDate: CalendarDate
    package let agencyName: String
    package fileprivate(set) var officers: [VisitOfficer]
}

/// What a list of visits can be narrowed to.
package struct VisitFilter: Sendable {
    package var subjectName: String?
    package var statuses: [TaskSubjectStatus] = []
    package var agency: Organization.ID?
    package var mode: InspectionMode?
    /// Visits whose task ended before this date.
    package var endedBefore: CalendarDate?

    package init() {}
}

extension TaskSubject {
    /// The visits of one officer, newest first (PORT-11).
    package static func visits(
        of officer: Identifier<OfficerMark>, filter: VisitFilter = VisitFilter(), page: ListPage = ListPage(),
        in transaction: Transaction
    ) throws -> Listed<VisitLine> {
        var query = query(filter)
        query.filter(
            """
            EXISTS (SELECT 1 FROM task_subject_officer v
                WHERE v.officer_id = \(officer) AND v.task_subject_id = t.id)
            """)
        return try load(query, page, in: transaction)
    }

    /// The visits a phone takes along: open ones, and those finished since.
    package static func current(
        of officer: Identifier<OfficerMark>, finishedSince: Instant, page: ListPage, in transaction: Transaction
    ) throws -> Listed<VisitLine> {
        var query = query(VisitFilter())
        query.filter(
            """
            EXISTS (SELECT 1 FROM task_subject_officer v
                WHERE v.officer_id = \(officer) AND v.task_subject_id = t.id)
            """)
        // one that waits for other agencies is there, and can't be begun (DRAW-28, JOIN-09)
        query.filter("(t.status <> \(TaskSubjectStatus.awaitingOfficers) OR t.is_ready = 1)")
        query.filter("(t.finished_at IS NULL OR t.finished_at >= \(finishedSince))")
        return try load(query, page, in: transaction)
    }

    /// One visit of an officer, whatever page it stands on.
    package static func visit(
        _ id: ID, of officer: Identifier<OfficerMark>, in transaction: Transaction
    ) throws -> VisitLine? {
        var query = query(VisitFilter())
        query.filter("t.id = \(id)")
        query.filter(
            """
            EXISTS (SELECT 1 FROM task_subject_officer v
                WHERE v.officer_id = \(officer) AND v.task_subject_id = t.id)
            """)
        return try load(query, ListPage(), in: transaction).rows.first
    }

    /// The objects of one task.
    package static func objects(
        of task: InspectionTask.ID, filter: VisitFilter = VisitFilter(), page: ListPage = ListPage(),
        in transaction: Transaction
    ) throws -> Listed<VisitLine> {
        var query = query(filter)
        query.filter("t.task_id = \(task)")
        return try load(query, page, in: transaction)
    }

    /// The objects of all tasks that agencies in scope execute.
    package static func objects(
        scope: Scope, filter: VisitFilter = VisitFilter(), page: ListPage = ListPage(), in transaction: Transaction
    ) throws -> Listed<VisitLine> {
        var query = query(filter)
        query.filter(scope.condition("t.agency_id"))
        return try load(query, page, in: transaction)
    }

    private static func query(_ filter: VisitFilter) -> ListQuery {
        var query = ListQuery(
            "task_subject",
            columns: "\(columns), k.name, k.task_no, k.organization_id, k.nature, k.start_date, k.end_date, o.name",
            joins: "JOIN inspection_task k ON k.id = t.task_id JOIN organization o ON o.id = t.agency_id")
        if let name = filter.subjectName, !name.isEmpty { query.filter(.contains("t.subject_name", name)) }
        if !filter.statuses.isEmpty { query.filter("t.status IN \(list: filter.statuses)") }
        if let agency = filter.agency { query.filter("t.agency_id = \(agency)") }
        if let mode = filter.mode { query.filter("k.mode = \(mode)") }
        if let date = filter.endedBefore { query.filter("k.end_date < \(date)") }
        return query
    }

    private static func load(_ query: ListQuery, _ page: ListPage, in transaction: Transaction) throws -> Listed<VisitLine> {
        let lines = try query.load(page, in: transaction) { row in
            VisitLine(
                subject: try TaskSubject(row: &row), taskName: try row.next(), taskNumber: try row.next(),
                taskOrganization: try row.next(), isTest: try row.next(TaskNature.self) == .test,
                startDate: try row.next(), endDate: try row.next(), agencyName: try row.next(), officers: [])
        }
        return try lines.map { line in
            var line = line
            line.officers = try officers(of: line.subject.id, in: transaction)
            return line
        }
    }
}
