import Authority
import Spreadsheets
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("事项表格")
struct ItemSheetTests {
    private static func line(_ cells: [String], _ kind: ItemKind = .supervision) throws -> ItemSheet.Line {
        try ItemSheet(kind).read(SheetCells(cells)).get()
    }

    private static let cells = [
        "990000000001", "对加油站的行政检查", "消防", "《中华人民共和国消防法》第五十三条；《危险化学品安全管理条例》第六条", "机构类主体、附属类主体", "",
    ]

    @Test("ITEM-24 模板一行一个事项：全角、空格和前导撇号不影响编码，多条依据分行，空状态为启用")
    func reading() throws {
        var cells = Self.cells
        cells[0] = "'９９０００００００ ００１"
        let line = try Self.line(cells)
        #expect(line.record.itemCode == "990000000001")
        #expect(line.record.domain == .fire)
        #expect(line.record.legalBasis == "《中华人民共和国消防法》第五十三条\n《危险化学品安全管理条例》第六条")
        #expect(line.record.subjectClasses == [.organization, .attached])
        #expect(line.status == .enabled)
    }

    @Test("ITEM-24 一行里的错误逐列全部指出")
    func problems() throws {
        let wrong = ItemSheet(.spotCheck).read(["99", "", "餐饮", "《某法》", "车辆", "在用", ""])
        guard case .failure(let problems) = wrong else {
            Issue.record("应当被拒绝")
            return
        }
        #expect(problems.all.map(\.heading) == ["执法领域", "监管对象类型", "状态", "对应监管事项编码", "事项名称", "事项编码"])
        #expect(problems.all.suffix(2).map(\.message) == ["请填写事项名称", "事项编码应为12位数字"])
    }

    @Test("ITEM-24 导入：新增、更新、不变、拒绝各得其果，一行被拒绝不影响其他行；导出与模板列相同，导出后再导入不变")
    func upsert() async throws {
        let first = try Self.line(Self.cells)
        var changed = Self.cells
        changed[5] = "禁用"
        let second = try Self.line(changed)
        var spot = Self.cells
        spot[0] = "990000000101"
        let unknownPart = try Self.line(spot + ["990000000009"], .spotCheck)
        let knownPart = try Self.line(spot + ["990000000001"], .spotCheck)
        try await ItemDesk.each { desk in
            #expect(try await desk.upsert(.supervision, [first, first], by: .provinceBusiness) == [.created, .unchanged])
            #expect(try await desk.upsert(.supervision, [second], by: .provinceBusiness) == [.changed])
            #expect(try await desk.upsert(.supervision, [first], by: .eastBusiness)
                == [.refused("该事项由云泽省应急管理厅维护，本机构不能修改")])
            #expect(try await desk.upsert(.spotCheck, [unknownPart, knownPart], by: .provinceBusiness)
                == [.refused("对应监管事项不存在"), .created])
            await #expect(throws: ItemRefused.spotCheckItemsOfProvince) {
                try await desk.upsert(.spotCheck, [knownPart], by: .cityBusiness)
            }
            let exported = try await desk.exported(.spotCheck, by: .provinceBusiness)
            let again = try exported.map { try Self.line($0, .spotCheck) }
            #expect(try await desk.upsert(.spotCheck, again, by: .provinceBusiness) == [.unchanged])
            #expect(exported.allSatisfy { $0.count == ItemSheet(.spotCheck).layout.columns.count })
        }
    }
}

extension ItemDesk {
    @discardableResult
    func upsert(_ kind: ItemKind, _ lines: [ItemSheet.Line], by person: Person) async throws -> [SheetOutcome] {
        try await write { try ItemUpsert(kind, lines).make(by: town[person], at: town.now, in: $0) }
    }

    func exported(_ kind: ItemKind, by person: Person) async throws -> [[String]] {
        try await read { transaction in
            let codes = try Item.partCodes(in: transaction)
            return try Item.all(kind, scope: town[person].scope, in: transaction)
                .map { ItemSheet(kind).cells($0, partCodes: codes[$0.id] ?? []) }
        }
    }
}
