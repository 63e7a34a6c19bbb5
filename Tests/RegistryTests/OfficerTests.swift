import Authority
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("执法人员库")
struct OfficerTests {
    private static func record(_ person: Person, _ desk: ImportDesk, number: String? = nil) throws -> OfficerRecord {
        var record = OfficerRecord(
            fullName: person.name, citizenID: try #require(CitizenIDNumber(person.citizenID)), phone: person.mobile,
            organization: desk.town[person.agency], certificateNumber: number ?? "99\(person.mobile)",
            certificateValidUntil: try #require(CalendarDate("2027-12-31")))
        record.domains = [.emergency]
        return record
    }

    private static func add(_ record: OfficerRecord, _ desk: ImportDesk, by person: Person) async throws -> EnforcementOfficer.ID {
        try await desk.town.database.write {
            try OfficerAddition(record).make(by: desk.town[person], at: desk.town.now, protection: desk.town.cipher, in: $0)
        }
    }

    private static func available(_ desk: ImportDesk, on date: String) async throws -> [String] {
        let day = try #require(CalendarDate(date))
        return try await desk.town.database.read {
            try EnforcementOfficer.available(agency: desk.town[.eastCounty], on: day, in: $0).map(\.fullName)
        }
    }

    @Test("OFCR-03 一人只能在一个机构的执法人员库中，撤回后可由另一机构添加")
    func once() async throws {
        try await ImportDesk.each { desk in
            let record = try Self.record(.eastOfficer, desk)
            let id = try await Self.add(record, desk, by: .eastBusiness)
            var elsewhere = record
            elsewhere.organization = desk.town[.westCounty]
            let refused = OfficerRefused.inLibrary(agency: "白石县应急管理局")
            #expect(refused.message == "该人员属于白石县应急管理局机构，已在执法人员库中")
            let other = elsewhere
            await #expect(throws: refused) { _ = try await Self.add(other, desk, by: .westBusiness) }
            await #expect(throws: OfficerRefused.outOfScope) { _ = try await Self.add(record, desk, by: .westBusiness) }
            try await desk.town.database.write {
                try OfficerWithdrawal(of: id).make(
                    by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
            }
            _ = try await Self.add(other, desk, by: .westBusiness)
            #expect(try await desk.facts("registry.officer.withdrawn") == 1)
        }
    }

    @Test("OFCR-02 OFCR-01 执法证号唯一；受行政委托人员必须有委托机关和期限")
    func fields() async throws {
        try await ImportDesk.each { desk in
            _ = try await Self.add(try Self.record(.eastOfficer, desk), desk, by: .eastBusiness)
            let same = try Self.record(.eastPartner, desk, number: "99\(Person.eastOfficer.mobile)")
            await #expect(throws: OfficerRefused.certificateTaken) { _ = try await Self.add(same, desk, by: .eastBusiness) }
            var delegated = try Self.record(.eastPartner, desk)
            delegated.qualification = .delegated
            let undelegated = delegated
            await #expect(throws: OfficerRefused.delegationMissing) { _ = try await Self.add(undelegated, desk, by: .eastBusiness) }
            await #expect(throws: PermissionDenied(permission: .manageOfficers)) {
                _ = try await Self.add(same, desk, by: .eastOfficer)
            }
        }
    }

    @Test("OFCR-06 OFCR-09 证件过期、受委托期限已过和已撤回的人员不能抽取和选派，也不提供其他机构的人员")
    func availability() async throws {
        try await ImportDesk.each { desk in
            _ = try await Self.add(try Self.record(.eastOfficer, desk), desk, by: .eastBusiness)
            var delegated = try Self.record(.eastPartner, desk)
            delegated.qualification = .delegated
            delegated.delegation = .init(agency: "白石县人民政府", from: nil, until: try #require(CalendarDate("2026-06-30")))
            _ = try await Self.add(delegated, desk, by: .eastBusiness)
            _ = try await Self.add(try Self.record(.westOfficer, desk), desk, by: .westBusiness)
            let gone = try await Self.add(try Self.record(.eastSecondOfficer, desk), desk, by: .eastBusiness)
            try await desk.town.database.write {
                try OfficerWithdrawal(of: gone).make(
                    by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
            }
            #expect(try await Self.available(desk, on: "2026-06-30") == ["甘白石", "乙白石"])
            #expect(try await Self.available(desk, on: "2026-07-01") == ["甘白石"])
            #expect(try await Self.available(desk, on: "2028-01-01") == [])
        }
    }

    @Test("ORG-13 OFCR-04 保存用户时重新认定是否执法人员；用户已调往其他机构的旧记录自动释放")
    func accounts() async throws {
        try await ImportDesk.each { desk in
            let town = desk.town
            let id = try await Self.add(try Self.record(.eastOfficer, desk), desk, by: .eastBusiness)
            let register = OfficerRegister(protection: town.cipher, clock: town.clock)
            func save(in agency: Agency, by person: Person) async throws -> Identifier<OfficerMark>? {
                try await town.database.write { transaction in
                    let account = town[.eastOfficer].account
                    let found = try Account.load(
                        account, scope: town[person].scope, at: town.now, protection: town.cipher, in: transaction)
                    try AccountChange(of: account, version: found.version, in: town[agency], to: found.record).make(
                        by: town[person], at: town.now, officers: register, protection: town.cipher, in: transaction)
                    return try Account.load(
                        account, scope: town[person].scope, at: town.now, protection: town.cipher, in: transaction).officer
                }
            }
            #expect(try await save(in: .eastCounty, by: .eastAdmin) == id.as(OfficerMark.self))
            _ = try await save(in: .westCounty, by: .cityAdmin)
            #expect(try await save(in: .westCounty, by: .westAdmin) == nil)
            #expect(try await Self.available(desk, on: "2026-06-30") == [])
            #expect(try await desk.facts("registry.officer.released") == 1)
        }
    }

    @Test("ORG-13 用户与执法人员库互相关联，不论先建哪一个")
    func links() async throws {
        try await ImportDesk.each { desk in
            let town = desk.town
            func officer(of account: Account.ID) async throws -> Identifier<OfficerMark>? {
                try await town.database.read {
                    try Account.load(
                        account, scope: town[.eastAdmin].scope, at: town.now, protection: town.cipher, in: $0).officer
                }
            }
            func account(of officer: EnforcementOfficer.ID) async throws -> Account.ID? {
                try await town.database.read {
                    try EnforcementOfficer.find(officer, scope: town[.eastBusiness].scope, protection: town.cipher, in: $0)?.account
                }
            }
            let first = try await Self.add(try Self.record(.eastOfficer, desk), desk, by: .eastBusiness)
            #expect(try await account(of: first) == town[.eastOfficer].account)
            #expect(try await officer(of: town[.eastOfficer].account) == first.as(OfficerMark.self))

            var stranger = try Self.record(.eastOfficer, desk, number: "9902002")
            stranger.citizenID = try #require(CitizenIDNumber(completing: "99010019900101001"))
            (stranger.fullName, stranger.phone) = ("新来者", "19911110001")
            let second = try await Self.add(stranger, desk, by: .eastBusiness)
            #expect(try await account(of: second) == nil)
            let (_, credential) = try await Credential.activation(at: town.now, by: PasswordHashing())
            let record = AccountRecord(name: "新来者", mobile: "19911110001", citizenID: stranger.citizenID.description)
            let register = OfficerRegister(protection: town.cipher, clock: town.clock)
            let made = try await town.database.write {
                try AccountCreation(in: town[.eastCounty], record, roles: [.officer], credential: credential)
                    .make(by: town[.eastAdmin], at: town.now, officers: register, protection: town.cipher, in: $0)
            }
            #expect(try await account(of: second) == made)
            #expect(try await officer(of: made) == second.as(OfficerMark.self))
        }
    }

    @Test("OFCR-05 按执法人员样表导入，身份证号为关键字；库中已有的更新，属于其他机构的逐行拒绝")
    func imported() async throws {
        try await ImportDesk.each { desk in
            func row(_ person: Person, _ number: String, until: String = "2028年1月31日") -> [String] {
                [person.name, person.citizenID, "科员", person.mobile, "", number, until, "", "", "", "", "应急、消防", "是"]
            }
            _ = try await Self.add(try Self.record(.westOfficer, desk), desk, by: .westBusiness)
            let rows = [
                row(.eastOfficer, "A001"), row(.eastPartner, "A002"), row(.westOfficer, "A003"),
                row(.eastSecondOfficer, "A001"), row(.townshipOfficer, "A004", until: "长期"),
            ]
            let report = try await desk.importAll(try desk.file(OfficerImport(), rows), "officers")
            #expect(report.state.outcome == "新增2行，更新0行，未变化0行，未导入3行")
            #expect(report.problems.map(\.message) == [
                "该人员属于青禾县应急管理局机构，已在执法人员库中", "执法证号已被其他执法人员使用", "证件有效期应为日期，如 2026-01-31",
            ])
            let again = try await desk.importAll(try desk.file(OfficerImport(), [row(.eastOfficer, "A009")]), "officers")
            #expect(again.state.changed == 1)
            #expect(try await Self.available(desk, on: "2026-06-30") == ["甘白石", "乙白石"])
        }
    }
}
