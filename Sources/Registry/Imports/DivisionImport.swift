import Authority
import Importing
import Library
import Spreadsheets
import Storage
import Timekeeping

/// 行政区划导入: the national code table down to townships (STD-03).
package struct DivisionImport: SheetImport {
    package init() {}

    package let code = "divisions"
    package let label = "行政区划"
    package let permission = Permission.manageOrganizations

    private static let name = "行政区划名称", status = "状态"

    package var layout: SheetLayout {
        SheetLayout(
            name: "行政区划代码表",
            columns: [
                SheetColumn(DivisionCode.label, .code, isRequired: true, width: 20, note: "国家代码：省、市、县6位，乡级9位或末三位为0的12位"),
                SheetColumn(Self.name, isRequired: true, width: 28, note: "本级名称，如“青石县”"),
                SheetColumn(Self.status, .choice(Organization.Status.allCases.map(\.label)), note: "空白为启用；已撤销的区划填停用"),
            ],
            instructions: ["请按代码从小到大排列，上级在前。", "代码已有的，更新名称和状态；未列出的保持不变。"])
    }

    package func key(_ record: AdministrativeDivision) -> String { record.code.description }

    package func read(_ cells: SheetCells, context: ImportContext) -> Result<AdministrativeDivision, ImportProblems> {
        var row = RowReading(cells, layout)
        let typed = row.code(DivisionCode.label)
        let code = DivisionCode(typed)
        if !typed.isEmpty, code == nil { row.refuse(DivisionCode.label, DivisionCode.formatMessage) }
        let name = row.text(Self.name, limit: 50)
        let status = row.choice(Self.status, Organization.Status.allCases.map { ($0.label, $0) })
        return row.result(code.map { AdministrativeDivision($0, name: name, status: status ?? .enabled) })
    }

    package func apply(
        _ rows: [ImportRow<AdministrativeDivision>], by actor: Actor, at now: Instant, context: ImportContext,
        in transaction: Transaction
    ) throws -> [ImportOutcome] {
        do {
            return try DivisionEntry(rows.map(\.record)).make(by: actor, at: now, in: transaction).map(Self.outcome)
        } catch let refused as DivisionEntry.Refused {
            return rows.map { _ in .refused(refused.message) }
        }
    }

    /// The national table has 45,000 rows, each below an earlier one.
    package let checkedTogether: Int? = 200_000
    package let forecastsByReading = true

    package func forecast(
        _ rows: [ImportRow<AdministrativeDivision>], by actor: Actor, at now: Instant, context: ImportContext,
        in transaction: Transaction
    ) throws -> ImportLook {
        var look = ImportLook()
        guard actor.scope.isEverything else {
            look.outcomes = rows.map { _ in .refused(DivisionEntry.Refused.notAtTop.message) }
            return look
        }
        let divisions = rows.map(\.record)
        let former = try AdministrativeDivision.byCode(divisions.map(\.code), in: transaction)
        for (division, outcome) in zip(divisions, try DivisionEntry(divisions).forecast(in: transaction)) {
            look.outcomes.append(Self.outcome(outcome))
            guard outcome == .changed, let before = former[division.code] else { continue }
            let name = division.code.description
            if before.name != division.name {
                look.changes.append(ImportChange(name: name, column: Self.name, before: before.name, after: division.name))
            }
            if before.status != division.status {
                look.changes.append(
                    ImportChange(name: name, column: Self.status, before: before.status.label, after: division.status.label))
            }
        }
        return look
    }

    private static func outcome(_ outcome: DivisionEntry.Outcome) -> ImportOutcome {
        switch outcome {
        case .created: .created
        case .changed: .changed
        case .unchanged: .unchanged
        case .orphan(let above): .refused(DivisionEntry.Outcome.orphanMessage(above))
        }
    }
}
