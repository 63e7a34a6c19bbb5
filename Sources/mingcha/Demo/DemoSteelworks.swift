import Authority
import Doors
import Importing
import Library
import Registry
import RegistryPages
import Storage
import Timekeeping

/// An invented steel enterprise with its plants, and one that polishes metal, for the special programme (SUBJ-21…25).
struct DemoSteelworks: Sendable {
    let database: Database
    let protection: any FieldProtection
    let now: Instant

    func enter(in county: Organization.ID, by administrator: Account.ID) async throws {
        try await database.write { [self] transaction in
            let actor = try DemoLibraries.actor(administrator, in: transaction)
            if let steel = try register("青石县岭秀钢铁有限公司", 9001, [.steel, .confinedSpace], "工业一路1号", county, in: transaction) {
                try furnish(steel, .steel, .ironmaking, "炼铁厂", [.blastFurnace: ["450", "1080"]], by: actor, in: transaction)
                try furnish(
                    steel, .steel, .steelmaking, "炼钢厂", [.converter: ["50", "50"], .foundryCrane: ["100"]], by: actor, in: transaction)
                try furnish(steel, .steel, .gas, "煤气车间", [.gasHolder: ["5"]], by: actor, in: transaction)
                try furnish(steel, .confinedSpace, .none, "动力厂", [.confinedSpace: ["", ""]], by: actor, in: transaction)
            }
            if let polisher = try register("青石县恒润五金制品有限公司", 9002, [.dust], "工业一路16号", county, in: transaction) {
                try furnish(polisher, .dust, .none, "抛光车间", [.dustCollector: [""]], by: actor, in: transaction)
            }
        }
    }

    private func register(
        _ name: String, _ number: Int, _ trades: [ProgrammeTrade], _ place: String, _ county: Organization.ID,
        in transaction: Transaction
    ) throws -> RegulatedSubject.ID? {
        var record = SubjectRecord(name: name, code: InventedIdentity.creditCode(number: number), jurisdiction: county)
        (record.legalRepresentative, record.representativePosition) = ("秦立行", "法定代表人")
        (record.liaison, record.phone) = ("史晓岚", "1990000\(number)")
        record.registeredAddress = "云岭省云溪市青石县" + place
        record.businessAddress = record.registeredAddress
        record.divisionCode = DemoAgency.county.division
        (record.trades, record.safetyElement) = (trades.map(\.label), .industryTrade)
        record.capacity = trades.contains(.steel) ? "粗钢60万吨/年" : ""
        record.location = MapPoint(latitude: 29.5 + Double(number % 100) / 100, longitude: 106.5)
        return try SubjectRegistration(record, source: .imported).make(by: nil, at: now, protection: protection, in: transaction)
    }

    private func furnish(
        _ subject: RegulatedSubject.ID, _ trade: ProgrammeTrade, _ unit: ProductionUnit, _ name: String,
        _ sizes: [EquipmentKind: [String]], by actor: Actor, in transaction: Transaction
    ) throws {
        let id = try WorkshopAddition(to: subject, trade: trade, unit: unit, name: name)
            .make(by: actor, at: now, protection: protection, in: transaction)
        let premises: [WorkshopPremise] = trade == .steel ? [.controlRoom, .restRoom] : []
        try WorkshopChange(of: id, version: 1, name: name, premises: premises, counts: sizes.mapValues(\.count))
            .make(by: actor, at: now, protection: protection, in: transaction)
        let workshop = try Workshop.find(id, scope: actor.scope, in: transaction)
        let entries = (workshop?.equipment ?? []).map { piece in
            let size = sizes[piece.kind]?[piece.number - 1] ?? ""
            return (piece.id, WorkshopChange.Entry(
                label: "\(piece.number)#", specification: size, unit: piece.unit, details: Self.details(piece)))
        }
        try WorkshopChange(
            of: id, version: workshop?.version ?? 0, name: name, premises: premises, counts: [:],
            entries: Dictionary(uniqueKeysWithValues: entries)
        ).make(by: actor, at: now, protection: protection, in: transaction)
    }

    private static func details(_ piece: Equipment) -> [EquipmentDetail: String] {
        switch piece.kind {
        case .dustCollector: [.method: "干式", .dust: "铝镁金属粉尘", .workers: "18"]
        case .confinedSpace:
            piece.number == 1
                ? [.place: "煤气管网排水器井", .type: "地下有限空间", .hazards: "一氧化碳中毒、缺氧"]
                : [.place: "污水处理站调节池", .type: "地下有限空间", .hazards: "硫化氢中毒、缺氧"]
        case .blastFurnace, .converter, .electricFurnace, .gasHolder, .foundryCrane, .otherMoltenMetalCrane,
            .meltingFurnace, .castingLine:
            [:]
        }
    }
}
