import Authority
import Importing
import Library
import Registry
import Spreadsheets
import Storage

/// 导出检查对象: the list of candidates of a task with their state of exclusion (DRAW-09); telephone numbers are masked.
package struct CandidateExport: SheetExport {
    package struct Filter: Codable, Sendable {
        let task: InspectionTask.ID
        let list: CandidateList.Filter

        package init(of task: InspectionTask.ID, _ list: CandidateList.Filter) { (self.task, self.list) = (task, list) }
    }

    package let code = "candidates"
    package let label = "检查对象名单"
    package let permission = Permission.readTasks
    package let layout = SheetLayout(
        name: "检查对象名单",
        columns: [
            SheetColumn("对象名称", width: 32), SheetColumn("对象编码", .code, width: 24), SheetColumn("对象类型"), SheetColumn("对象分类"),
            SheetColumn("排除状态"), SheetColumn("排除原因"), SheetColumn("管辖机构", width: 28), SheetColumn("地址", width: 40),
            SheetColumn("联络员"), SheetColumn("联系电话", .code, width: 18),
        ])

    package init() {}

    package func total(_ filter: Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        _ = try InspectionTask.load(filter.task, scope: exporter.actor.scope, in: transaction)
        return try CandidateList.load(of: filter.task, filter.list, page: ListPage(), in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        _ = try InspectionTask.load(filter.task, scope: exporter.actor.scope, in: transaction)
        let found = try CandidateList.next(count, after: key, of: filter.task, filter.list, in: transaction)
        return ExportPiece(found, of: count) { row in
            [[
                row.name, row.code, row.type, row.category, row.isExcluded ? "已排除" : "未排除", row.isExcluded ? row.reason.label : "",
                row.jurisdiction, row.address, row.liaison, row.phoneMasked,
            ]]
        }
    }
}
