import Authority
import Importing
import Library
import Spreadsheets
import Storage

/// 监管事项 and 抽查事项 with the columns of the import template, so that a file taken out can come in again (ITEM-24).
package struct ItemExport: SheetExport {
    private let sheet: ItemSheet

    package init(_ kind: ItemKind) { sheet = ItemSheet(kind) }

    package var code: String { sheet.kind == .supervision ? "items" : "spot-check-items" }
    package var label: String { sheet.kind.label }
    package let permission = Permission.readItems
    package var layout: SheetLayout { sheet.layout }

    package func total(_ filter: ItemList.Filter, for exporter: Exporter, in transaction: Transaction) throws -> Int? {
        try ItemList.load(filter, scope: exporter.actor.scope, page: ListPage(), in: transaction).total
    }

    package func next(
        _ count: Int, after key: Int64?, _ filter: ItemList.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> ExportPiece {
        let scope = exporter.actor.scope
        let codes = sheet.kind == .spotCheck ? try Item.partCodes(in: transaction) : [:]
        return try ExportPiece(count, after: key) {
            try ItemList.load(filter, scope: scope, page: $0, in: transaction)
        } rows: { line in
            let item = try Item.load(line.id, scope: scope, in: transaction)
            return [sheet.cells(item, partCodes: codes[item.id] ?? [])]
        }
    }
}

/// 检查表单 with their contents, the newest version of each, a row a content: what comes in again makes the same form (ITEM-24).
package struct CheckFormExport: PagedExport {
    package typealias Filter = CheckFormList.Filter

    package let code = "forms"
    package let label = "检查表单"
    package let permission = Permission.readItems
    package let layout = CheckFormSheet.layout
    package let recordsPerStep = 200

    package init() {}

    package func page(
        _ filter: CheckFormList.Filter, _ page: ListPage, for exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<CheckFormLine> {
        try CheckFormList.load(filter, agency: exporter.actor.organization, page: page, in: transaction)
    }

    package func rows(
        of line: CheckFormLine, _ filter: CheckFormList.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> [[String]] { try Self.rows(of: line.id, number: nil, for: exporter.actor, in: transaction) }

    /// - Parameter number: of the version; nil for the newest.
    package static func rows(
        of form: CheckForm.ID, number: Int?, for actor: Actor, in transaction: Transaction
    ) throws -> [[String]] {
        let form = try CheckForm.load(form, scope: actor.scope, in: transaction)
        let versions = try CheckFormVersion.all(of: form.id, in: transaction)
        guard let version = versions.first(where: { $0.number == number }) ?? versions.first else { return [] }
        let items = try ItemQueries.lines(form.record.items, for: actor.organization, in: transaction)
        return CheckFormSheet.rows(form, version, itemCodes: items.map(\.itemCode))
    }
}

/// 检查事项清单 with the columns of its import template.
package struct CheckMatterExport: PagedExport {
    package typealias Filter = CheckMatter.Filter

    package let code = "check-matters"
    package let label = "检查事项清单"
    package let permission = Permission.readItems
    package let layout = CheckMatterSheet.layout

    package init() {}

    package func page(
        _ filter: CheckMatter.Filter, _ page: ListPage, for exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<CheckMatter> { try CheckMatter.list(filter, agency: exporter.actor.organization, page: page, in: transaction) }

    package func rows(
        of matter: CheckMatter, _ filter: CheckMatter.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> [[String]] { [CheckMatterSheet.cells(matter.record)] }
}
