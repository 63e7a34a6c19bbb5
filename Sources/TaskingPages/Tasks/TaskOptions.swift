import Authority
import Doors
import Storage
import Tasking
import Timekeeping

/// What the pickers of the task form offer.
enum TaskOptions {
    static let routes: [Route] = [
        .options("/options/plans", .needs(.makeTasks), "可关联的计划：已下发或已接收、在期限内、类别一致（PLAN-18、20、21）", query: [TaskPages.modeField]) { call in
            let agency = try call.actor().organization
            let mode = TaskPages.mode(call), words = call.query["q"] ?? "", today = call.clock.today()
            let plans = try await call.read {
                try AnnualPlan.selectable(mode, for: agency, on: today, words: words, in: $0)
            }
            return .json(try JSONText.encode(plans.map { OptionRow(value: $0.id.description, label: $0.name, note: $0.number + " " + $0.span.label) }))
        }
    ]
}
