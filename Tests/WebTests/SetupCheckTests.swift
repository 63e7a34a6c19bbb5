import Authority
import Library
import Storage
import TestKit
import Testing

@testable import Web
@testable import mingcha

@Suite("初始化检查")
struct SetupCheckTests {
    private static func parts(_ town: Town, of agency: Agency) async throws -> [String: SetupCheck.Part] {
        let check = try await town.database.read {
            try SetupCheck.load(for: town[agency], today: town.now.beijingDate, in: $0)
        }
        return Dictionary(check.parts.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("CONF-01 缺少的事项、表单、对象、人员、编号规则和救济途径逐项列出并有办理链接；已有的用户角色算数")
    func missing() async throws {
        try await Town.each(Assembly.migrations) { town in
            let parts = try await Self.parts(town, of: .eastCounty)
            let missing = Set(parts.values.filter { !$0.isThere && !$0.isOptional }.map(\.label))
            #expect(missing == ["监管事项", "检查表单", "检查对象", "执法人员", "文书编号规则"])
            #expect(parts.values.allSatisfy { $0.href.hasPrefix("/") })
            #expect(parts["行政复议、行政诉讼地点"]?.isThere == true)
            #expect(parts["执法人员账号"]?.found == "3人")
            #expect(try await Self.parts(town, of: .township)["业务管理员"]?.isThere == false)
        }
    }

    @Test("ITEM-06 自建的监管事项认领之前不算已具备：计划和任务还选不到它")
    func claims() async throws {
        try await Town.each(Assembly.migrations) { town in
            let item = try await town.database.write { transaction in
                try ItemCreation(.supervision, ItemRecord(
                    itemCode: "990121019001", name: "对餐饮服务的行政检查", domain: .marketRegulation, legalBasis: "虚构")
                ).make(by: town[.eastBusiness], at: town.now, in: transaction)
            }
            let made = try #require(try await Self.parts(town, of: .eastCounty)["监管事项"])
            #expect(!made.isThere && made.found == "已认领0项")
            try await town.database.write { try ItemClaim(of: item).make(by: town[.eastBusiness], at: town.now, in: $0) }
            let claimed = try #require(try await Self.parts(town, of: .eastCounty)["监管事项"])
            #expect(claimed.isThere && claimed.found == "已认领1项")
        }
    }

    @Test("CONF-01 每个办理链接都是存在的页面")
    func links() async throws {
        try await Town.each(Assembly.migrations) { town in
            let patterns = Set(Assembly.routes.filter { $0.method == .get }.map(\.path))
            for part in try await Self.parts(town, of: .eastCounty).values {
                let pattern = part.href.replacing(/\?.*$/, with: "").replacing(/[0-9a-f-]{36}/, with: "{id}").replacing(/^\/imports\/[a-z]+$/, with: "/imports/{kind}")
                #expect(patterns.contains(pattern), "\(part.href)")
            }
        }
    }
}
