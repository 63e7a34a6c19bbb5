import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// Licences of many objects by spreadsheet: object, kind and number are the key (ELEM-04, A.6).
package struct LicenceImport: SheetImport {
    package struct Entry: Sendable {
        let subject: String
        let record: LicenceRecord
    }

    package init() {}

    package let code = "licences"
    package let label = "证照信息"
    package let permission = Permission.manageSubjects
    package let canBeTakenBack = true
    package let layout = SheetLayout(
        name: "证照信息样表",
        columns: [SheetColumn(RegulatedSubject.Label.objectCode, .code, isRequired: true, width: 24, note: "监管对象库中的编码")]
            + LicenceRecord.templateColumns,
        instructions: ["请勿改动表头；表头上方可以有标题行。", "同一对象已登记的同类型、同编号证照更新其信息。"])

    package func key(_ entry: Entry) -> String { [entry.subject, entry.record.kind, entry.record.number].joined(separator: "\u{1F}") }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<Entry, ImportProblems> {
        var row = RowReading(cells, layout)
        let entry = Entry(subject: row.code(RegulatedSubject.Label.objectCode), record: row.record())
        return row.result(entry)
    }

    package func standings(
        _ rows: [ImportRow<Entry>], context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? {
        let holders = try RegulatedSubject.byCode(rows.map(\.record.subject), protection: context.protection, in: transaction)
        let known = Dictionary(grouping: try Licence.all(of: holders.values.map(\.id), in: transaction), by: \.subject)
        return try standings(of: rows) { entry in
            let licence = holders[entry.subject].flatMap { known[$0.id] }?.first {
                $0.record.kind == entry.record.kind && $0.record.number == entry.record.number
            }
            return try licence.map { ImportTouch.Standing($0.id, version: $0.version, content: try $0.record.formerContent) }
        }
    }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { try Licence.takenBack(record, desk) }

    package func apply(
        _ rows: [ImportRow<Entry>], by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome] {
        let act = ActContext(actor, at: now, protection: context.protection, in: transaction)
        let holders = try RegulatedSubject.byCode(rows.map(\.record.subject), protection: context.protection, in: transaction)
        let known = Dictionary(grouping: try Licence.all(of: holders.values.map(\.id), in: transaction), by: \.subject)
        return try each(rows, in: transaction) { entry in
            guard let holder = holders[entry.subject], try actor.scope.covers(holder.record.jurisdiction, in: transaction) else {
                return .refused("监管对象库中没有编码“\(entry.subject)”，或不在您的管理范围内")
            }
            let former = known[holder.id]?.first { $0.record.kind == entry.record.kind && $0.record.number == entry.record.number }
            guard let former else {
                try LicenceAddition(to: holder.id, entry.record).make(in: act)
                return .created
            }
            guard former.record != entry.record else { return .unchanged }
            try LicenceChange(of: former.id, version: former.version, to: entry.record).make(in: act)
            return .changed
        }
    }
}
