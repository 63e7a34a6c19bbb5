import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// Of `task_subject v` and its `inspection_task t`.
extension EnterpriseVisit {
    /// Whether it counts at all. Nobody came in where the object could not be inspected.
    package static let isCounted: SQL = """
        t.nature = \(TaskNature.formal) AND t.status <> \(TaskStatus.abolished) AND t.status <> \(TaskStatus.purged)
            AND v.status <> \(TaskSubjectStatus.notInspectable)
        """

    /// Nobody has come yet.
    package static let isPending: SQL = "(v.started_at IS NULL AND v.finished_at IS NULL)"

    /// A visit belongs to the year in which it took place; until it does, to that of its task.
    static func isIn(year: Int) -> SQL {
        let (first, last) = (day(year, 1, 1), day(year, 12, 31))
        return """
            CASE WHEN \(isPending) THEN t.year = \(year)
                ELSE coalesce(v.started_at, v.finished_at) >= \(first.start) AND coalesce(v.started_at, v.finished_at) <= \(last.end) END
            """
    }

    /// The same day of the year before is outside.
    static func isRecent(on today: CalendarDate) -> SQL {
        let former = CalendarDate(year: today.year - 1, month: today.month, day: today.day) ?? day(today.year - 1, 2, 28)
        return "(\(isPending) OR coalesce(v.started_at, v.finished_at) > \(former.end))"
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate(dayNumber: 0)
    }

    /// How often `agency` visits the subject in the year, beside `task`: a range of the index by subject.
    static func number(of subject: SQL, by agency: SQL, year: Int, besides task: InspectionTask.ID) -> SQL {
        """
        (SELECT count(DISTINCT v.task_id) FROM task_subject v JOIN inspection_task t ON t.id = v.task_id
            WHERE v.subject_id = \(subject) AND v.agency_id = \(agency) AND v.task_id <> \(task) AND \(isCounted)
                AND \(isIn(year: year)))
        """
    }

    private static func sums(on today: CalendarDate) -> SQL {
        """
        count(DISTINCT CASE WHEN \(isIn(year: today.year)) THEN v.task_id END),
            count(DISTINCT CASE WHEN \(isRecent(on: today)) THEN v.task_id END),
            count(DISTINCT CASE WHEN \(isPending) AND t.year = \(today.year) THEN v.task_id END)
        """
    }

    private static func stage(_ begunOnly: Bool) -> SQL { begunOnly ? "NOT \(isPending)" : "1 = 1" }

    /// Of the subjects of one page.
    /// - Parameter begunOnly: for the enterprise itself, to which inspections are not announced here.
    package static func counts(
        of subjects: [SubjectID], on today: CalendarDate, begunOnly: Bool = false, in transaction: Transaction
    ) throws -> [SubjectID: VisitCounts] {
        guard !subjects.isEmpty else { return [:] }
        var found: [SubjectID: VisitCounts] = [:]
        try transaction.forEach(
            """
            SELECT v.subject_id, \(sums(on: today)) FROM task_subject v JOIN inspection_task t ON t.id = v.task_id
            WHERE v.subject_id IN \(list: subjects) AND \(isCounted) AND \(stage(begunOnly)) GROUP BY v.subject_id
            """
        ) { found[try $0.next()] = try VisitCounts(&$0) }
        return found
    }

    /// By agency and mode, of all agencies.
    package static func shares(
        of subject: SubjectID, on today: CalendarDate, begunOnly: Bool = false, in transaction: Transaction
    ) throws -> [VisitShare] {
        let found = try transaction.all(
            """
            SELECT o.name, t.mode, \(sums(on: today)) FROM task_subject v JOIN inspection_task t ON t.id = v.task_id
            JOIN organization o ON o.id = v.agency_id
            WHERE v.subject_id = \(subject) AND \(isCounted) AND \(stage(begunOnly)) GROUP BY o.name, t.mode ORDER BY o.name, t.mode
            """
        ) { VisitShare(agencyName: try $0.next(), mode: try $0.next(), counts: try VisitCounts(&$0)) }
        return found.filter { $0.counts != VisitCounts() }
    }
}

extension VisitCounts {
    fileprivate init(_ row: inout Row) throws {
        (thisYear, lastTwelveMonths, pending) = (try row.next(), try row.next(), try row.next())
    }
}
