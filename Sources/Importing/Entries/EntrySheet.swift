import Authority
import Spreadsheets
import Storage
import Timekeeping

/// The entries of a library by spreadsheet; those of the importer's agency are known by the key of the library.
package struct EntryImport<Record: EntryRecord>: SheetImport {
    package let layout: SheetLayout

    package init() {
        layout = SheetLayout(
            name: Record.library.label + "样表", columns: Record.templateColumns,
            instructions: ["请勿改动表头；本机构已有\(Record.label(Record.library.key))相同的\(Record.library.label)的，更新其信息。"])
    }

    package var code: String { Record.library.code }
    package var label: String { Record.library.label }
    package var permission: Permission { Record.library.keptBy }

    package func key(_ record: Record) -> String { record[keyPath: Record.library.key] }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<Record, ImportProblems> {
        var row = RowReading(cells, layout)
        let record: Record = row.record()
        return row.result(record)
    }

    package func apply(
        _ rows: [ImportRow<Record>], by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] {
        let act = ActContext(actor, at: now, protection: context.protection, in: transaction)
        return try each(rows, in: transaction) { record in
            guard let known = try AgencyEntry.known(as: record, in: act) else {
                try EntryAddition(record).make(in: act)
                return .created
            }
            let record = try record.completed(by: known.record)
            guard known.record != record else { return .unchanged }
            try EntryChange(of: known.id, version: known.version, to: record).make(in: act)
            return .changed
        }
    }
}

/// The library as its list is filtered; personal data masked (SEC-10).
package struct EntryExport<Record: EntryRecord>: SheetExport {
    package let layout: SheetLayout

    package init() {
        layout = SheetLayout(
            name: Record.library.label, columns: Record.sheetColumns + [SheetColumn("所属机构", width: 28), SheetColumn("状态")])
    }

    package var code: String { Record.library.code }
    package var label: String { Record.library.label }
    package var permission: Permission { Record.library.readBy }

    package func total(_ filter: Record.Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try page(ListPage(), filter, exporter, in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: Record.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        try ExportPiece(count, after: key) { try page($0, filter, exporter, in: transaction) } rows: { entry in
            [entry.record.cells() + [entry.organizationName, entry.status.label]]
        }
    }

    private func page(
        _ page: ListPage, _ filter: Record.Filter, _ exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<AgencyEntry<Record>> {
        try AgencyEntry.list(filter, scope: exporter.actor.scope, page: page, protection: exporter.protection, in: transaction)
    }
}
