import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("人员库（双随机）")
struct OfficerPoolTests {
    private static func record(_ person: Person, _ desk: ImportDesk, leads: Bool = false) throws -> OfficerRecord {
        var record = OfficerRecord(
            fullName: person.name, citizenID: try #require(CitizenIDNumber(person.citizenID)), phone: person.mobile,
            organization: desk.town[person.agency], certificateNumber: "99\(person.mobile)",
            certificateValidUntil: try #require(CalendarDate("2027-12-31")))
        record.domains = [.emergency]
        record.isLeader = leads
        return record
    }

    private static func add(_ person: Person, _ desk: ImportDesk, by administrator: Person) async throws -> EnforcementOfficer.ID {
        let record = try record(person, desk)
        return try await desk.town.database.write {
            try OfficerAddition(record).make(by: desk.town[administrator], at: desk.town.now, protection: desk.town.cipher, in: $0)
        }
    }

    private static func found(_ name: String, _ desk: ImportDesk, by person: Person = .eastBusiness) async throws -> OfficerPool.ID {
        try await desk.town.database.write {
            try OfficerPoolFounding(named: name).make(by: desk.town[person], at: desk.town.now, in: $0)
        }
    }

    private static func choose(
        _ members: Set<EnforcementOfficer.ID>, leaders: Set<EnforcementOfficer.ID> = [], into pool: OfficerPool.ID,
        version: Int = 1, _ desk: ImportDesk, by person: Person = .eastBusiness
    ) async throws {
        try await desk.town.database.write {
            try OfficerPoolChange(of: pool, version: version, name: "食品专班", status: .enabled, members: members, leaders: leaders)
                .make(by: desk.town[person], at: desk.town.now, in: $0)
        }
    }

    private static func members(_ pool: OfficerPool.ID, _ desk: ImportDesk) async throws -> [OfficerPool.Member] {
        try await desk.town.database.read { try OfficerPool.members(of: pool, in: $0) }
    }

    @Test("OFCR-07 人员库先命名保存，再从在库人员中选择；同名、外机构人员、已撤回人员和过时的修改被拒绝")
    func choosing() async throws {
        try await ImportDesk.each { desk in
            await #expect(throws: MissingField("人员库名称")) { _ = try await Self.found(" ", desk) }
            await #expect(throws: PermissionDenied(permission: .manageOfficers)) { _ = try await Self.found("食品专班", desk, by: .eastOfficer) }
            let pool = try await Self.found("食品专班", desk)
            await #expect(throws: OfficerPoolRefused.nameTaken) { _ = try await Self.found("食品专班", desk) }
            let own = try await Self.add(.eastOfficer, desk, by: .eastBusiness)
            let gone = try await Self.add(.eastPartner, desk, by: .eastBusiness)
            let foreign = try await Self.add(.westOfficer, desk, by: .westBusiness)
            try await desk.town.database.write {
                try OfficerWithdrawal(of: gone).make(by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
            }
            await #expect(throws: OfficerPoolRefused.otherAgency) { try await Self.choose([own, foreign], into: pool, desk) }
            await #expect(throws: OfficerPoolRefused.unfit(name: Person.eastPartner.name)) { try await Self.choose([own, gone], into: pool, desk) }
            await #expect(throws: OfficerPoolRefused.leaderOutside) { try await Self.choose([own], leaders: [gone], into: pool, desk) }
            await #expect(throws: NotFound.self) { try await Self.choose([own], into: pool, desk, by: .westBusiness) }
            try await Self.choose([own], leaders: [own], into: pool, desk)
            #expect(try await Self.members(pool, desk) == [OfficerPool.Member(own, isLeader: true)])
            await #expect(throws: StorageError.overtaken) { try await Self.choose([], into: pool, desk) }
            #expect(try await desk.facts("registry.officerPool.changed") == 1)
        }
    }

    @Test("OFCR-07 系统中没有的人员手工录入后同时进入本机构执法人员库和人员库；已在他机构库中的被拒绝")
    func byHand() async throws {
        try await ImportDesk.each { desk in
            let pool = try await Self.found("食品专班", desk)
            let first = try await Self.add(.eastOfficer, desk, by: .eastBusiness)
            try await Self.choose([first], leaders: [first], into: pool, desk)
            let entry = OfficerPoolEntry(into: pool, version: 2, try Self.record(.eastPartner, desk, leads: true))
            let second = try await desk.town.database.write {
                try entry.make(by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
            }
            #expect(Set(try await Self.members(pool, desk).filter(\.isLeader).map(\.officer)) == [first, second])
            _ = try await Self.add(.westOfficer, desk, by: .westBusiness)
            var taken = try Self.record(.westOfficer, desk)
            taken.organization = desk.town[.eastCounty]
            let again = OfficerPoolEntry(into: pool, version: 3, taken)
            await #expect(throws: OfficerRefused.inLibrary(agency: Agency.westCounty.name)) {
                _ = try await desk.town.database.write {
                    try again.make(by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
                }
            }
        }
    }

    @Test("OFCR-07、SEC-08 人员库列表按机构分开，可按名称查找，人数与组长数如实")
    func listing() async throws {
        try await ImportDesk.each { desk in
            let pool = try await Self.found("食品专班", desk)
            _ = try await Self.found("特种设备专班", desk)
            let own = try await Self.add(.eastOfficer, desk, by: .eastBusiness)
            try await Self.choose([own], leaders: [own], into: pool, desk)
            func names(_ person: Person, _ named: String? = nil) async throws -> [String] {
                try await desk.town.database.read {
                    try OfficerPool.list(named: named, status: nil, scope: desk.town[person].scope, page: ListPage(), in: $0)
                        .rows.map { "\($0.pool.name) \($0.members) \($0.leaders)" }
                }
            }
            #expect(try await names(.eastBusiness) == ["特种设备专班 0 0", "食品专班 1 1"])
            #expect(try await names(.eastBusiness, "食品") == ["食品专班 1 1"])
            #expect(try await names(.westBusiness) == [])
        }
    }
}
