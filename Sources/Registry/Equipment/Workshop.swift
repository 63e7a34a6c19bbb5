import Authority
import Importing
import Library
import Storage

/// 厂/分厂/车间 of an enterprise with what stands in it; one model for all four trades (SUBJ-21…25).
package struct Workshop: Sendable, Equatable {
    package typealias ID = Identifier<Workshop>

    package let id: ID
    package let version: Int
    package let subject: RegulatedSubject.ID
    package let trade: ProgrammeTrade
    package let unit: ProductionUnit
    package var name: String
    package var premises: [WorkshopPremise] = []
    /// What 其他 is.
    package var otherPremise = ""
    package var equipment: [Equipment] = []

    package func equipment(of kind: EquipmentKind) -> [Equipment] { equipment.filter { $0.kind == kind } }
}

/// One piece of equipment, numbered within its workshop; it can be inspected by itself.
package struct Equipment: Sendable, Equatable {
    package typealias ID = Identifier<Equipment>

    package let id: ID
    package let kind: EquipmentKind
    package let number: Int
    /// 设备编号（或描述）
    package var label: String
    /// 规格: a number in the unit.
    package var specification: String
    package var unit: String
    package var details: [EquipmentDetail: String]
    /// Once it has results it stays (SUBJ-23).
    package let isInspected: Bool

    /// 1号高炉, 1号干式除尘系统
    package var name: String { "\(number)号" + (details[.method] ?? "") + kind.label }
}

/// What an enterprise has in sum (SUBJ-24): 高炉 3座 / 5400立方米.
package struct EquipmentTotal: Sendable, Equatable {
    package let kind: EquipmentKind
    package let count: Int
    /// By unit, for a kind may be given in several.
    package let sums: [(unit: String, sum: Double)]

    package static func == (a: EquipmentTotal, b: EquipmentTotal) -> Bool { a.words == b.words }

    package var words: String {
        let sizes = sums.map { Self.number($0.sum) + $0.unit }.joined(separator: "、")
        return "\(kind.label)\(count)\(kind.counter)" + (sizes.isEmpty ? "" : " / " + sizes)
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e12 ? "\(Int(value))" : "\(value)"
    }

    /// In the order of A.8.
    package static func totals(of workshops: [Workshop]) -> [EquipmentTotal] {
        let all = workshops.flatMap(\.equipment)
        return EquipmentKind.allCases.compactMap { kind in
            let pieces = all.filter { $0.kind == kind }
            guard !pieces.isEmpty else { return nil }
            let sums = kind.units.compactMap { unit -> (unit: String, sum: Double)? in
                let sum = pieces.filter { $0.unit == unit }.compactMap { Double($0.specification) }.reduce(0, +)
                return sum > 0 ? (unit, sum) : nil
            }
            return EquipmentTotal(kind: kind, count: pieces.count, sums: sums)
        }
    }
}
