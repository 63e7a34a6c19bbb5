import Authority
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("导入机构和用户")
struct TreeImportTests {
    private static func job(_ desk: ImportDesk) -> ImportJob {
        ImportJob(kinds: [AccountImport(), OrganizationImport()], vault: desk.vault, protection: desk.town.cipher)
    }

    private static func bring(
        _ rows: [[String]], _ sheet: any SheetImport, _ desk: ImportDesk, by person: Person
    ) async throws -> ImportReport {
        let job = job(desk)
        let kept = try desk.vault.keep(try desk.file(sheet, rows), named: "导入.csv")
        let submission = try await ImportSubmission.prepare(kept, kind: sheet.code, for: job, acceptsGood: true)
        let id = try await desk.town.database.write { try submission.make(by: desk.town[person], at: desk.town.now, in: $0) }
        while try await desk.runner(job).runNext() {}
        return try await desk.look(id).report
    }

    @Test("ORG-22 从统一用户认证中心导入用户：新账号没有密码，没有人员库记录的执法人员列为“执法人员ID为空”，加入人员库即补上")
    func accounts() async throws {
        try await ImportDesk.each { desk in
            let citizen = try #require(CitizenIDNumber(completing: "99010019850704901"))
            let row = ["新来者", "19900000901", citizen.description, "白石应急", "科员", "U-901", "执法人员"]
            let report = try await Self.bring([row, ["某人", "1990000090", "990", "", "", "", "局长"]], AccountImport(), desk, by: .eastAdmin)
            #expect(report.state.created == 1)
            #expect(report.problems.contains { $0.message == "没有角色“局长”" })
            func missing() async throws -> [String] {
                var filter = AccountFilter()
                filter.lacksOfficer = true
                filter.words = "新来者"
                let wanted = filter
                return try await desk.town.database.read {
                    try Account.list(
                        scope: desk.town[.eastAdmin].scope, filter: wanted, at: desk.town.now, protection: desk.town.cipher, in: $0
                    ).rows.map(\.name)
                }
            }
            #expect(try await missing() == ["新来者"])
            await #expect(throws: SignIn.Refused.wrong) {
                _ = try await SignIn(login: "19900000901", password: "19900000901", channel: .desktop, source: "").make(
                    in: desk.town.database, clock: desk.town.clock, hashing: PasswordHashing(), protection: desk.town.cipher)
            }
            var officer = OfficerRecord(
                fullName: "新来者", citizenID: citizen, phone: "19900000901", organization: desk.town[.eastCounty],
                certificateNumber: "99010901", certificateValidUntil: try #require(CalendarDate("2028-12-31")))
            officer.domains = [.emergency]
            let record = officer
            try await desk.town.database.write {
                _ = try OfficerAddition(record).make(by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
            }
            #expect(try await missing() == [])
            #expect(try await Self.bring([row + []], AccountImport(), desk, by: .eastAdmin).state.created == 0)
        }
    }

    @Test("ORG-22、ORG-01 导入机构：上级在前的一次建成，重复导入不变，不在管辖内的上级被拒绝")
    func organizations() async throws {
        try await ImportDesk.each { desk in
            let code = Agency.township.unifiedSocialCreditCode
            let rows = [
                ["东山镇人民政府", "东山镇", code, "乡级", Agency.eastCounty.name, "990121102", "应急", "街道（乡镇）", "东", "是"],
                ["东山镇执法队", "东山队", code, "乡级", "东山镇人民政府", "990121102", "应急", "", "东", "否"],
                ["别处执法队", "别处队", code, "乡级", Agency.westCounty.name, "990122101", "应急", "", "别", ""],
            ]
            let report = try await Self.bring(rows, OrganizationImport(), desk, by: .eastAdmin)
            #expect(report.state.created == 2)
            let branch = try await desk.town.database.read { transaction in
                try OrganizationBranch.load(desk.town[.eastCounty], scope: desk.town[.cityAdmin].scope, in: transaction)
            }
            #expect(branch.above.map(\.name) == [Agency.city.name])
            #expect(branch.children.map(\.line.name).contains("东山镇人民政府"))
            #expect(branch.children.first { $0.line.name == "东山镇人民政府" }?.below == 1)
            #expect(try await Self.bring(rows, OrganizationImport(), desk, by: .eastAdmin).state.created == 0)
        }
    }

    @Test("ORG-03 事项与执法人员是否配置由各自的库判断，上级看到全部下级，可只看不完整的")
    func proofs() async throws {
        try await ImportDesk.each { desk in
            func lines(_ person: Person, onlyIncomplete: Bool = false) async throws -> [String: [Bool]] {
                let found = try await desk.town.database.read {
                    try BasicInformationCheck.list(
                        scope: desk.town[person].scope, onlyIncomplete: onlyIncomplete,
                        others: [ItemsConfigured(), OfficersConfigured()], in: $0).rows
                }
                return Dictionary(found.map { ($0.name, $0.ticks.suffix(2).map(\.isThere)) }, uniquingKeysWith: { first, _ in first })
            }
            #expect(try await lines(.eastAdmin)[Agency.eastCounty.name] == [false, false])
            var officer = OfficerRecord(
                fullName: Person.eastOfficer.name, citizenID: try #require(CitizenIDNumber(Person.eastOfficer.citizenID)),
                phone: Person.eastOfficer.mobile, organization: desk.town[.eastCounty], certificateNumber: "99010902",
                certificateValidUntil: try #require(CalendarDate("2028-12-31")))
            officer.domains = [.emergency]
            let record = officer
            try await desk.town.database.write {
                _ = try OfficerAddition(record).make(by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
            }
            let seen = try await lines(.cityAdmin)
            #expect(seen[Agency.eastCounty.name] == [false, true])
            #expect(seen.keys.contains(Agency.township.name) && seen[Agency.outsiderCity.name] == nil)
            #expect(try await lines(.eastAdmin, onlyIncomplete: true).count == 2)
        }
    }
}
