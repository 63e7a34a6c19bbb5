import Authority
import Registry
import Spreadsheets
import Storage

extension ItemPages {
    /// The directory as a workbook with the columns of the import template (ITEM-24).
    static func export(_ call: Call) async throws -> Answer {
        let scope = try call.actor().scope
        let kind = ItemKind(rawValue: call.query["kind"] ?? "") ?? .supervision
        let sheet = ItemSheet(kind)
        let rows = try await call.read { transaction in
            let codes = kind == .spotCheck ? try Item.partCodes(in: transaction) : [:]
            return try Item.all(kind, scope: scope, in: transaction).map { sheet.cells($0, partCodes: codes[$0.id] ?? []) }
        }
        return .file(try FileAnswer(workbook: kind.label, sheet.layout, rows))
    }
}

extension CheckFormPages {
    /// One version of a form, or the newest versions of all forms the agency sees.
    static func export(_ call: Call) async throws -> Answer {
        let actor = try call.actor()
        let chosen = call.query["form"].flatMap { CheckForm.ID($0) }
        let number = call.query["number"].flatMap { Int($0) }
        let rows = try await call.read { transaction in
            let ids = try chosen.map { [$0] } ?? CheckFormList.all(for: actor.organization, in: transaction)
            return try ids.flatMap { id -> [[String]] in
                let form = try CheckForm.load(id, scope: actor.scope, in: transaction)
                let versions = try CheckFormVersion.all(of: id, in: transaction)
                guard let version = versions.first(where: { $0.number == number }) ?? versions.first else { return [] }
                let items = try ItemQueries.lines(form.record.items, for: actor.organization, in: transaction)
                return CheckFormSheet.rows(form, version, itemCodes: items.map(\.itemCode))
            }
        }
        return .file(try FileAnswer(workbook: "检查表单", CheckFormSheet.layout, rows))
    }
}
