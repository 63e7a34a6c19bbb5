import Storage
import TestKit
import Testing

@testable import Authority

/// An electronic seal; the acts that bring one into use come with SEAL.
private enum SealMark {}

/// Stands for what the library of items will say.
private struct Items: ConfigurationProof {
    let label = "行政执法事项"
    let holder: Organization.ID

    func condition(_ column: SQL) -> SQL { column + "= \(holder)" }
}

@Suite("基础信息配置排查")
struct BasicInformationCheckTests {
    private func list(
        _ person: Person, onlyIncomplete: Bool, in town: Town
    ) async throws -> [BasicInformationCheck] {
        let items = Items(holder: town[.eastCounty])
        return try await town.database.read { [town] in
            try BasicInformationCheck.list(scope: town[person].scope, onlyIncomplete: onlyIncomplete, others: [items], in: $0)
        }.rows
    }

    @Test("ORG-03 每个机构逐项打勾，上级看到所有下级，可只看不完整的")
    func ticks() async throws {
        try await Town.each { town in
            try await town.database.write { [town] transaction in
                let seal = Identifier<SealMark>()
                try transaction.execute("UPDATE organization SET active_seal_id = \(seal) WHERE id = \(town[.eastCounty])")
                try transaction.execute("UPDATE organization SET fine_code = '' WHERE id = \(town[.township])")
            }
            let all = try await list(.cityBusiness, onlyIncomplete: false, in: town)
            #expect(Set(all.map(\.organization)) == [town[.city], town[.eastCounty], town[.westCounty], town[.township]])
            let east = try #require(all.first { $0.organization == town[.eastCounty] })
            #expect(east.isComplete)
            #expect(east.ticks.map(\.label) == ["执收单位编码", "缴款银行户名", "缴款银行账号", "罚没编码", "电子印章", "行政执法事项"])
            let township = try #require(all.first { $0.organization == town[.township] })
            #expect(township.ticks.filter { !$0.isThere }.map(\.label) == ["罚没编码", "电子印章", "行政执法事项"])

            let incomplete = try await list(.cityBusiness, onlyIncomplete: true, in: town)
            #expect(Set(incomplete.map(\.organization)) == [town[.city], town[.westCounty], town[.township]])
            let own = try await list(.cityPlanner, onlyIncomplete: false, in: town)
            #expect(own.map(\.organization) == [town[.city]])
        }
    }
}
