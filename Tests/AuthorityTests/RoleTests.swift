import Storage
import TestKit
import Testing

@testable import Authority

@Suite("角色")
struct RoleTests {
    private func grant(_ roles: Set<Role>, to holder: Person, by granter: Person, in town: Town) async throws {
        let version = try await Desk(town).load(holder).version
        try await town.database.write { [town] in
            try RoleGrant(to: town[holder].account, version: version, roles: roles)
                .make(by: town[granter], at: town.now, in: $0)
        }
    }

    @Test("ORG-17 系统管理员只管机构、用户和授权，没有录入结果、审核、公示的权限")
    func systemAdministrator() {
        #expect(Role.systemAdmin.permissions == [.manageOrganizations, .manageAccounts, .grantRoles, .manageParameters])
    }

    @Test("ORG-19 只有省级业务管理员可以维护抽查事项")
    func spotCheckItems() {
        let holders = Role.allCases.filter { $0.permissions.contains(.manageSpotCheckItems) }
        #expect(holders == [.provincialBusinessAdmin])
    }

    @Test("ORG-16 每项权限至少有一个角色具有")
    func everyPermissionIsHeld() {
        let held = Set(Role.allCases).permissions
        #expect(Permission.allCases.filter { !held.contains($0) }.isEmpty)
    }

    @Test("ORG-24 没有授权权限的人不能授予角色")
    func needsPermission() async throws {
        try await Town.each { town in
            await #expect(throws: PermissionDenied(permission: .grantRoles)) {
                try await grant([.planner], to: .eastOfficer, by: .eastBusiness, in: town)
            }
        }
    }

    @Test("ORG-07 不能给管辖范围外的账号授予角色")
    func scope() async throws {
        try await Town.each { town in
            for holder in [Person.westOfficer, .cityPlanner, .outsiderOfficer] {
                await #expect(throws: NotFound()) {
                    try await grant([.planner], to: holder, by: .eastAdmin, in: town)
                }
            }
        }
    }

    @Test("ORG-17 系统管理员不能给自己授予业务角色")
    func ownAccount() async throws {
        try await Town.each { town in
            await #expect(throws: AccountRefused.ownAccount) {
                try await grant([.systemAdmin, .resultReviewer], to: .eastAdmin, by: .eastAdmin, in: town)
            }
        }
    }

    @Test("ORG-16 不能授予高于本机构级别的角色")
    func level() async throws {
        try await Town.each { town in
            let refused = await #expect(throws: AccountRefused.self) {
                try await grant([.provincialBusinessAdmin], to: .cityBusiness, by: .cityAdmin, in: town)
            }
            #expect(refused?.message == "不能授予高于本机构级别的角色：业务管理员（省级）")
            await #expect(throws: AccountRefused.roleAboveLevel(.provincialBusinessAdmin)) {
                try await grant([.provincialBusinessAdmin], to: .cityBusiness, by: .provinceAdmin, in: town)
            }
            try await grant([.provincialBusinessAdmin], to: .provinceSupervisor, by: .provinceAdmin, in: town)
        }
    }

    @Test("SEC-07 系统管理员、安全管理员、审计员不能集于一人")
    func separation() async throws {
        try await Town.each { town in
            let refused = await #expect(throws: AccountRefused.self) {
                try await grant(Role.separated, to: .eastOfficer, by: .cityAdmin, in: town)
            }
            #expect(refused?.message == "系统管理员、安全管理员、审计员不能由同一账号兼任")
            try await grant([.securityAdmin, .auditor], to: .eastOfficer, by: .cityAdmin, in: town)
        }
    }

    @Test("ORG-16 一人多个角色，权限为其并集；收回后即失去；日志记录新旧角色")
    func union() async throws {
        try await Town.each { town in
            try await grant([.planner, .resultReviewer], to: .eastOfficer, by: .eastAdmin, in: town)
            let actor = try await town.database.read { [town] in
                try Actor.acting(for: town[.eastOfficer].account, origin: "", in: $0)
            }
            #expect(actor?.permissions == Role.planner.permissions.union(Role.resultReviewer.permissions))
            #expect(actor?.may(.inspect) == false)
            let fact = try await Facts.of(town[.eastOfficer].account.bytes, in: town).last
            #expect(fact?.payload.details == [FactDetail("角色", before: "执法人员", after: "任务/计划制定人、检查结果审核人员")])
        }
    }

    @Test("ORG-23 监督、统计和管理角色看本机构及下级，其他人只看本机构，最上级的前者看全部")
    func visibility() async throws {
        try await Town.each { town in
            func seen(by person: Person) async throws -> Set<Agency> {
                try await town.database.read { [town] transaction in
                    let seen = try Organization.list(scope: town[person].scope, page: ListPage(size: 50), in: transaction).rows.map(\.id)
                    return Set(Agency.allCases.filter { seen.contains(town[$0]) })
                }
            }
            let expected: [Person: Set<Agency>] = [
                .provinceSupervisor: Set(Agency.allCases), .cityManager: [.city, .eastCounty, .westCounty, .township],
                .eastBusiness: [.eastCounty, .township], .cityPlanner: [.city], .eastOfficer: [.eastCounty],
                .outsiderAdmin: [.outsiderCity],
            ]
            for (person, agencies) in expected {
                let seen = try await seen(by: person)
                #expect(seen == agencies)
            }
            #expect(town[.cityManager].scope.ownOnly == town[.cityPlanner].scope)
        }
    }
}
