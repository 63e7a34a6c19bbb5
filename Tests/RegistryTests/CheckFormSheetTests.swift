import Authority
import Spreadsheets
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("检查表单表格")
struct CheckFormSheetTests {
    private static let rows = [
        ["加油站检查表", "990000000001", "安全管理", "是否建立安全生产责任制", "查阅文件", "《某法》第一条；《某法》第二条", "《某法》第九条", "是/否/合理缺项", "日常检查、专项检查", "加油机、油罐", "未建立责任制"],
        ["加油站检查表", "", "安全管理", "是否开展应急演练", "", "", "", "", "", "", ""],
        ["加油站检查表", "", "设备设施", "加油机是否接地", "", "", "", "", "", "", ""],
    ]

    private static func lines(_ rows: [[String]]) throws -> [CheckFormSheet.Line] {
        try rows.map { try CheckFormSheet.read(SheetCells($0)).get() }
    }

    @Test("ITEM-24 一行一项检查内容；表单的公共列填在第一行即可；文字相同的行更新原有内容")
    func reading() throws {
        #expect(CheckFormSheet.layout.columns.map(\.heading) == [
            "表单名称", "事项编码", "检查项", "检查内容", "检查详情", "违法依据", "处罚依据", "结果选项", "适用检查方式", "适用设备/场所", "常用语",
            "关键项", "检查结果模板", "自定义资料项",
        ])
        var content = CheckFormContent()
        #expect(try Self.lines(Self.rows).map { content.take($0) } == [.created, .created, .created])
        #expect(content.items.map(\.name) == ["安全管理", "设备设施"])
        #expect(content.items[0].points.map(\.text) == ["是否建立安全生产责任制", "是否开展应急演练"])
        #expect(content.items[0].points[0].violatedProvisions == ["《某法》第一条", "《某法》第二条"])
        #expect(content.items[0].points[0].equipmentKinds == ["加油机", "油罐"])
        let former = content
        var rows = Self.rows
        rows[1][4] = "查看演练记录"
        #expect(try Self.lines(rows).map { content.take($0) } == [.unchanged, .changed, .unchanged])
        #expect(content.items[0].points[1].id == former.items[0].points[1].id)
    }

    @Test("ITEM-24 缺少表单名称、检查内容或选项不在范围内的行被指出")
    func problems() {
        guard case .failure(let problems) = CheckFormSheet.read(["", "", "", "", "", "", "", "好/坏", "暗访", "", ""]) else {
            Issue.record("应当被拒绝")
            return
        }
        #expect(problems.all.map(\.heading) == ["表单名称", "检查项", "检查内容", "结果选项", "适用检查方式"])
    }

    @Test("ITEM-13 ITEM-24 导入新建草稿版本；再次导入相同内容不变；内容变化时启用的版本不受影响；导出与导入一致")
    func upsert() async throws {
        let lines = try Self.lines(Self.rows)
        var longer = Self.rows
        longer.append(["加油站检查表", "", "设备设施", "油罐区是否有防雷装置", "", "", "", "", "", "", ""])
        let more = try Self.lines(longer)
        try await ItemDesk.each { desk in
            #expect(try await desk.upsertForms(lines, by: .eastBusiness)
                == Array(repeating: .refused("所选检查事项不存在"), count: 3))
            try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            #expect(try await desk.upsertForms(lines, by: .eastBusiness) == [.created, .created, .created])
            #expect(try await desk.upsertForms(lines, by: .eastBusiness) == [.unchanged, .unchanged, .unchanged])
            let form = try await desk.form("加油站检查表", of: .eastCounty)
            let enabled = try await desk.enable(form.id, version: form.version, by: .eastBusiness)
            #expect(try await desk.upsertForms(more, by: .eastBusiness) == [.unchanged, .unchanged, .unchanged, .created])
            let versions = try await desk.versions(form.id)
            #expect(versions.map(\.status) == [.draft, .enabled])
            #expect(versions[1].id == enabled && versions[1].content.points.count == 3)
            #expect(Array(versions[0].content.points.prefix(3)).map(\.id) == versions[1].content.points.map(\.id))
            let exported = CheckFormSheet.rows(form, versions[0], itemCodes: ["990000000001"])
            #expect(try await desk.upsertForms(try Self.lines(exported), by: .eastBusiness)
                == Array(repeating: .unchanged, count: 4))
        }
    }

    @Test("ITEM-10 ITEM-24 市县导入双随机抽查检查表单被拒绝")
    func doubleRandom() async throws {
        var rows = Self.rows
        rows[0][8] = "双随机抽查"
        let lines = try Self.lines(rows)
        try await ItemDesk.each { desk in
            try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            #expect(try await desk.upsertForms(lines, by: .cityBusiness)
                == Array(repeating: .refused("双随机抽查检查表单由省级部门统一管理"), count: 3))
        }
    }
}

extension ItemDesk {
    func upsertForms(_ lines: [CheckFormSheet.Line], by person: Person) async throws -> [SheetOutcome] {
        try await write { try CheckFormUpsert(lines).make(by: town[person], at: town.now, in: $0) }
    }

    func form(_ name: String, of agency: Agency) async throws -> CheckForm {
        try await read { transaction in
            guard let form = try CheckForm.find(named: name, of: town[agency], in: transaction) else { throw NotFound() }
            return form
        }
    }
}
