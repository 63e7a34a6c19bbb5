import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// The inspections of a month, of one category, that wait for a task; a range of objects beside those that people filter.
package struct PlannedRange: Sendable, Hashable {
    let proposal: PlanProposal.ID
    let month: Int
    let category: String
}

/// 生成任务: what a proposal has planned for a month becomes a daily task with source 计划任务, filled in and with its objects
/// (TASK-36). It is made by the acts that people make a task by; an inspection comes into one task only.
package struct MonthlyTasks: Sendable {
    package let plan: AnnualPlan.ID
    /// Nil is every month that has anything.
    package let month: Int?
    /// More at once would hold up everybody else.
    package static let most = 20_000

    package struct Made: Sendable {
        package let task: InspectionTask.ID
        package let month: Int
        package let subjects: Int
        /// Planned objects that were not taken: no longer registered, or of another agency by now.
        package let passedOver: Int
    }

    package init(of plan: AnnualPlan.ID, in month: Int?) { (self.plan, self.month) = (plan, month) }

    package func make(in act: ActContext) throws -> [Made] {
        try act.actor.require(.makeTasks)
        let (found, proposal) = try PlanProposal.made(plan, to: .makeTasks, for: act)
        let months = try ProposalMonthSummary.all(of: proposal.id, in: act.transaction)
            .filter { $0.planned > $0.withTask && (month == nil || $0.month == month) }
        guard !months.isEmpty else { throw ProposalRefused.nothingLeft }
        guard months.count == 1 || months.reduce(0, { $0 + $1.planned - $1.withTask }) <= Self.most else { throw ProposalRefused.tooMany(Self.most) }
        return try months.map { try make($0.month, found, proposal, in: act) }
    }

    private func make(_ month: Int, _ plan: AnnualPlan, _ proposal: PlanProposal, in act: ActContext) throws -> Made {
        let record = try Self.record(month, plan)
        let task = try TaskMaking(.daily, record, items: []).make(by: act.actor, at: act.now, in: act.transaction)
        try TaskConfirmation(of: task).make(by: act.actor, at: act.now, in: act.transaction)
        let waiting = try PlannedInspection.waiting(of: proposal.id, in: month, in: act.transaction)
        for part in waiting {
            var range = SubjectRange()
            range.planned = PlannedRange(proposal: proposal.id, month: month, category: part.category)
            do {
                try CategoryAddition(to: task, name: part.category, range: range).make(by: act.actor, at: act.now, in: act.transaction)
            } catch ChoosingRefused.nobodyFound {
                // none of the category is registered any more
            }
        }
        let linked = try PlannedInspection.link(of: proposal.id, in: month, to: task, in: act.transaction)
        guard linked > 0 else { throw ProposalRefused.nothingLeft }
        let number = try InspectionTask.lock(task, in: act.transaction).number
        try proposal.record(
            ProposalFacts.tasksMade, plan, by: act.actor, at: act.now,
            values: ["month": "\(month)", "number": number, "count": "\(linked)"], in: act.transaction)
        return Made(task: task, month: month, subjects: linked, passedOver: waiting.reduce(0) { $0 + $1.count } - linked)
    }

    /// What the form of a task would be filled in with.
    private static func record(_ month: Int, _ plan: AnnualPlan) throws -> TaskRecord {
        guard let first = CalendarDate(year: plan.record.year, month: month, day: 1), let start = plan.record.termStart, let end = plan.record.termEnd
        else { throw ProposalRefused.monthClosed }
        var record = TaskRecord(
            name: "\(plan.record.name)（\(month)月）", year: plan.record.year, source: .planned, plan: plan.id, from: max(first, start),
            to: min(first.lastOfMonth, end))
        (record.subjectSelection, record.officerSelection, record.fixation) = (.manual, .random, .fixed)
        return record
    }
}
