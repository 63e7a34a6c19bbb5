import Authority
import Importing
import Library
import Registry
import Spreadsheets
import Storage

/// The annual plans of a list with all their fields, as the list is filtered.
package struct PlanExport: SheetExport {
    package struct Filter: Codable, Sendable {
        let family: PlanFamily
        /// 收到的计划, and not 制定的计划.
        let isReceived: Bool
        let list: PlanFilter

        package init(_ family: PlanFamily, isReceived: Bool, _ list: PlanFilter) {
            (self.family, self.isReceived, self.list) = (family, isReceived, list)
        }
    }

    package let code = "plans"
    package let label = "年度计划"
    package let permission = Permission.readPlans
    package let layout = SheetLayout(
        name: "年度计划",
        columns: [SheetColumn("计划编号", .code, width: 28), SheetColumn("制定机构", width: 28)] + PlanRecord.sheetColumns
            + [SheetColumn("审核状态"), SheetColumn("执行状态")])

    package init() {}

    package func total(_ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try page(ListPage(), filter, exporter, in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        try ExportPiece(count, after: key) { try page($0, filter, exporter, in: transaction) } rows: { line in
            let plan = try AnnualPlan.load(line.id, for: exporter.actor, in: transaction)
            let names = try PlanRecord.names(in: [plan.record], in: transaction)
            return [
                [line.number, line.organizationName] + plan.record.cells(names: names)
                    + [line.reviewStatus.label, line.executionStatus.label]
            ]
        }
    }

    private func page(
        _ page: ListPage, _ filter: Filter, _ exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<PlanLine> {
        filter.isReceived
            ? try AnnualPlan.received(filter.family, filter.list, for: exporter.actor, page: page, in: transaction)
            : try AnnualPlan.made(filter.family, filter.list, for: exporter.actor, page: page, in: transaction)
    }
}
