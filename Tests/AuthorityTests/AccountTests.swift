import Storage
import TestKit
import Testing
import Timekeeping

@testable import Authority

@Suite("账号")
struct AccountTests {
    private let stranger = AccountRecord(
        name: "新来者", mobile: "19911110001",
        citizenID: CitizenIDNumber(completing: "99010019900101001")?.description ?? "")

    private func create(
        _ record: AccountRecord, in agency: Agency, by person: Person, roles: Set<Role> = [.officer], in town: Town
    ) async throws -> (id: Account.ID, code: String) {
        let (code, credential) = try await Desk(town).activation()
        let creation = AccountCreation(in: town[agency], record, roles: roles, credential: credential)
        let id = try await town.database.write { [now = town.now, cipher = town.cipher, actor = town[person]] in
            try creation.make(by: actor, at: now, protection: cipher, in: $0)
        }
        return (id, code)
    }

    @Test("ORG-24 没有统一用户管理权限的人不能新建账号")
    func needsPermission() async throws {
        try await Town.each { town in
            await #expect(throws: PermissionDenied(permission: .manageAccounts)) {
                try await create(stranger, in: .eastCounty, by: .eastBusiness, in: town)
            }
        }
    }

    @Test("A.2 必填项、手机号、身份证号逐项检查（STD-01）")
    func fields() async throws {
        try await Town.each { town in
            let faults: [(WritableKeyPath<AccountRecord, String>, String, String)] = [
                (\.name, "", "请填写姓名"), (\.mobile, "", "请填写手机号"), (\.citizenID, "", "请填写身份证号"),
                (\.mobile, "12345678901", "手机号格式不正确，应为以1开头的11位数字"), (\.citizenID, "990100199001010010", "身份证号码格式不正确"),
            ]
            for (field, value, message) in faults {
                var record = stranger
                record[keyPath: field] = value
                let refused = await #expect(throws: AccountRefused.self) {
                    try await create(record, in: .eastCounty, by: .eastAdmin, in: town)
                }
                #expect(refused?.message == message)
            }
        }
    }

    @Test("ORG-07 系统管理员不能在平级和上级机构建账号：无权管理该机构的账号", arguments: [Agency.province, .city, .westCounty, .outsiderCity])
    func scope(agency: Agency) async throws {
        try await Town.each { town in
            let refused = await #expect(throws: AccountRefused.self) {
                try await create(stranger, in: agency, by: .eastAdmin, in: town)
            }
            #expect(refused?.message == "无权管理该机构的账号")
        }
    }

    @Test("ORG-10 手机号在启用账号中唯一；停用后可再用")
    func mobileIsUnique() async throws {
        try await Town.each { town in
            var record = stranger
            record.mobile = Person.westOfficer.mobile
            let refused = await #expect(throws: AccountRefused.self) {
                try await create(record, in: .eastCounty, by: .eastAdmin, in: town)
            }
            #expect(refused?.message == "该手机号已存在账号")
            try await disable(.westOfficer, by: .westAdmin, in: town)
            _ = try await create(record, in: .eastCounty, by: .eastAdmin, in: town)
            let again = await #expect(throws: AccountRefused.self) {
                try await disable(.westOfficer, by: .westAdmin, aim: .enable, in: town)
            }
            #expect(again == .mobileTaken)
        }
    }

    @Test("A.2 身份证号唯一")
    func citizenIDIsUnique() async throws {
        try await Town.each { town in
            var record = stranger
            record.citizenID = Person.outsiderOfficer.citizenID
            let refused = await #expect(throws: AccountRefused.self) {
                try await create(record, in: .eastCounty, by: .eastAdmin, in: town)
            }
            #expect(refused?.message == "该身份证号码已存在账号")
        }
    }

    @Test("ORG-09 上级系统管理员为下级机构建账号并授角色；手机号、身份证号密文保存，日志只有掩码")
    func creation() async throws {
        try await Town.each { town in
            let (id, _) = try await create(stranger, in: .township, by: .cityAdmin, roles: [.businessAdmin, .caseReporter], in: town)
            let account = try await town.database.read { [town] in
                try Account.load(id, scope: town[.eastAdmin].scope, at: town.now, protection: town.cipher, in: $0)
            }
            #expect(account.record == stranger)
            #expect(account.roles == [.businessAdmin, .caseReporter])
            #expect(account.status == .mustChangePassword)
            let facts = try await Facts.of(id.bytes, in: town)
            #expect(facts.map(\.kind) == ["authority.account.created"])
            #expect(facts[0].payload.words(actor: facts[0].actorName) == "司市管新建账号“新来者”，角色：业务管理员、案例上报员")
            #expect(facts[0].payload.details == [FactDetail("手机号", before: nil, after: "199****0001")])
        }
    }

    @Test("SEC-08 管辖范围外的账号按编号也读不到，列表里也没有")
    func outsideDoesNotExist() async throws {
        try await Town.each { town in
            await #expect(throws: NotFound()) { try await Desk(town).load(.westOfficer, as: .eastAdmin) }
            await #expect(throws: NotFound()) { try await Desk(town).load(.eastOfficer, as: .outsiderAdmin) }
            let listed = try await town.database.read { [town] in
                try Account.list(scope: town[.eastAdmin].scope, page: ListPage(size: 50), at: town.now, protection: town.cipher, in: $0)
            }
            let expected = Person.allCases.filter { [.eastCounty, .township].contains($0.agency) }.map(\.name)
            #expect(Set(listed.rows.map(\.name)) == Set(expected))
        }
    }

    @Test("用户管理按姓名片段、手机号、角色、机构查找，手机号只显示掩码")
    func filters() async throws {
        try await Town.each { town in
            func names(_ edit: (inout AccountFilter) -> Void) async throws -> [String] {
                var filter = AccountFilter()
                edit(&filter)
                return try await town.database.read { [town, filter] in
                    try Account.list(scope: town[.provinceAdmin].scope, filter: filter, at: town.now, protection: town.cipher, in: $0)
                }.rows.map(\.name).sorted()
            }
            let (east, mobile) = (town[.eastCounty], MobileNumber(Person.cityPlanner.mobile))
            let byPart = try await names { $0.words = "柳" }
            let byMobile = try await names { $0.mobile = mobile }
            let byRole = try await names { $0.role = .planner; $0.organization = east }
            #expect(byPart == ["甘柳溪"])
            #expect(byMobile == ["计望川"])
            #expect(byRole == ["计白石"])
        }
    }

    @Test("ORG-13 保存账号时重算是否执法人员，即使什么也没改")
    func officerMark() async throws {
        try await Town.each { town in
            let before = try await Desk(town).load(.eastOfficer)
            #expect(before.officer == nil)
            let library = Library(citizen: Person.eastOfficer.citizenID)
            let change = AccountChange(of: before.id, version: before.version, in: before.organization, to: before.record)
            try await town.database.write { [town] in
                try change.make(by: town[.eastAdmin], at: town.now, officers: library, protection: town.cipher, in: $0)
            }
            #expect(try await Desk(town).load(.eastOfficer).officer == library.officer)
            let facts = try await Facts.of(before.id.bytes, in: town)
            #expect(facts.last?.payload.details == [FactDetail("是否执法人员", before: "否", after: "是")])
        }
    }

    @Test("OPS-04 账号被他人先改过，后保存的被拒绝")
    func overtaken() async throws {
        try await Town.each { town in
            let before = try await Desk(town).load(.eastOfficer)
            let change = AccountChange(of: before.id, version: before.version, in: before.organization, to: before.record)
            func save() async throws {
                try await town.database.write { [town] in
                    try change.make(by: town[.eastAdmin], at: town.now, protection: town.cipher, in: $0)
                }
            }
            try await save()
            await #expect(throws: StorageError.overtaken) { try await save() }
        }
    }

    @Test("ORG-20 部门管理员只能编辑本内设机构的用户，不能授予角色")
    func departmentAdministrator() async throws {
        try await Town.each { town in
            let now = town.now
            let office = try await town.database.write { [town] in
                try DepartmentFounding(in: town[.eastCounty], DepartmentRecord(name: "执法一科")).make(in: ActContext(town[.eastAdmin], at: now, in: $0))
            }
            for person in [Person.eastPlanner, .eastOfficer] {
                let account = try await Desk(town).load(person)
                var record = account.record
                record.department = office
                let change = AccountChange(of: account.id, version: account.version, in: account.organization, to: record)
                try await town.database.write { [town] in
                    try change.make(by: town[.eastAdmin], at: now, protection: town.cipher, in: $0)
                }
            }
            let planner = try await Desk(town).load(.eastPlanner)
            let admin = try await town.database.write { [town] transaction in
                try RoleGrant(to: planner.id, version: planner.version, roles: [.departmentAdmin])
                    .make(by: town[.eastAdmin], at: now, in: transaction)
                return try Actor.acting(for: planner.id, origin: "", in: transaction)
            }
            let actor = try #require(admin)
            func rename(_ person: Person) async throws {
                let account = try await Desk(town).load(person)
                var record = account.record
                record.position = "副科长"
                let change = AccountChange(of: account.id, version: account.version, in: account.organization, to: record)
                try await town.database.write { [town] in
                    try change.make(by: actor, at: now, protection: town.cipher, in: $0)
                }
            }
            try await rename(.eastOfficer)
            await #expect(throws: NotFound()) { try await rename(.eastPartner) }
            await #expect(throws: PermissionDenied(permission: .grantRoles)) {
                try await town.database.write { [town] in
                    try RoleGrant(to: town[.eastOfficer].account, version: 3, roles: [.planner]).make(by: actor, at: now, in: $0)
                }
            }
        }
    }

    @Test("ORG-21 停用的账号不再供选择，旧记录仍显示姓名；不能停用本人账号")
    func disabling() async throws {
        try await Town.each { town in
            await #expect(throws: AccountRefused.ownAccount) { try await disable(.eastAdmin, by: .eastAdmin, in: town) }
            await #expect(throws: NotFound()) { try await disable(.westOfficer, by: .eastAdmin, in: town) }
            try await disable(.eastOfficer, by: .eastAdmin, in: town)
            let offered = try await town.database.read { [town] in
                try Account.choices(of: town[.eastCounty], with: .officer, in: $0).map(\.name)
            }
            #expect(offered == [Person.eastPartner.name, Person.eastSecondOfficer.name])
            let name = try await town.database.read { [town] in try Account.name(of: town[.eastOfficer].account, in: $0) }
            #expect(name == Person.eastOfficer.name)
            await #expect(throws: AccountRefused.notPossible(.disabled)) { try await disable(.eastOfficer, by: .eastAdmin, in: town) }
        }
    }

    @Test("E.23 账号状态机：停用的账号只能启用和改资料，其余状态都不能启用")
    func stateMachine() {
        for status in AccountStatus.allCases {
            let possible = AccountStatus.Act.allCases.filter { status.after($0) != nil }
            #expect(possible == (status == .disabled ? [.enable, .change, .grantRoles] : [.setPassword, .resetPassword, .disable, .change, .grantRoles]))
        }
    }

    private func disable(
        _ person: Person, by admin: Person, aim: AccountDisabling.Aim = .disable, in town: Town
    ) async throws {
        let version = try await Desk(town).load(person).version
        try await town.database.write { [town] in
            try AccountDisabling(of: town[person].account, version: version, aim: aim)
                .make(by: town[admin], at: town.now, in: $0)
        }
    }
}

/// An officer library with one person in it.
private struct Library: OfficerFinding {
    let citizen: String
    let officer = Identifier<OfficerMark>()

    func officer(of citizen: CitizenIDNumber, in transaction: Transaction) -> Identifier<OfficerMark>? {
        citizen.description == self.citizen ? officer : nil
    }
}
