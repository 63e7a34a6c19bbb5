import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Authority
@testable import Importing
@testable import Library
@testable import Registry

@Suite("检验机构")
struct TestingBodyTests {
    private static func record(_ name: String, phone: String = "19900000001") -> TestingBodyRecord {
        var record = TestingBodyRecord()
        (record.name, record.creditCode) = (name, UnifiedSocialCreditCode(ImportDesk.code(1)))
        (record.contact, record.phone, record.domains) = ("甲", phone, [.marketRegulation])
        return record
    }

    @Test("ELEM-01、SEC-08 检验机构：没有权限、名称空白、没有领域、重名依次被拒；外机构可以同名，看不到也改不了别的机构的")
    func refusals() async throws {
        try await ImportDesk.each { desk in
            await #expect(throws: PermissionDenied(permission: .manageOfficers)) { try await desk.add(Self.record("甲所"), by: .eastOfficer) }
            await #expect(throws: TestingBodyRefused.missing(MissingField("机构名称"))) { try await desk.add(Self.record(" ")) }
            var none = Self.record("甲所")
            none.domains = []
            let withoutDomain = none
            await #expect(throws: TestingBodyRefused.missing(MissingField("检验领域"))) { try await desk.add(withoutDomain) }
            let id = try await desk.add(Self.record("甲所"))
            await #expect(throws: TestingBodyRefused.nameTaken) { try await desk.add(Self.record("甲所")) }
            try await desk.add(Self.record("甲所"), by: .westBusiness)
            for person in [Person.westBusiness, .cityBusiness] {
                await #expect(throws: NotFound.self) { try await desk.change(id, 1, Self.record("乙所"), by: person) }
            }
        }
    }

    @Test("ELEM-01、SEC-05、SEC-06 修改、停用（须有原因）、启用都记入日志并写明前后值；电话在库中是密文，日志里是掩码，查看完整电话被记下")
    func life() async throws {
        try await ImportDesk.each { desk in
            let town = desk.town, id = try await desk.add(Self.record("甲所"))
            try await desk.change(id, 1, Self.record("乙所", phone: "19911110001"))
            await #expect(throws: StorageError.overtaken) { try await desk.change(id, 1, Self.record("丙所")) }
            await #expect(throws: MissingField("停用原因")) { try await desk.set(id, 2, .disabled, " ") }
            try await desk.set(id, 2, .disabled, "资质到期")
            try await desk.set(id, 3, .enabled, "")
            await #expect(throws: PermissionDenied(permission: .readFullData)) { try await desk.look(id, by: .eastOfficer) }
            #expect(try await desk.look(id, by: .eastBusiness).record == Self.record("乙所", phone: "19911110001"))
            let facts = try await town.database.read {
                try FactTimeline.of(TestingBody.noun, id, catalogue: FactCatalogue(TestingBodyRecord.library.facts.all), in: $0)
            }
            #expect(facts.map { $0.kind.split(separator: ".").last } == ["added", "changed", "disabled", "enabled", "fullViewed"])
            #expect(facts[1].details == [
                FactDetail("机构名称", before: "甲所", after: "乙所"), FactDetail("联系电话", before: "199****0001", after: "199****0001"),
            ])
            #expect(facts[2].details == [
                FactDetail("状态", before: "启用", after: "停用"), FactDetail("停用原因", before: nil, after: "资质到期"),
            ])
            let sealed = try await town.database.read { try $0.value("SELECT phone_sealed FROM testing_body", as: [UInt8].self) }
            #expect(try #require(sealed).count > 20 && !String(decoding: try #require(sealed), as: UTF8.self).contains("19911110001"))
        }
    }

    @Test("ELEM-01 检验机构按表格导入：错误的行逐条说明，相同的不变；导出有每个字段，电话是掩码")
    func sheets() async throws {
        try await ImportDesk.each { desk in
            let good = ["甲所", ImportDesk.code(2), "乙", "19900000002", "应急、市场监管"]
            let report = try await desk.importAll(EntryImport<TestingBodyRecord>(), [good, ["乙所", "123", "", "12", "不存在"]])
            #expect(report.state.created == 1 && report.state.bad == 1)
            #expect(try await desk.importAll(EntryImport<TestingBodyRecord>(), [good]).state.unchanged == 1)
            let (export, town) = (EntryExport<TestingBodyRecord>(), desk.town)
            let rows = try await town.database.read { transaction in
                let exporter = Exporter(town[.eastBusiness], at: town.now, protection: town.cipher)
                return try export.next(10, after: nil, TestingBodyRecord.Filter(), for: exporter, in: transaction).rows
            }
            #expect(export.layout.columns.map(\.heading) == ["机构名称", "统一社会信用代码", "联系人", "联系电话", "检验领域", "所属机构", "状态"])
            #expect(rows.map { Array($0.prefix(5)) } == [["甲所", ImportDesk.code(2), "乙", "199****0002", "应急、市场监管"]])
        }
    }
}
