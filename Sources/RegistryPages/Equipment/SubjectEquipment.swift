import Registry

/// What an enterprise has by trade, production unit and workshop.
struct SubjectEquipment: Codable, Sendable {
    struct TradeTab: Codable, Sendable {
        let trade: String
        let label: String
        let isCurrent: Bool
    }

    /// A production unit of a steel enterprise; one without a name in the other trades.
    struct Unit: Codable, Sendable {
        let unit: String
        let label: String
        let workshops: [WorkshopModel]
    }

    let id: String
    let version: Int
    let name: String
    let isDraft: Bool
    let mayChange: Bool
    let trade: String?
    let capacity: String
    let tabs: [TradeTab]
    let units: [Unit]
    /// 高炉3座 / 5400立方米 (SUBJ-24).
    let totals: [String]

    init(_ subject: RegulatedSubject, _ workshops: [Workshop], trade wanted: ProgrammeTrade?, open: String?, mayChange: Bool) {
        id = subject.id.description
        version = subject.version
        name = subject.record.name
        isDraft = subject.status == .draft
        self.mayChange = mayChange
        let trades = subject.record.trades.compactMap(ProgrammeTrade.init(label:))
        let current = trades.first { $0 == wanted } ?? trades.first
        trade = current?.rawValue
        capacity = current == .steel ? subject.record.capacity : ""
        tabs = trades.map { TradeTab(trade: $0.rawValue, label: $0.label, isCurrent: $0 == current) }
        let units = current.map { $0 == .steel ? ProductionUnit.allCases.filter { $0 != .none } : [.none] } ?? []
        self.units = units.map { unit in
            Unit(
                unit: unit.rawValue, label: unit.label,
                workshops: workshops.filter { $0.trade == current && $0.unit == unit }.map {
                    WorkshopModel($0, isOpen: $0.id.description == open)
                })
        }
        totals = EquipmentTotal.totals(of: workshops).map(\.words)
    }
}

struct WorkshopModel: Codable, Sendable {
    struct Count: Codable, Sendable {
        let kind: String
        let label: String
        let number: Int
    }

    let id: String
    let version: Int
    let name: String
    let premises: [String]
    let premiseWords: String
    let otherPremise: String
    let counts: [Count]
    let pieces: [WorkshopPiece]
    /// What stands there, in sum.
    let totals: String
    /// Just worked on.
    let isOpen: Bool

    init(_ workshop: Workshop, isOpen: Bool) {
        self.isOpen = isOpen
        id = workshop.id.description
        version = workshop.version
        name = workshop.name
        premises = workshop.premises.map(\.rawValue)
        premiseWords = workshop.premiseWords
        otherPremise = workshop.otherPremise
        counts = EquipmentKind.kinds(in: workshop.trade, workshop.unit).map { kind in
            Count(kind: kind.rawValue, label: kind.label, number: workshop.equipment(of: kind).count)
        }
        pieces = workshop.equipment.map(WorkshopPiece.init)
        totals = EquipmentTotal.totals(of: [workshop]).map(\.words).joined(separator: "；")
    }
}

struct WorkshopPiece: Codable, Sendable {
    struct Detail: Codable, Sendable {
        let name: String
        let label: String
        let words: [String]
        let value: String
    }

    let id: String
    /// 1号高炉
    let name: String
    let labelTitle: String
    let label: String
    let specification: String
    let unit: String
    let units: [String]
    let details: [Detail]
    let isInspected: Bool

    init(_ piece: Equipment) {
        id = piece.id.description
        name = piece.name
        labelTitle = piece.kind == .confinedSpace ? "名称" : "设备编号（或描述）"
        label = piece.label
        specification = piece.specification
        unit = piece.unit
        units = piece.kind.units
        isInspected = piece.isInspected
        details = piece.kind.details.map {
            Detail(name: $0.rawValue, label: $0.label, words: $0.words ?? [], value: piece.details[$0] ?? "")
        }
    }

    /// 1号高炉：东区，1780立方米
    var words: String {
        let size = specification.isEmpty ? "" : specification + unit
        let parts = [label, size] + details.map(\.value)
        let told = parts.filter { !$0.isEmpty }.joined(separator: "，")
        return name + (told.isEmpty ? "" : "：" + told) + (isInspected ? "（已检查）" : "")
    }
}
