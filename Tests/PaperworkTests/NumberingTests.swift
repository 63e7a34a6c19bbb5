import Storage
import TestKit
import Testing

@testable import Authority
@testable import Paperwork

@Suite("文书编号")
struct NumberingTests {
    @Test("DOC-04 编号由省简称、机关代字、文书代字、年份和流水号组成，年份用六角括号")
    func pattern() {
        let rule = DocumentNumberRecord(kind: .inspectionRecord, regionWord: "甘", agencyWord: "应急", documentWord: "检查")
        #expect(rule.number(year: 2021, sequence: 5) == "（甘）应急检查〔2021〕0005号")
        var other = rule
        other.regionWord = ""
        other.digits = 2
        #expect(other.number(year: 2026, sequence: 134) == "应急检查〔2026〕134号")
    }

    @Test("DOC-04 规则的必填项、位数和用字有误时被拒绝")
    func wrongFields() async throws {
        try await Desk.each { desk in
            var record = Desk.rule
            record.documentWord = " "
            await #expect(throws: NumberRuleRefused.missing(MissingField("文书代字"))) { try await desk.setRule(record) }
            record = Desk.rule
            record.digits = 9
            await #expect(throws: NumberRuleRefused.digits) { try await desk.setRule(record) }
            record = Desk.rule
            record.agencyWord = "应急〔急〕"
            await #expect(throws: NumberRuleRefused.word) { try await desk.setRule(record) }
        }
    }

    @Test("DOC-04 一个机构的一种文书只有一条规则；没有权限的人不能维护")
    func onePerKind() async throws {
        try await Desk.each { desk in
            await #expect(throws: PermissionDenied.self) { try await desk.setRule(by: .eastOfficer) }
            try await desk.setRule()
            await #expect(throws: NumberRuleRefused.kindTaken) { try await desk.setRule() }
            try await desk.setRule(by: .westBusiness)
        }
    }

    @Test("DOC-04、SEC-08 规则只有本机构能看到和修改；旧版本的修改被拒绝")
    func scopeAndVersion() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let (east, west) = (desk.town[.eastBusiness], desk.town[.westBusiness])
            let rules = try await desk.town.database.read { transaction in
                try [east, west].map { try DocumentNumberRule.list(scope: $0.scope, page: ListPage(), in: transaction).rows }
            }
            let rule = try #require(rules[0].first)
            #expect(rules[1].isEmpty)
            var record = rule.record
            record.agencyWord = "应管"
            let (changed, now) = (record, desk.town.now)
            let setting = NumberRuleSetting(.change(rule.id, version: rule.version), changed)
            await #expect(throws: NotFound.self) {
                _ = try await desk.town.database.write { try setting.make(by: west, at: now, in: $0) }
            }
            _ = try await desk.town.database.write { try setting.make(by: east, at: now, in: $0) }
            await #expect(throws: StorageError.overtaken) {
                _ = try await desk.town.database.write { try setting.make(by: east, at: now, in: $0) }
            }
            #expect(try await desk.confirm().number == "（白）应管检查〔2026〕0001号")
        }
    }

    @Test("DOC-05 编号按机构、文书代字和年份连续；规则改名后流水号接着编，跨年重新编")
    func sequence() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            try await desk.setRule(by: .westBusiness)
            #expect(try await desk.confirm().number == "（白）应急检查〔2026〕0001号")
            #expect(try await desk.confirm(by: .eastPartner).number == "（白）应急检查〔2026〕0002号")
            #expect(try await desk.confirm(by: .westOfficer).number == "（白）应急检查〔2026〕0001号")
            desk.town.time.advance(days: 305)
            #expect(try await desk.confirm().number == "（白）应急检查〔2027〕0001号")
        }
    }

    @Test("DOC-05 许多人同时确认，有的未办成：编号不重复、不跳号")
    func concurrent() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            var incomplete = desk.content
            incomplete.unit = ""
            let bad = incomplete
            let numbers = await withTaskGroup(of: String?.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        if index % 4 == 0 { return try? await desk.confirmThenFail() }
                        return try? await desk.confirm(index % 7 == 0 ? bad : nil).number
                    }
                }
                return await group.reduce(into: [String]()) { if let number = $1 { $0.append(number) } }
            }
            let confirmed = (0..<40).filter { $0 % 4 != 0 && $0 % 7 != 0 }.count
            let expected = (1...confirmed).map { Desk.rule.number(year: 2026, sequence: $0) }
            #expect(numbers.sorted() == expected)
        }
    }
}

extension Desk {
    private struct ChangedMind: Error {}

    /// Confirms, and then the act around it fails.
    fileprivate func confirmThenFail() async throws -> String? {
        let (content, actor, now, cipher, agency, material) = (content, town[.eastOfficer], town.now, town.cipher, town[.eastCounty], material)
        return try await town.database.write { transaction -> String in
            let made = try EnforcementDocument.confirm(
                .inspectionRecord(content), of: agency, matter: "Inspection", Identifier<Inspection>(at: now), by: actor, at: now,
                protection: cipher, material: material, in: transaction)
            if !made.number.isEmpty { throw ChangedMind() }
            return made.number
        }
    }
}
