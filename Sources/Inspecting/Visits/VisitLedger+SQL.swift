import Authority
import Library
import Registry
import Storage
import Tasking
import Timekeeping

extension VisitLedger {
    /// By the index of objects of tasks by subject.
    static func entries(
        of subject: SubjectID, for reader: Reader, begunOnly: Bool, in transaction: Transaction
    ) throws -> [Entry] {
        let concerns: SQL = switch reader {
        case .agency(let scope): "CASE WHEN \(scope.condition("v.agency_id")) OR \(scope.condition("t.organization_id")) THEN 1 ELSE 0 END"
        case .enterprise: "1"
        }
        let begun: SQL = begunOnly ? "NOT \(EnterpriseVisit.isPending)" : "1 = 1"
        return try transaction.all(
            """
            SELECT v.id, t.mode, o.name, v.status, t.start_date, t.end_date, coalesce(i.started_at, ''), coalesce(i.ended_at, ''),
                t.id, t.name, \(concerns)
            FROM task_subject v JOIN inspection_task t ON t.id = v.task_id JOIN organization o ON o.id = v.agency_id
            LEFT JOIN inspection i ON i.id = v.id
            WHERE v.subject_id = \(subject) AND \(EnterpriseVisit.isCounted) AND \(begun)
            ORDER BY v.serial DESC LIMIT \(told)
            """
        ) { row in
            let visit: TaskSubject.ID = try row.next(), mode: InspectionMode = try row.next(), agency: String = try row.next()
            let status: TaskSubjectStatus = try row.next()
            let from: CalendarDate = try row.next(), to: CalendarDate = try row.next()
            let started: String = try row.next(), ended: String = try row.next()
            let task: InspectionTask.ID = try row.next(), name: String = try row.next(), isTold: Bool = try row.next()
            return Entry(
                visit: visit, mode: mode, agencyName: agency, status: status, from: from, to: to,
                startedAt: started.replacing("T", with: " "), minutes: minutes(started, ended), taskName: isTold ? name : "", task: task)
        }
    }

    private static func minutes(_ started: String, _ ended: String) -> Int? {
        let basics = VisitBasics([.startedAt: started, .endedAt: ended])
        guard let start = basics.instant(.startedAt), let end = basics.instant(.endedAt), start <= end else { return nil }
        return Int((end.milliseconds - start.milliseconds) / 60_000)
    }

    static func itemNames(of tasks: Set<InspectionTask.ID>, in transaction: Transaction) throws -> [InspectionTask.ID: [String]] {
        guard !tasks.isEmpty else { return [:] }
        var names: [InspectionTask.ID: [String]] = [:]
        try transaction.forEach(
            """
            SELECT k.task_id, i.name FROM task_item k JOIN item i ON i.id = k.item_id WHERE k.task_id IN \(list: tasks.sorted())
            ORDER BY i.item_code
            """
        ) { names[try $0.next(), default: []].append(try $0.next()) }
        return names
    }
}
