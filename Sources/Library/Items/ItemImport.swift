import Authority
import Importing
import Spreadsheets
import Storage
import Timekeeping

/// 监管事项 and 抽查事项 by spreadsheet (ITEM-24).
package struct ItemImport: SheetImport {
    private let sheet: ItemSheet

    package init(_ kind: ItemKind) { sheet = ItemSheet(kind) }

    package var code: String {
        switch sheet.kind {
        case .supervision: "items"
        case .spotCheck: "spot-check-items"
        }
    }

    package var permission: Permission {
        switch sheet.kind {
        case .supervision: .manageItems
        case .spotCheck: .manageSpotCheckItems
        }
    }

    package let canBeTakenBack = true
    package var label: String { sheet.kind.label }
    package var layout: SheetLayout { sheet.layout }
    package func key(_ record: ItemSheet.Line) -> String { record.record.itemCode }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<ItemSheet.Line, ImportProblems> {
        sheet.read(cells).mapError(ImportProblems.init)
    }

    package func apply(
        _ rows: [ImportRow<ItemSheet.Line>], by actor: Actor, at now: Instant, context: ImportContext,
        in transaction: Transaction
    ) throws -> [ImportOutcome] {
        try ItemUpsert(sheet.kind, rows.map(\.record)).make(by: actor, at: now, in: transaction).map(ImportOutcome.init)
    }

    package func standings(
        _ rows: [ImportRow<ItemSheet.Line>], context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? {
        let known = try Item.byCode(rows.map(\.record.record.itemCode), in: transaction)
        return try standings(of: rows) { line in
            try known[line.record.itemCode].map { item in
                ImportTouch.Standing(item.id, version: item.version, content: try item.record.supervisionItems.sorted().json())
            }
        }
    }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { try Item.takenBack(record, desk) }
}

/// 检查表单 by spreadsheet, one row a check content (ITEM-24).
package struct CheckFormImport: SheetImport {
    package init() {}

    package let code = "forms"
    package let label = "检查表单"
    package let permission = Permission.manageForms
    package let canBeTakenBack = true
    package var layout: SheetLayout { CheckFormSheet.layout }
    /// The rows of a form make it together.
    package let checkedTogether: Int? = 20_000

    /// The same content of the same check item may stand in a form once.
    package func key(_ record: CheckFormSheet.Line) -> String {
        [record.formName, record.checkItem, record.text].joined(separator: "\u{1F}")
    }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<CheckFormSheet.Line, ImportProblems> {
        CheckFormSheet.read(cells).mapError(ImportProblems.init)
    }

    package func apply(
        _ rows: [ImportRow<CheckFormSheet.Line>], by actor: Actor, at now: Instant, context: ImportContext,
        in transaction: Transaction
    ) throws -> [ImportOutcome] {
        try CheckFormUpsert(rows.map(\.record)).make(by: actor, at: now, in: transaction).map(ImportOutcome.init)
    }

    package func standings(
        _ rows: [ImportRow<CheckFormSheet.Line>], context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? {
        // the rows of a form make it together: the first of them stands for it
        var seen = Set<String>()
        return try standings(of: rows) { line in
            guard seen.insert(line.formName).inserted,
                let form = try CheckForm.find(named: line.formName, of: context.actor.organization, in: transaction)
            else { return nil }
            return ImportTouch.Standing(form.id, version: form.version, content: try FormerCheckForm(form, in: transaction)?.json())
        }
    }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { try CheckForm.takenBack(record, desk) }
}

extension ImportProblems {
    package init(_ problems: SheetProblems) {
        self.init(problems.all.map { ImportProblem($0.heading, $0.message) })
    }
}

extension ImportOutcome {
    fileprivate init(_ outcome: SheetOutcome) {
        self = switch outcome {
        case .created: .created
        case .changed: .changed
        case .unchanged: .unchanged
        case .refused(let message): .refused(message)
        }
    }
}
