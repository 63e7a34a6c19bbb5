import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension PlanProgress {
    /// Of the agencies in scope.
    package static func of(
        _ plan: AnnualPlan, for actor: Actor, today: CalendarDate, in transaction: Transaction
    ) throws -> PlanProgress {
        var sums: [Place: Counts] = [:]
        for (place, counts) in try issued(plan.id, actor.scope, today, in: transaction) + waiting(plan, actor.scope, today, in: transaction) {
            sums[place, default: Counts()] += counts
        }
        let names = try names(Set(sums.keys.map(\.agency)), in: transaction)
        let lines = sums.map { place, counts in
            Line(month: place.month, agency: names[place.agency] ?? "", category: place.category.isEmpty ? "未分类" : place.category, counts: counts)
        }
        return PlanProgress(lines: lines.sorted { ($0.month, $0.agency, $0.category) < ($1.month, $1.agency, $1.category) })
    }

    private struct Place: Hashable {
        let month: String
        let agency: Organization.ID
        let category: String
    }

    /// Objects of the formal tasks of the plan.
    private static func issued(
        _ plan: AnnualPlan.ID, _ scope: Scope, _ today: CalendarDate, in transaction: Transaction
    ) throws -> [(Place, Counts)] {
        let finished = TaskSubjectStatus.allCases.filter(\.isFinished)
        return try transaction.all(
            """
            SELECT substr(k.end_date, 1, 7), v.agency_id, v.category, count(*),
                CAST(sum(CASE WHEN v.status IN \(list: finished) THEN 1 ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN v.status NOT IN \(list: finished) AND k.end_date < \(today) THEN 1 ELSE 0 END) AS BIGINT)
            FROM inspection_task k JOIN task_subject v ON v.task_id = k.id
            WHERE k.plan_id = \(plan) AND k.nature = \(TaskNature.formal) AND k.status NOT IN \(list: [TaskStatus.abolished, .purged])
                AND \(scope.condition("v.agency_id"))
            GROUP BY substr(k.end_date, 1, 7), v.agency_id, v.category
            """
        ) { row in
            let place = Place(month: try row.next(), agency: try row.next(), category: try row.next())
            return (place, Counts(planned: try row.next(), done: try row.next(), overdue: try row.next()))
        }
    }

    /// What proposals have planned and no task has issued yet.
    private static func waiting(
        _ plan: AnnualPlan, _ scope: Scope, _ today: CalendarDate, in transaction: Transaction
    ) throws -> [(Place, Counts)] {
        try transaction.all(
            """
            SELECT i.month, i.agency_id, i.category, count(*) FROM plan_proposal p
            JOIN planned_inspection i ON i.proposal_id = p.id AND i.status = \(PlannedStatus.planned)
            LEFT JOIN inspection_task k ON k.id = i.task_id
            WHERE p.plan_id = \(plan.id) AND (i.task_id IS NULL OR k.issued_at IS NULL) AND \(scope.condition("i.agency_id"))
            GROUP BY i.month, i.agency_id, i.category
            """
        ) { row in
            let month: Int = try row.next(), agency: Organization.ID = try row.next(), category: String = try row.next()
            let count: Int = try row.next()
            let first = CalendarDate(year: plan.record.year, month: month, day: 1)
            let isOver = first.map { $0.lastOfMonth < today } ?? false
            return (
                Place(month: first.map { String($0.description.prefix(7)) } ?? "", agency: agency, category: category),
                Counts(planned: count, done: 0, overdue: isOver ? count : 0)
            )
        }
    }

    private static func names(_ agencies: Set<Organization.ID>, in transaction: Transaction) throws -> [Organization.ID: String] {
        let pairs = try transaction.all("SELECT o.id, o.name FROM organization o WHERE o.id IN \(list: agencies)") {
            (try $0.next(Organization.ID.self), try $0.next(String.self))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
