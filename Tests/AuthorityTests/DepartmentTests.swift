import Storage
import TestKit
import Testing

@testable import Authority

@Suite("内设机构")
struct DepartmentTests {
    private func found(_ name: String, in agency: Agency, by person: Person, town: Town) async throws -> Department.ID {
        try await town.database.write { [town] in
            try DepartmentFounding(in: town[agency], DepartmentRecord(name: name)).make(in: ActContext(town[person], at: town.now, in: $0))
        }
    }

    @Test("ORG-06 只有本级或上级的系统管理员可以新增内设机构")
    func permission() async throws {
        try await Town.each { town in
            await #expect(throws: PermissionDenied(permission: .manageOrganizations)) {
                try await found("执法一科", in: .eastCounty, by: .eastBusiness, town: town)
            }
            for admin in [Person.westAdmin, .outsiderAdmin] {
                await #expect(throws: NotFound.self) {
                    try await found("执法一科", in: .eastCounty, by: admin, town: town)
                }
            }
            _ = try await found("执法一科", in: .eastCounty, by: .eastAdmin, town: town)
            _ = try await found("执法二科", in: .eastCounty, by: .cityAdmin, town: town)
        }
    }

    @Test("同一机构的内设机构不重名，不同机构可以；名称必填")
    func names() async throws {
        try await Town.each { town in
            _ = try await found("执法一科", in: .eastCounty, by: .eastAdmin, town: town)
            _ = try await found("执法一科", in: .westCounty, by: .westAdmin, town: town)
            await #expect(throws: DepartmentRefused.nameTaken) {
                try await found("执法一科", in: .eastCounty, by: .eastAdmin, town: town)
            }
            let refused = await #expect(throws: DepartmentRefused.self) {
                try await found(" ", in: .eastCounty, by: .eastAdmin, town: town)
            }
            #expect(refused?.message == "请填写内设机构名称")
        }
    }

    @Test("ORG-06 改名、停用写入操作日志；停用的不再供选择，也不能放进新账号")
    func change() async throws {
        try await Town.each { town in
            let id = try await found("执法一科", in: .eastCounty, by: .eastAdmin, town: town)
            let change = DepartmentChange(of: id, version: 1, to: DepartmentRecord(name: "综合执法科", status: .disabled))
            let choices = try await town.database.write { [town] transaction in
                try change.make(in: ActContext(town[.eastAdmin], at: town.now, in: transaction))
                return try Department.all(of: town[.eastCounty], enabledOnly: true, in: transaction)
            }
            #expect(choices.isEmpty)
            let fact = try await Facts.of(id.bytes, in: town).last
            #expect(fact?.payload.details == [
                FactDetail("内设机构名称", before: "执法一科", after: "综合执法科"), FactDetail("状态", before: "启用", after: "停用"),
            ])
            let account = try await Desk(town).load(.eastOfficer)
            var record = account.record
            record.department = id
            let move = AccountChange(of: account.id, version: account.version, in: account.organization, to: record)
            await #expect(throws: AccountRefused.departmentElsewhere) {
                try await town.database.write { [town] in
                    try move.make(by: town[.eastAdmin], at: town.now, protection: town.cipher, in: $0)
                }
            }
        }
    }
}
