import Authority
import Ledger
import Spreadsheets
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

/// What an import shows before anybody presses 确认导入.
@Suite("导入前看到的变化")
struct ImportLookTests {
    @Test("SUBJ-13 网页导入没有错误也要等确认：先列出新增、更新前后、相同的行数，确认之前没有写入")
    func subjects() async throws {
        try await ImportDesk.each { desk in
            _ = try await desk.importAll(try desk.file(SubjectImport(), (1...3).map { ImportDesk.row($0) }), "subjects")
            let rows = [ImportDesk.row(1), ImportDesk.row(2, name: "白石县新名称机械厂"), ImportDesk.row(4)]
            let id = try await desk.submit(try desk.file(SubjectImport(), rows), "subjects", isAttended: true)
            try await desk.work()
            let (job, report) = try await desk.look(id)
            #expect(job.state == .awaiting)
            #expect(job.message == "共3行，可导入3行，错误0行；将新增1行，更新1行，1行与库中相同")
            #expect(report.changes == [
                ImportChange(name: "白石县第2机械厂", column: "主体名称", before: "白石县第2机械厂", after: "白石县新名称机械厂")
            ])
            #expect(report.state.forecast?.columns == ["主体名称": 1])
            #expect(try await desk.count() == 3)
            try await desk.confirm(id)
            try await desk.work()
            #expect(try await desk.look(id).report.state.outcome == "新增1行，更新1行，未变化1行，未导入0行")
            #expect(try await desk.count() == 4)
        }
    }

    @Test("SUBJ-13 与库中完全相同的文件不要求确认，说明没有需要写入的内容")
    func nothingToDo() async throws {
        try await ImportDesk.each { desk in
            let file = try desk.file(SubjectImport(), [ImportDesk.row(1)])
            _ = try await desk.importAll(file, "subjects")
            let id = try await desk.submit(file, "subjects", isAttended: true)
            try await desk.work()
            let job = try await desk.look(id).job
            #expect(job.state == .done)
            #expect(job.message == "共1行，可导入1行，错误0行；将新增0行，更新0行，1行与库中相同，没有需要写入的内容")
        }
    }

    @Test("ITEM-24 检查表单在核对时就拒绝导入会拒绝的行，列名都是模板中的列")
    func forms() async throws {
        try await ImportDesk.each { desk in
            let sheet = CheckFormImport()
            func row(_ form: String, _ content: String, code: String = "", scale: String = "", modes: String = "") -> [String] {
                sheet.layout.columns.map { column in
                    switch column.heading {
                    case CheckForm.Label.name: form
                    case CheckForm.Label.itemCode: code
                    case CheckForm.Label.checkItem: "设备"
                    case CheckForm.Label.point: content
                    case CheckForm.Label.scale: scale
                    case CheckForm.Label.modes: modes
                    case _: ""
                    }
                }
            }
            let item = ItemImport(.supervision)
            let items = try desk.file(item, [["990000000001", "对示例的行政检查", "应急", "《某法》第一条", "", ""]])
            #expect(try await desk.importAll(items, item.code, by: .provinceBusiness).state.created == 1)
            let rows = [row("甲表", "一", code: "990000000001", modes: "日常检查"), row("乙表", "二", code: "999999999999"), row("丙表", "三", scale: "好/坏"), row("丁表", "", modes: "从不"), row("戊表", "五", modes: "日常检查")]
            let id = try await desk.submit(try desk.file(sheet, rows), sheet.code, isAttended: true)
            try await desk.work()
            let (job, report) = try await desk.look(id)
            #expect(job.state == .awaiting)
            #expect(report.state.bad == 4)
            #expect(Set(report.problems.map(\.row)) == [3, 4, 5, 6])
            #expect(report.problems.contains(ImportProblemLine(row: 6, column: "", message: "请填写事项编码")))
            let headings = Set(sheet.layout.columns.map(\.heading)).union([""])
            #expect(report.problems.allSatisfy { headings.contains($0.column) })
            #expect(try await desk.facts("registry.checkForm.created") == 0)
            try await desk.confirm(id)
            try await desk.work()
            let after = try await desk.look(id).report
            #expect(after.state.refused == 0)
            #expect(after.state.created == 1)
        }
    }

    @Test("ORG-22 机构表在核对时按同一文件中的上级判断，没有上级的行当时就指出")
    func tree() async throws {
        try await ImportDesk.each { desk in
            let sheet = OrganizationImport()
            func row(_ name: String, under parent: String, _ number: Int) -> [String] {
                let code = UnifiedSocialCreditCode(completing: "11990121MB" + String(String(1_000_000 + number).dropFirst()) + "0")
                    ?? UnifiedSocialCreditCode(completing: "11990121MB" + String(String(10_000_000 + number).dropFirst()))
                return [name, name, code?.description ?? "", "乡级", parent, "990121101", "应急", "", "测", "是"]
            }
            let rows = [row("白石县甲站", under: Agency.eastCounty.name, 1), row("乙点", under: "白石县甲站", 2), row("丙点", under: "无此机构", 3)]
            let id = try await desk.submit(try desk.file(sheet, rows), sheet.code, by: .provinceAdmin, isAttended: true)
            try await desk.work()
            let (job, report) = try await desk.look(id)
            #expect(job.state == .awaiting)
            #expect(report.problems == [ImportProblemLine(row: 4, column: "", message: "没有上级机构“无此机构”，或有几个同名机构")])
            #expect(report.state.forecast?.created == 2)
        }
    }
}
