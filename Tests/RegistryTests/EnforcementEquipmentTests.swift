import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("执法装备")
struct EnforcementEquipmentTests {
    private static func officer(_ person: Person, _ desk: ImportDesk, by administrator: Person) async throws -> EnforcementOfficer.ID {
        var record = OfficerRecord(
            fullName: person.name, citizenID: try #require(CitizenIDNumber(person.citizenID)), phone: person.mobile,
            organization: desk.town[person.agency], certificateNumber: "99\(person.mobile)",
            certificateValidUntil: try #require(CalendarDate("2027-12-31")))
        record.domains = [.emergency]
        let whole = record
        return try await desk.town.database.write {
            try OfficerAddition(whole).make(by: desk.town[administrator], at: desk.town.now, protection: desk.town.cipher, in: $0)
        }
    }

    private static func register(
        _ number: String, _ desk: ImportDesk, until: String? = nil, by person: Person = .eastBusiness
    ) async throws -> EnforcementEquipment.ID {
        let record = EnforcementEquipmentRecord(.bodyCamera, number: number, model: "虚构一型", calibratedUntil: until.flatMap { CalendarDate($0) })
        return try await desk.town.database.write {
            try EnforcementEquipmentRegistration(record).make(in: ActContext(desk.town[person], at: desk.town.now, in: $0))
        }
    }

    private static func move(
        _ id: EnforcementEquipment.ID, _ version: Int, _ act: EnforcementEquipmentStatus.Act, _ officer: EnforcementOfficer.ID? = nil,
        _ desk: ImportDesk, by person: Person = .eastBusiness
    ) async throws {
        try await desk.town.database.write {
            try EnforcementEquipmentMovement(of: id, version: version, act, officer: officer).make(in: ActContext(desk.town[person], at: desk.town.now, in: $0))
        }
    }

    @Test("ELEM-02 登记的编号在本机构唯一；领用和归还记下是谁、何时、谁经手，领用人可从人员一侧看到")
    func issue() async throws {
        try await ImportDesk.each { desk in
            let officer = try await Self.officer(.eastOfficer, desk, by: .eastBusiness)
            let id = try await Self.register("JL-001", desk)
            await #expect(throws: EnforcementEquipmentRefused.numberTaken) { _ = try await Self.register("JL-001", desk) }
            _ = try await Self.register("JL-001", desk, by: .westBusiness)
            try await Self.move(id, 1, .issue, officer, desk)
            let held = try await desk.town.database.read { try EnforcementEquipment.held(by: officer, in: $0) }
            #expect(held.map(\.record.number) == ["JL-001"])
            #expect(held.first?.holderName == Person.eastOfficer.name)
            await #expect(throws: EnforcementEquipmentRefused.notPossible(.issued)) { try await Self.move(id, 2, .issue, officer, desk) }
            await #expect(throws: StorageError.overtaken) { try await Self.move(id, 1, .giveBack, nil, desk) }
            try await Self.move(id, 2, .giveBack, nil, desk)
            let movements = try await desk.town.database.read { try EnforcementEquipment.movements(of: id, in: $0) }
            #expect(movements.map(\.isIssue) == [false, true])
            #expect(movements.allSatisfy { $0.officerName == Person.eastOfficer.name && $0.by == Person.eastBusiness.name })
            #expect(try await desk.facts("registry.enforcementEquipment.issued") == 1)
            #expect(try await desk.facts("registry.enforcementEquipment.returned") == 1)
        }
    }

    @Test("ELEM-02 检定过期的不能领用，外机构和已撤回的人不能领用，外机构的装备不存在")
    func refusals() async throws {
        try await ImportDesk.each { desk in
            let own = try await Self.officer(.eastOfficer, desk, by: .eastBusiness)
            let foreign = try await Self.officer(.westOfficer, desk, by: .westBusiness)
            let expired = try await Self.register("JL-001", desk, until: "2026-03-01")
            let id = try await Self.register("JL-002", desk, until: "2026-03-02")
            await #expect(throws: EnforcementEquipmentRefused.calibrationExpired) { try await Self.move(expired, 1, .issue, own, desk) }
            await #expect(throws: EnforcementEquipmentRefused.otherAgency) { try await Self.move(id, 1, .issue, foreign, desk) }
            await #expect(throws: EnforcementEquipmentRefused.holderMissing) { try await Self.move(id, 1, .issue, nil, desk) }
            await #expect(throws: NotFound.self) { try await Self.move(id, 1, .issue, foreign, desk, by: .westBusiness) }
            await #expect(throws: NotFound.self) { try await Self.move(id, 1, .retire, nil, desk, by: .cityBusiness) }
            await #expect(throws: PermissionDenied(permission: .manageOfficers)) { try await Self.move(id, 1, .issue, own, desk, by: .eastOfficer) }
            try await desk.town.database.write {
                try OfficerWithdrawal(of: own).make(by: desk.town[.eastBusiness], at: desk.town.now, protection: desk.town.cipher, in: $0)
            }
            await #expect(throws: EnforcementEquipmentRefused.unfit(name: Person.eastOfficer.name)) { try await Self.move(id, 1, .issue, own, desk) }
            let late = try await desk.town.database.read {
                try EnforcementEquipment.list(
                    kind: nil, status: nil, words: nil, calibrationBefore: CalendarDate("2026-03-02"), scope: desk.town[.eastBusiness].scope,
                    page: ListPage(), in: $0).rows.map(\.record.number)
            }
            #expect(late == ["JL-001"])
        }
    }

    @Test("ELEM-02 装备的状态按表流转，报废后不能再用")
    func lifeCycle() {
        let table = EnforcementEquipmentStatus.allCases.map { status in EnforcementEquipmentStatus.Act.allCases.map { status.next(after: $0) } }
        #expect(table == [
            [.issued, nil, .underRepair, nil, .retired], [nil, .inStore, nil, nil, nil], [nil, nil, nil, .inStore, .retired],
            [nil, nil, nil, nil, nil],
        ])
    }

    @Test("ELEM-01、ELEM-03 监管要素的数量与完整程度如实；事项无表单、事项无执法人员、机构停用后的对象逐一列出")
    func elements() async throws {
        try await ImportDesk.each { desk in
            let town = desk.town
            _ = try await Self.register("JL-001", desk, until: "2026-03-01")
            _ = try await Self.register("JL-002", desk)
            _ = try await Self.officer(.eastOfficer, desk, by: .eastBusiness)
            let item = try await town.database.write { transaction in
                try ItemCreation(.supervision, ItemRecord(
                    itemCode: "990121019001", name: "对餐饮服务的行政检查", domain: .marketRegulation, legalBasis: "虚构")
                ).make(by: town[.eastBusiness], at: town.now, in: transaction)
            }
            let found = try await town.database.read {
                try RegulatoryElement.all(of: town[.eastCounty], scope: town[.eastBusiness].scope, today: town.now.beijingDate, in: $0)
            }
            let figures = Dictionary(found.map { ($0.kind, [$0.count, $0.complete]) }, uniquingKeysWith: { first, _ in first })
            #expect(figures[.equipment] == [2, 1])
            #expect(figures[.officers] == [1, 1])
            #expect(figures[.items] == [1, 0])
            #expect(figures[.bodies] == [2, 2])
            #expect(found.first { $0.kind == .equipment }?.lastChange == town.now)
            func breaks(_ kind: ElementBreak.Kind) async throws -> [String] {
                try await town.database.read {
                    try ElementBreak.all(kind, of: town[.eastCounty], scope: town[.eastBusiness].scope, in: $0).map(\.record)
                }
            }
            #expect(try await breaks(.itemWithoutForm) == [item.description])
            // the officer works in 应急, the item is of 市场监管
            #expect(try await breaks(.itemWithoutOfficer) == [item.description])
            #expect(try await breaks(.bodyWithoutOfficer) == [town[.township].description])
            #expect(try await breaks(.subjectWithoutJurisdiction) == [])
            #expect(try await breaks(.formWithoutItem) == [])
        }
    }
}
