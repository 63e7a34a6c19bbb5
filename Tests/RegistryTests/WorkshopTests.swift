import Authority
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("钢铁、铝加工、粉尘涉爆、有限空间的设备信息")
struct WorkshopTests {
    @Test("SUBJ-21、SUBJ-22 按生产单元添加厂、分厂、车间并勾选涉及场所；没有该行业的企业不能添加，同名被拒绝")
    func workshops() async throws {
        try await ImportDesk.each { desk in
            let steel = try await desk.enterprise([.steel])
            let id = try await desk.add(to: steel, .steel, .ironmaking, "一炼铁厂")
            await #expect(throws: WorkshopRefused.nameTaken) { try await desk.add(to: steel, .steel, .ironmaking, "一炼铁厂") }
            await #expect(throws: WorkshopRefused.nameMissing) { try await desk.add(to: steel, .steel, .gas, "") }
            await #expect(throws: WorkshopRefused.noSuchTrade) { try await desk.add(to: steel, .dust, .none, "抛光车间") }
            await #expect(throws: WorkshopRefused.noSuchTrade) { try await desk.add(to: steel, .steel, .none, "炼铁厂") }
            await #expect(throws: NotFound.self) { try await desk.add(to: steel, .steel, .gas, "煤气站", by: .westBusiness) }
            await #expect(throws: WorkshopRefused.otherMissing) { try await desk.change(id, [:], premises: [.restRoom, .other]) }
            try await desk.change(id, [:], premises: [.restRoom, .other], other: "检修间")
            #expect(try await desk.workshops(steel).map(\.premiseWords) == ["休息室、其他（检修间）"])
        }
    }

    @Test("SUBJ-23 填数量即生成编号的设备；减少须确认，已有检查结果的设备不能减少")
    func numbers() async throws {
        try await ImportDesk.each { desk in
            let steel = try await desk.enterprise([.steel])
            let id = try await desk.add(to: steel, .steel, .ironmaking, "一炼铁厂")
            try await desk.change(id, [.blastFurnace: 3])
            let pieces = try await desk.workshops(steel)[0].equipment
            #expect(pieces.map(\.name) == ["1号高炉", "2号高炉", "3号高炉"])
            await #expect(throws: WorkshopRefused.fewer(.blastFurnace, from: 3, to: 2)) { try await desk.change(id, [.blastFurnace: 2]) }
            await #expect(throws: WorkshopRefused.tooMany(.blastFurnace)) { try await desk.change(id, [.blastFurnace: 201]) }
            try await desk.change(id, [.blastFurnace: 2], confirmed: true)
            try await desk.town.database.write { try Equipment.markInspected([pieces[1].id], in: $0) }
            await #expect(throws: WorkshopRefused.inspected("2号高炉")) { try await desk.change(id, [.blastFurnace: 1], confirmed: true) }
            await #expect(throws: WorkshopRefused.inspected("2号高炉")) { try await desk.remove(id) }
            #expect(try await desk.workshops(steel)[0].equipment.map(\.isInspected) == [false, true])
        }
    }

    @Test("SUBJ-24 各类设备的数量和规格按企业合计，按各自的单位")
    func totals() async throws {
        try await ImportDesk.each { desk in
            let steel = try await desk.enterprise([.steel])
            let iron = try await desk.add(to: steel, .steel, .ironmaking, "炼铁厂")
            let melt = try await desk.add(to: steel, .steel, .steelmaking, "炼钢厂")
            try await desk.change(iron, [.blastFurnace: 2])
            try await desk.change(melt, [.converter: 2, .foundryCrane: 1])
            let workshops = try await desk.workshops(steel)
            let sizes = ["1780", "2500.5"]
            try await desk.change(iron, [:], entries: Dictionary(uniqueKeysWithValues: zip(workshops[0].equipment, sizes).map {
                ($0.id, WorkshopChange.Entry(label: "", specification: $1, unit: "", details: [:]))
            }))
            try await desk.change(melt, [:], entries: Dictionary(uniqueKeysWithValues: workshops[1].equipment(of: .converter).map {
                ($0.id, WorkshopChange.Entry(label: "东区", specification: "120", unit: "吨", details: [:]))
            }))
            let words = EquipmentTotal.totals(of: try await desk.workshops(steel)).map(\.words)
            #expect(words == ["高炉2座 / 4280.5立方米", "转炉2座 / 240吨", "吊运熔融金属的冶金铸造起重机1台"])
            let wrong = [workshops[0].equipment[0].id: WorkshopChange.Entry(label: "", specification: "大", unit: "", details: [:])]
            await #expect(throws: WorkshopRefused.specification("1号高炉")) { try await desk.change(iron, [:], entries: wrong) }
        }
    }

    @Test("SUBJ-25 粉尘涉爆企业登记除尘系统，铝加工企业登记熔炼炉和铸造线，涉有限空间企业登记有限空间")
    func otherTrades() async throws {
        try await ImportDesk.each { desk in
            let all = try await desk.enterprise([.dust, .aluminium, .confinedSpace])
            let dust = try await desk.add(to: all, .dust, .none, "打磨车间")
            let cast = try await desk.add(to: all, .aluminium, .none, "熔铸车间")
            let pit = try await desk.add(to: all, .confinedSpace, .none, "污水站")
            try await desk.change(dust, [.dustCollector: 1])
            try await desk.change(cast, [.meltingFurnace: 2, .castingLine: 1])
            try await desk.change(pit, [.confinedSpace: 1])
            let collector = try await desk.workshops(all)[0].equipment[0]
            try await desk.change(dust, [:], entries: [
                collector.id: .init(label: "", specification: "", unit: "", details: [.method: "干式", .dust: "铝镁粉尘", .workers: "12", .hazards: "不属于它"]),
            ])
            let workshops = try await desk.workshops(all)
            #expect(workshops[0].equipment[0].name == "1号干式除尘系统")
            #expect(workshops[0].equipment[0].details == [.method: "干式", .dust: "铝镁粉尘", .workers: "12"])
            #expect(workshops.flatMap(\.equipment).map(\.name) == ["1号干式除尘系统", "1号熔炼炉", "2号熔炼炉", "1号深井铸造线", "1号有限空间"])
        }
    }
}

extension ImportDesk {
    fileprivate func enterprise(_ trades: [ProgrammeTrade]) async throws -> RegulatedSubject.ID {
        var record = SubjectRecord(
            name: "白石县冶金厂", code: UnifiedSocialCreditCode(Self.code(1)), jurisdiction: town[.eastCounty])
        (record.legalRepresentative, record.registeredAddress, record.businessAddress) = ("钟一", "工业路1号", "工业路1号")
        record.trades = trades.map(\.label)
        return try await enter(record)
    }

    @discardableResult
    fileprivate func add(
        to subject: RegulatedSubject.ID, _ trade: ProgrammeTrade, _ unit: ProductionUnit, _ name: String,
        by person: Person = .eastBusiness
    ) async throws -> Workshop.ID {
        try await town.database.write { [town] in
            try WorkshopAddition(to: subject, trade: trade, unit: unit, name: name)
                .make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func change(
        _ id: Workshop.ID, _ counts: [EquipmentKind: Int], premises: [WorkshopPremise] = [], other: String = "",
        entries: [Equipment.ID: WorkshopChange.Entry] = [:], confirmed: Bool = false
    ) async throws {
        try await town.database.write { [town] transaction in
            let found = try Workshop.find(id, scope: town[.eastBusiness].scope, in: transaction)
            try WorkshopChange(
                of: id, version: found?.version ?? 0, name: found?.name ?? "", premises: premises, otherPremise: other,
                counts: counts, entries: entries, isConfirmed: confirmed
            ).make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: transaction)
        }
    }

    fileprivate func remove(_ id: Workshop.ID) async throws {
        try await town.database.write { [town] transaction in
            let found = try Workshop.find(id, scope: town[.eastBusiness].scope, in: transaction)
            _ = try WorkshopRemoval(of: id, version: found?.version ?? 0)
                .make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: transaction)
        }
    }

    fileprivate func workshops(_ subject: RegulatedSubject.ID) async throws -> [Workshop] {
        try await town.database.read { try Workshop.all(of: subject, in: $0) }
    }
}
