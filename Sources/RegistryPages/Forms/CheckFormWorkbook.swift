import Authority
import Doors
import Library
import Registry
import Spreadsheets
import Storage

extension CheckFormPages {
    /// One version of one form, as a workbook at once (ITEM-24).
    package static func export(_ call: Call) async throws -> Answer {
        let actor = try call.actor()
        guard let form = call.query["form"].flatMap({ CheckForm.ID($0) }) else { throw NotFound() }
        let number = call.query["number"].flatMap { Int($0) }
        let rows = try await call.read { try CheckFormExport.rows(of: form, number: number, for: actor, in: $0) }
        return .file(try FileAnswer(workbook: "检查表单", CheckFormSheet.layout, rows))
    }
}
