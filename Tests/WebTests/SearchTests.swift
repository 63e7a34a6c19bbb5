import Storage
import TestKit
import Testing

@testable import Authority
@testable import Importing
@testable import Library
@testable import Registry
@testable import RegistryPages
@testable import Web
@testable import mingcha

/// The search over all libraries.
@Suite("全局搜索")
struct SearchTests {
    private static func each(_ body: (Town) async throws -> Void) async throws {
        try await Town.each(Assembly.migrations) { town in try await body(town) }
    }

    private static func enter(_ name: String, _ code: String, of agency: Agency, _ town: Town) async throws {
        let known = try #require(UnifiedSocialCreditCode(completing: code))
        var record = SubjectRecord(name: name, code: known, jurisdiction: town[agency])
        (record.legalRepresentative, record.registeredAddress, record.businessAddress) = ("钟一", "工业路1号", "工业路1号")
        let made = record
        try await town.database.write {
            _ = try SubjectRegistration(made).make(by: town[.provinceBusiness], at: town.now, protection: town.cipher, in: $0)
        }
    }

    private static func search(_ words: String, _ town: Town, as person: Person) async throws -> SearchModel {
        try await town.database.read { try SearchModel.load(words, for: town[person], at: town.now, protection: town.cipher, in: $0) }
    }

    @Test("PORT-04 监管对象按名称、代码的开头、主体标识码、末尾几位、中间的一段都能找到；范围以外的找不到")
    func subjects() async throws {
        try await Self.each { town in
            try await Self.enter("白石县示例机械厂", "91990121MA1B2C3D4", of: .eastCounty, town)
            try await Self.enter("青禾县示例机械厂", "91990122MA9K8J7H6", of: .westCounty, town)
            let whole = try #require(UnifiedSocialCreditCode(completing: "91990121MA1B2C3D4")).description
            for words in ["示例机械", "91990121", "ma1b2c", "ＭＡ1B2C3D4", "1b2c3", String(whole.suffix(4)), String(whole.suffix(7)), whole] {
                let found = try await Self.search(words, town, as: .eastBusiness)
                #expect(found.groups.first { $0.title == "监管对象" }?.found.map(\.label) == ["白石县示例机械厂"], "\(words)")
            }
            #expect(try await Self.search("MA9K8J", town, as: .eastBusiness).groups.isEmpty)
            #expect(try await Self.search("示例机械", town, as: .cityBusiness).groups.first?.found.count == 2)
            #expect(try await Self.search("", town, as: .eastBusiness).hint != nil)
            #expect(try await Self.search("没有的", town, as: .eastBusiness).hint?.contains("没有的") == true)
        }
    }

    @Test("PORT-04 管理机构和用户的人找得到本级的机构和用户，其他人找不到")
    func people() async throws {
        try await Self.each { town in
            let person = town[.cityAdmin]
            let found = try await Self.search(person.name, town, as: .cityAdmin)
            #expect(found.groups.first { $0.title == "用户" }?.found.map(\.label).contains(person.name) == true)
            let own = try await Self.search(person.organizationName, town, as: .cityAdmin)
            #expect(own.groups.first { $0.title == "机构" }?.found.map(\.label).contains(person.organizationName) == true)
            for words in [person.name, person.organizationName] {
                let titles = try await Self.search(words, town, as: .eastBusiness).groups.map(\.title)
                #expect(!titles.contains("用户") && !titles.contains("机构"))
            }
        }
    }

    @Test("PORT-04 法律法规和条文分组列出，没有查看权限的库不列")
    func laws() async throws {
        try await Self.each { town in
            try await town.database.write { try LawDelivery().make(at: town.now, in: $0) }
            let found = try await Self.search("行政处罚法", town, as: .eastBusiness)
            #expect(found.groups.first { $0.title == "法律法规" }?.found.first?.label == "中华人民共和国行政处罚法")
            #expect(found.groups.contains { $0.title == "法律条文" })
            let auditor = try await Self.search("行政处罚法", town, as: .provinceAuditor)
            #expect(auditor.groups.allSatisfy { ["法律法规", "法律条文"].contains($0.title) || town[.provinceAuditor].may(.readSubjects) })
        }
    }
}
