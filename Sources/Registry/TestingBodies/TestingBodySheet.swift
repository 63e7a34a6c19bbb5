import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// Testing bodies by spreadsheet: the name within the importer's agency is the key.
package struct TestingBodyImport: SheetImport {
    package init() {}

    package let code = "testing-bodies"
    package let label = "检验机构"
    package let permission = Permission.manageOfficers
    package let layout = SheetLayout(
        name: "检验机构样表", columns: TestingBodyRecord.templateColumns, instructions: ["请勿改动表头；本机构已有同名检验机构的更新其信息。"])

    package func key(_ record: TestingBodyRecord) -> String { record.name }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<TestingBodyRecord, ImportProblems> {
        var row = RowReading(cells, layout)
        let record: TestingBodyRecord = row.record()
        return row.result(record)
    }

    package func apply(
        _ rows: [ImportRow<TestingBodyRecord>], by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] {
        let protection = context.protection
        return try each(rows, in: transaction) { record in
            guard let known = try TestingBody.named(record.name, of: actor.organization, protection: protection, in: transaction) else {
                _ = try TestingBodyAddition(record).make(by: actor, at: now, protection: protection, in: transaction)
                return .created
            }
            guard known.record != record else { return .unchanged }
            try TestingBodyChange(of: known.id, version: known.version, to: record)
                .make(by: actor, at: now, protection: protection, in: transaction)
            return .changed
        }
    }
}

/// 检验机构 as the list is filtered; telephone numbers are masked (SEC-10).
package struct TestingBodyExport: SheetExport {
    package let code = "testing-bodies"
    package let label = "检验机构"
    package let permission = Permission.readOfficers
    package let layout = SheetLayout(
        name: "检验机构", columns: TestingBodyRecord.sheetColumns + [SheetColumn("所属机构", width: 28), SheetColumn("状态")])

    package init() {}

    package func total(_ filter: TestingBody.Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try page(ListPage(), filter, exporter, in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: TestingBody.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        try ExportPiece(count, after: key) { try page($0, filter, exporter, in: transaction) } rows: { body in
            [body.record.cells() + [body.organizationName, body.status.label]]
        }
    }

    private func page(
        _ page: ListPage, _ filter: TestingBody.Filter, _ exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<TestingBody> {
        try TestingBody.list(filter, scope: exporter.actor.scope, page: page, protection: exporter.protection, in: transaction)
    }
}
