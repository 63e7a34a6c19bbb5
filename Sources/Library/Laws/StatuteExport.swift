import Authority
import Importing
import Spreadsheets
import Storage

/// 法律法规 with their articles as they read on the day, a row an article (LIB-03).
package struct StatuteExport: PagedExport {
    package typealias Filter = StatuteList.Filter
    private typealias Label = Statute.Label

    package let code = "laws"
    package let label = "法律法规"
    package let permission = Permission.readItems
    package let recordsPerStep = 100
    package let layout = SheetLayout(
        name: "法律法规",
        columns: [
            SheetColumn(Label.title, width: 40), SheetColumn(Label.kind), SheetColumn(Label.issuer, width: 24),
            SheetColumn(Label.documentNumber, width: 20), SheetColumn(Label.promulgatedOn, .date), SheetColumn(Label.effectiveOn, .date),
            SheetColumn(Label.repealedOn, .date), SheetColumn("条", width: 14), SheetColumn("条文", width: 80),
        ])

    package init() {}

    package func page(
        _ filter: StatuteList.Filter, _ page: ListPage, for exporter: Exporter, in transaction: Transaction
    ) throws -> Listed<Statute> { try StatuteList.load(filter, scope: exporter.actor.scope, page: page, in: transaction) }

    package func rows(
        of statute: Statute, _ filter: StatuteList.Filter, for exporter: Exporter, in transaction: Transaction
    ) throws -> [[String]] {
        let head = Self.cells(statute)
        let articles = try StatuteArticle.all(of: statute.id, in: transaction).filter { $0.isInForce(on: filter.on) }
        return articles.isEmpty ? [head + ["", ""]] : articles.map { head + [$0.number.label, $0.wording.text] }
    }

    private static func cells(_ statute: Statute) -> [String] {
        let record = statute.record
        return [
            record.title, record.kind.label, record.issuer, record.documentNumber, record.promulgatedOn?.description ?? "",
            record.effectiveOn.description, statute.repealedOn?.description ?? "",
        ]
    }
}
