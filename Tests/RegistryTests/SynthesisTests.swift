import Authority
import Ledger
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("虚构数据")
struct SynthesisTests {
    @Test("BEY-62 按数量载入：计数与列表一致，代码校验位正确，名称写明虚构，只记一条日志")
    func fills() async throws {
        try await ImportDesk.each { desk in
            let added = try await Self.run(desk, subjects: 2300, officers: 40)
            #expect(added == (2300, 40))
            #expect(try await desk.count() == 2300)
            #expect(try await desk.facts("registry.library.synthesized") == 1)
            let total = try await desk.town.database.read { try Counter.value("subjects", "all", in: $0) }
            #expect(total == 2300)
            let code = try #require(InventedSubject.code(2300))
            #expect(UnifiedSocialCreditCode(code.description) == code)
            #expect(try await desk.subject(code.description)?.record.name.hasPrefix("虚构") == true)
            let officers = try await desk.town.database.read { [town = desk.town] in
                try OfficerList.load(.init(), scope: town[.provinceBusiness].scope, page: ListPage(), in: $0)
            }
            #expect(officers.total == 40)
            #expect(officers.rows.allSatisfy { $0.fullName.hasPrefix("虚构") })
        }
    }

    @Test("再次载入同样数量不增加任何记录和日志，更大的数量只补足差额")
    func again() async throws {
        try await ImportDesk.each { desk in
            _ = try await Self.run(desk, subjects: 1500, officers: 10)
            #expect(try await Self.run(desk, subjects: 1500, officers: 10) == (0, 0))
            #expect(try await desk.facts("registry.library.synthesized") == 1)
            #expect(try await Self.run(desk, subjects: 1600, officers: 12) == (100, 2))
            #expect(try await desk.count() == 1600)
            #expect(try await desk.facts("registry.library.synthesized") == 2)
        }
    }

    @Test("库中有真实监管对象时拒绝，数量过大时拒绝")
    func refused() async throws {
        try await ImportDesk.each { desk in
            let real = try #require(UnifiedSocialCreditCode(completing: "91330100MA0000001"))
            try await desk.town.database.write { [town = desk.town] transaction in
                var record = SubjectRecord(name: "某厂", code: real, jurisdiction: town[.eastCounty])
                (record.legalRepresentative, record.registeredAddress, record.businessAddress) = ("甲", "乙", "丙")
                _ = try SubjectRegistration(record).make(
                    by: town[.eastBusiness], at: town.now, protection: town.cipher, in: transaction)
            }
            await #expect(throws: SynthesisRefused.realData) { _ = try await Self.run(desk, subjects: 5, officers: 0) }
            #expect(throws: SynthesisRefused.tooMany) { _ = try LibrarySynthesis(subjects: 100_000_000) }
        }
    }

    private static func run(_ desk: ImportDesk, subjects: Int, officers: Int) async throws -> (subjects: Int, officers: Int) {
        let town = desk.town
        let actor = try await town.database.read { try Actor.operating(named: nil, in: $0) }
        return try await LibrarySynthesis(subjects: subjects, officers: officers).run(
            in: town.database, by: try #require(actor), clock: town.clock, protection: town.cipher)
    }
}
