import Authority
import Foundation
import Ledger
import Spreadsheets
import Storage
import TestKit
import Testing
import Vault

@testable import Importing
@testable import Library
@testable import Registry

@Suite("各库的导出")
struct ExportTests {
    private static let item = "990000000001"

    /// Hands in, works until the end, and gives the file.
    private static func export<Kind: SheetExport>(
        _ kind: Kind, _ filter: Kind.Filter, _ format: SheetFormat = .csv, by person: Person, _ desk: ImportDesk
    ) async throws -> [UInt8] {
        let job = ExportJob(kinds: [kind], vault: desk.vault, protection: desk.town.cipher, recordsPerStep: 2)
        let id = try await desk.town.database.write { [town = desk.town] transaction in
            try Export(kind, filter, as: format).make(
                by: town[person], at: town.now, protection: town.cipher, job: job, in: transaction)
        }
        let runner = JobRunner(database: desk.town.database, kinds: [job], clock: desk.town.clock)
        while try await runner.runNext() {}
        let file = try await desk.town.database.read { [town = desk.town] transaction in
            try ExportedFile.load(try Job.load(id, scope: town[.provinceBusiness].scope, in: transaction))
                .flatMap { StoredFile.ID($0.file) }.flatMap { try StoredFile.load($0, in: transaction) }
        }
        let hash = try #require(file).kept.hash
        return Array(try #require(FileManager.default.contents(atPath: desk.vault.path(of: hash))))
    }

    private static func enterItems(_ desk: ImportDesk) async throws {
        try await desk.town.database.write { [town = desk.town] transaction in
            for number in 1...5 {
                let code = "99000000000\(number)"
                try ItemCreation(.supervision, ItemDesk.supervision(code)).make(by: town[.provinceBusiness], at: town.now, in: transaction)
            }
        }
    }

    @Test("ITEM-24 事项导出的文件再导入，没有变化；末行的导出人不是记录", arguments: [SheetFormat.xlsx, .csv])
    func items(format: SheetFormat) async throws {
        try await ImportDesk.each { desk in
            try await Self.enterItems(desk)
            let file = try await Self.export(ItemExport(.supervision), ItemList.Filter(kind: .supervision), format, by: .provinceBusiness, desk)
            let report = try await desk.importAll(file, "items", by: .provinceBusiness)
            #expect(report.state.rows == 5)
            #expect(report.state.bad == 0)
            #expect(report.state.unchanged == 5)
        }
    }

    @Test("ITEM-24 检查表单连同内容、资料项和结果模板导出，由另一机构导入，得到相同的表单")
    func forms() async throws {
        try await ImportDesk.each { desk in
            try await Self.enterItems(desk)
            let content = CheckFormContent(
                items: CheckFormDesk.content.items,
                fields: [CustomField(label: "从业人数", kind: .number, isRequired: true), CustomField(label: "负责人")])
            try await desk.town.database.write { [town = desk.town] transaction in
                let items = try Item.ids(ofCodes: [Self.item], scope: town[.eastBusiness].scope, in: transaction)
                for name in ["甲表", "乙表", "丙表"] {
                    try CheckFormCreation(
                        CheckFormDesk.record(name, items: Set(items.values)),
                        CheckFormDraft(scale: .yesNo, content: content, resultTemplate: .special)
                    ).make(by: town[.eastBusiness], at: town.now, in: transaction)
                }
            }
            let file = try await Self.export(CheckFormExport(), .init(), by: .eastBusiness, desk)
            let report = try await desk.importAll(file, "forms", by: .westBusiness)
            #expect(report.state.rows == 9)
            #expect(report.state.bad == 0, "\(report.problems)")
            let made = try await desk.town.database.read { [town = desk.town] transaction in
                try ["甲表", "乙表", "丙表"].map { name in
                    let form = try #require(try CheckForm.find(named: name, of: town[.westCounty], in: transaction))
                    return (form.record, try #require(try CheckFormVersion.all(of: form.id, in: transaction).first))
                }
            }
            for (record, version) in made {
                #expect(record.modes == [.daily, .special])
                #expect(record.items.count == 1)
                #expect(version.scale == .yesNo)
                #expect(version.resultTemplate == .special)
                #expect(version.content.items.map(\.name) == content.items.map(\.name))
                for (field, former) in zip(version.content.fields, content.fields) {
                    #expect(field.label == former.label && field.kind == former.kind && field.isRequired == former.isRequired)
                }
                #expect(version.content.fields.count == 2)
                for (point, former) in zip(version.content.points, content.points) {
                    #expect(point.text == former.text)
                    #expect(point.method == former.method)
                    #expect(point.isKey == former.isKey)
                    #expect(point.phrases == former.phrases)
                    #expect(point.equipmentKinds == former.equipmentKinds)
                    #expect(point.violatedProvisions.map(\.text) == former.violatedProvisions.map(\.text))
                }
            }
        }
    }

    @Test("ITEM-24 ITEM-14 检查事项清单导出再导入：本机构的没有变化，基础的不重复，其他机构得到自己的")
    func matters() async throws {
        try await ImportDesk.each { desk in
            try await desk.town.database.write { [town = desk.town] transaction in
                try BasicCheckMatterDelivery().make(at: town.now, in: transaction)
                var record = CheckMatterRecord(sheet: "加油站", category: "设备", content: "加油机接地")
                (record.method, record.isKey, record.phrases) = ("测量接地电阻", true, ["未接地"])
                try CheckMatterCreation(record).make(by: town[.eastBusiness], at: town.now, in: transaction)
            }
            let file = try await Self.export(CheckMatterExport(), .init(), by: .eastBusiness, desk)
            let basic = BasicCheckMatters.all.count
            let own = try await desk.importAll(file, "check-matters", by: .eastBusiness)
            #expect(own.state.rows == basic + 1)
            #expect(own.state.unchanged == basic + 1)
            let other = try await desk.importAll(file, "check-matters", by: .westBusiness)
            #expect(other.state.created == 1)
            #expect(other.state.unchanged == basic)
        }
    }

    @Test("ORG-22 机构导出的文件上级在前，再导入没有变化")
    func organizations() async throws {
        try await ImportDesk.each { desk in
            let file = try await Self.export(OrganizationExport(), .init(), by: .provinceAdmin, desk)
            let text = String(decoding: file, as: UTF8.self)
            let report = try await desk.importAll(file, "organizations", by: .provinceAdmin)
            #expect(report.state.created == 0 && report.state.rows > 3, "\(text)")
        }
    }

    @Test("SEC-10 执法人员和用户的导出隐去证件号和手机号；没有权限的人不能导出")
    func people() async throws {
        try await ImportDesk.each { desk in
            let accounts = String(decoding: try await Self.export(AccountExport(), AccountFilter(), by: .provinceAdmin, desk), as: UTF8.self)
            #expect(accounts.contains("****") && accounts.contains("孟省业"))
            #expect(accounts.firstMatch(of: /[^0-9a-f]1[3-9][0-9]{9}[^0-9a-f]/) == nil)
            await #expect(throws: PermissionDenied.self) {
                _ = try await Self.export(AccountExport(), AccountFilter(), by: .eastBusiness, desk)
            }
        }
    }
}
