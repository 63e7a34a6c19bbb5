import Authority
import Storage
import Timekeeping

/// The lines above the task lists (TASK-06). Test tasks count nowhere (TASK-09).
package struct TaskSummary: Sendable, Equatable {
    /// Tasks of this year that the own agency set up or executes.
    package var all = 0
    package var own = 0
    package var draft = 0
    package var pending = 0
    package var inProgress = 0
    package var withoutSubjects = 0
    package var earlierOpen = 0
    package var earlierWithoutSubjects = 0

    private static let note = "（注：仅统计本部门情况，不随查询条件变更）"

    package func text(_ step: TaskStep) -> String {
        switch step {
        case .confirmation, .officers, .open, .all:
            "今年共有\(all)个任务，其中本部门\(own)个，暂存\(draft)个，待执行\(pending)个，执行中\(inProgress)个，"
                + "历年剩余未完成任务\(earlierOpen)个。" + Self.note
        case .subjects:
            "今年共有\(all)个任务，未抽取检查对象任务\(withoutSubjects)个，历年剩余\(earlierWithoutSubjects)个任务未抽取对象。"
                + Self.note
        }
    }

    mutating func add(_ status: TaskStatus, isOwn: Bool, year: Int, current: Int, count: Int) {
        guard year == current else {
            if year < current, !status.isFinal {
                earlierOpen += count
                if status == .awaitingSubjects { earlierWithoutSubjects += count }
            }
            return
        }
        all += count
        if isOwn { own += count }
        switch status {
        case .draft: draft += count
        case .awaitingSubjects: withoutSubjects += count
        case .pending: pending += count
        case .inProgress: inProgress += count
        case .awaitingPartners, .awaitingEstablishment, .invitationRefused, .abolished, .awaitingOfficers, .completed,
            .purged:
            break
        }
    }
}
