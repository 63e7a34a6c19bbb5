import Authority
import Doors
import Markup
import Storage
import Tasking
import Timekeeping

/// 执行进度统计汇总 of a plan (PLAN-26).
enum PlanProgressPages {
    static let routes: [Route] = [
        .read("/plans/{id}/progress", .needs(.readPlans), "执行进度统计汇总：按月、按机构、按检查类别的计划、已完成、未完成、已逾期", as: PlanProgressModel.self) { try await page($0) },
        .export("/plans/{id}/progress", .needs(.readPlans), "执行进度统计汇总", []) { call in
            (PlanProgressExport(), PlanProgressExport.Filter(try call.id(of: AnnualPlan.self)))
        },
    ]

    private static func page(_ call: Call) async throws -> Page {
        let (id, actor, today) = (try call.id(of: AnnualPlan.self), try call.actor(), call.clock.today())
        let model = try await call.read { transaction in
            let plan = try AnnualPlan.load(id, for: actor, in: transaction)
            return PlanProgressModel(plan, try PlanProgress.of(plan, for: actor, today: today, in: transaction), on: today)
        }
        let (token, exports) = (call.login?.formToken, Action.exports("/plans/\(id)/progress", call, needs: .readPlans))
        return Page(model.name + "：执行进度", model) { $1.planProgress($0, actions: exports, formToken: token) }
    }
}

package struct PlanProgressModel: Codable, Sendable {
    package struct Line: Codable, Sendable {
        let name: String
        package let planned: Int
        package let done: Int
        package let open: Int
        package let overdue: Int
        let percent: Int

        init(_ name: String, _ counts: PlanProgress.Counts) {
            self.name = name
            (planned, done, open, overdue, percent) = (counts.planned, counts.done, counts.open, counts.overdue, counts.percent)
        }
    }

    package struct Detail: Codable, Sendable {
        package let month: String
        let agency: String
        package let category: String
        package let counts: Line
    }

    let plan: String
    package let name: String
    let asOf: String
    package let total: Line
    package let months: [Line]
    let agencies: [Line]
    package let categories: [Line]
    let details: [Detail]

    init(_ plan: AnnualPlan, _ progress: PlanProgress, on today: CalendarDate) {
        (self.plan, name, asOf) = (plan.id.description, plan.record.name, today.description)
        total = Line("合计", progress.total)
        func lines(_ side: (PlanProgress.Line) -> String) -> [Line] { progress.sums(by: side).map { Line($0.name, $0.counts) } }
        (months, agencies, categories) = (lines(\.month), lines(\.agency), lines(\.category))
        details = progress.lines.map { Detail(month: $0.month, agency: $0.agency, category: $0.category, counts: Line("", $0.counts)) }
    }
}

extension HTML {
    fileprivate mutating func planProgress(_ progress: PlanProgressModel, actions: [Action], formToken: String?) {
        crumbs([(label: progress.name, href: "/plans/" + progress.plan)], here: "执行进度统计汇总")
        pageHead("执行进度统计汇总", note: progress.name, actions: actions, formToken: formToken)
        card("合计") { html in
            html.record([
                ("计划检查", "\(progress.total.planned)"), ("已完成", "\(progress.total.done)（\(progress.total.percent)%）"),
                ("未完成", "\(progress.total.open)"), ("已逾期", "\(progress.total.overdue)"), ("统计日期", progress.asOf),
            ])
        }
        lines("按月", "月份", progress.months)
        lines("按检查机构", "检查机构", progress.agencies)
        lines("按检查类别", "检查类别", progress.categories)
        card("明细") { html in
            html.table("明细", [
                Column("月份", .small) { .text($0.month) }, Column("检查机构", .fill) { .text($0.agency) }, Column("检查类别") { .text($0.category) },
                Column("计划检查", .narrow) { .number($0.counts.planned) }, Column("已完成", .narrow) { .number($0.counts.done) },
                Column("未完成", .narrow) { .number($0.counts.open) }, Column("已逾期", .narrow) { .number($0.counts.overdue) },
            ], rows: progress.details, empty: "尚无计划的检查")
        }
    }

    private mutating func lines(_ title: String, _ first: String, _ lines: [PlanProgressModel.Line]) {
        card(title) { html in
            html.table(title, [
                Column(first, .fill) { .text($0.name) }, Column("计划检查", .narrow) { .number($0.planned) },
                Column("已完成", .narrow) { .number($0.done) }, Column("未完成", .narrow) { .number($0.open) },
                Column("已逾期", .narrow) { .number($0.overdue) }, Column("进度", .small) { .text("\($0.percent)%") },
            ], rows: lines, empty: "尚无计划的检查")
        }
    }
}
