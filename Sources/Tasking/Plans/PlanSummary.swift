import Authority
import Storage
import Timekeeping

/// The line above the plan list (PLAN-08): own plans and received ones of the own agency, whatever the filters say.
package struct PlanSummary: Sendable, Equatable {
    package struct Counts: Sendable, Equatable {
        package var draft = 0, pending = 0, inProgress = 0, completed = 0
        var all: Int { draft + pending + inProgress + completed }
    }

    package var thisYear = Counts()
    package var earlier = Counts()

    package var text: String {
        "今年共有\(thisYear.all)个年度计划，已完成\(thisYear.completed)个，暂存\(thisYear.draft)个，"
            + "待执行\(thisYear.pending)个，执行中\(thisYear.inProgress)个；"
            + "历年剩余待执行\(earlier.pending)个，执行中\(earlier.inProgress)个。（注：仅统计本部门情况，不随查询条件变更）"
    }

    /// - Parameter status: nil for a plan that is still with its maker (暂存).
    mutating func add(_ status: PlanExecutionStatus?, year: Int, current: Int, count: Int = 1) {
        guard year <= current else { return }
        let place = year == current ? \PlanSummary.thisYear : \PlanSummary.earlier
        switch status {
        case nil: self[keyPath: place].draft += count
        case .pending: self[keyPath: place].pending += count
        case .inProgress: self[keyPath: place].inProgress += count
        case .completed: self[keyPath: place].completed += count
        }
    }

    /// How far a received plan is at the agency that received it (PLAN-17).
    static func execution(tasks: Int, open: Int) -> PlanExecutionStatus {
        tasks == 0 ? .pending : open > 0 ? .inProgress : .completed
    }
}
