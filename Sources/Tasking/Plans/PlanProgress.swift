import Authority
import Importing
import Library
import Registry
import Spreadsheets
import Storage
import Timekeeping

/// 执行进度统计汇总 of a plan: what was planned, is done, is open and is overdue, per month, agency and inspection category
/// (PLAN-26). What a proposal has planned counts from the beginning, what tasks brought besides from its issue on.
package struct PlanProgress: Sendable {
    package struct Counts: Sendable, Equatable {
        package var planned = 0, done = 0, overdue = 0
        package var open: Int { planned - done }
        /// In percent, rounded down: what is not done is not called done.
        package var percent: Int { planned == 0 ? 0 : done * 100 / planned }

        static func += (a: inout Counts, b: Counts) {
            a.planned += b.planned
            a.done += b.done
            a.overdue += b.overdue
        }
    }

    package struct Line: Sendable {
        /// 2026-03; of a task the month in which its term ends.
        package let month: String
        package let agency: String
        package let category: String
        package let counts: Counts
    }

    package let lines: [Line]

    package var total: Counts { lines.reduce(into: Counts()) { $0 += $1.counts } }

    /// The sums along one side of the table.
    package func sums(by side: (Line) -> String) -> [(name: String, counts: Counts)] {
        var sums: [String: Counts] = [:]
        for line in lines { sums[side(line), default: Counts()] += line.counts }
        return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// The same as a sheet.
package struct PlanProgressExport: SheetExport {
    package struct Filter: Codable, Sendable {
        let plan: AnnualPlan.ID
        package init(_ plan: AnnualPlan.ID) { self.plan = plan }
    }

    package let code = "plan-progress"
    package let label = "年度计划执行进度统计汇总"
    package let permission = Permission.readPlans
    package let layout = SheetLayout(
        name: "执行进度",
        columns: [
            SheetColumn("月份"), SheetColumn("检查机构", width: 28), SheetColumn("检查类别", width: 20), SheetColumn("计划检查"), SheetColumn("已完成"),
            SheetColumn("未完成"), SheetColumn("已逾期"),
        ])

    package init() {}

    package func total(_ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try progress(filter, exporter, in: transaction).lines.count
    }

    /// Some hundred lines are one piece.
    package func next(
        _ count: Int, after key: Int64?, _ filter: Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        var piece = ExportPiece()
        let rest = try progress(filter, exporter, in: transaction).lines.dropFirst(Int(key ?? 0))
        piece.rows = rest.prefix(count).map { line in
            [line.month, line.agency, line.category] + [line.counts.planned, line.counts.done, line.counts.open, line.counts.overdue].map { "\($0)" }
        }
        piece.records = piece.rows.count
        piece.last = rest.count > count ? (key ?? 0) + Int64(count) : nil
        return piece
    }

    private func progress(_ filter: Filter, _ exporter: Exporter, in transaction: Transaction) throws -> PlanProgress {
        let plan = try AnnualPlan.load(filter.plan, for: exporter.actor, in: transaction)
        return try PlanProgress.of(plan, for: exporter.actor, today: exporter.now.beijingDate, in: transaction)
    }
}
