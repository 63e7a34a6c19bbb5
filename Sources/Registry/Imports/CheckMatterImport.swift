import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// Custom check contents by spreadsheet (ITEM-14, ITEM-24): sheet, category and words of the content are the key.
package struct CheckMatterImport: SheetImport {
    package init() {}

    package let code = "check-matters"
    package let label = "检查事项清单"
    package let permission = Permission.manageForms
    package var layout: SheetLayout { CheckMatterSheet.layout }

    package func key(_ record: CheckMatterRecord) -> String { [record.sheet, record.category, record.content].joined(separator: "\u{1F}") }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<CheckMatterRecord, ImportProblems> {
        CheckMatterSheet.read(cells).mapError(ImportProblems.init)
    }

    package func apply(
        _ rows: [ImportRow<CheckMatterRecord>], by actor: Actor, at now: Instant, context: ImportContext,
        in transaction: Transaction
    ) throws -> [ImportOutcome] {
        var library = LawLibrary(scope: actor.scope, in: transaction)
        return try rows.map { row in
            do {
                return try transaction.nested {
                    var record = row.record
                    record.violated = try library.linked(record.violated, on: now.beijingDate)
                    record.penalty = try library.linked(record.penalty, on: now.beijingDate)
                    guard let known = try CheckMatter.same(as: record, agency: actor.organization, in: transaction) else {
                        try CheckMatterCreation(record).make(by: actor, at: now, in: transaction)
                        return .created
                    }
                    guard known.origin == .custom, known.record != record else { return .unchanged }
                    try CheckMatterChange(of: known.id, version: known.version, to: record).make(by: actor, at: now, in: transaction)
                    return .changed
                }
            } catch let refusal as any Refusal {
                return .refused(refusal.message)
            }
        }
    }
}
