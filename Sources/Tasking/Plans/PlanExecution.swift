import Authority
import Storage
import Timekeeping

extension AnnualPlan {
    /// What the tasks of a plan mean for its execution status (E.2); nil when nothing changes.
    static func event(_ status: PlanExecutionStatus, tasks: (all: Int, open: Int)) -> PlanEvent? {
        switch status {
        case .pending: tasks.all > 0 ? .taskCreated : nil
        case .inProgress: tasks.all == 0 ? .lastTaskRemoved : tasks.open == 0 ? .allTasksCompleted : nil
        case .completed: tasks.open > 0 ? .taskCreated : nil
        }
    }

    /// Brings the execution status in line with the plan's formal tasks (PLAN-09). Called after every change of them.
    static func settleExecution(of id: ID, at now: Instant, in transaction: Transaction) throws {
        let plan = try lock(id, in: transaction)
        guard let event = event(plan.executionStatus, tasks: try plan.formalTasks(in: transaction)),
            let next = plan.executionStatus.next(after: event)
        else { return }
        try plan.setExecution(next, in: transaction)
        try plan.record(PlanFacts.moved, by: nil, at: now, values: ["status": next.label], in: transaction)
    }
}
