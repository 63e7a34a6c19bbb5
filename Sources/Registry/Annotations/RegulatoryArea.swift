import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 片区/商圈: how an agency divides its territory; each agency keeps its own list (SUBJ-06).
package struct RegulatoryArea: Sendable, Equatable {
    package typealias ID = Identifier<RegulatoryArea>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let name: String
    package let isEnabled: Bool
    /// Where it lies, as far as somebody has drawn it (ELEM-05).
    package var boundary: AreaBoundary?
    /// Words of addresses in it, for objects without a place on the map.
    package var addressWords: [String] = []
    /// 责任人员
    package var officers: [EnforcementOfficer.ID] = []
}

package enum AreaRefused: Refusal, Equatable {
    case nameMissing, nameTaken, otherAgency, officerOfOtherAgency
    case word(String)

    package var code: String {
        switch self {
        case .nameMissing: "registry.area.nameMissing"
        case .nameTaken: "registry.area.nameTaken"
        case .otherAgency: "registry.area.otherAgency"
        case .officerOfOtherAgency: "registry.area.officerOfOtherAgency"
        case .word: "registry.area.word"
        }
    }

    package var message: String {
        switch self {
        case .nameMissing: "请填写片区/商圈名称"
        case .nameTaken: "该片区/商圈已存在"
        case .otherAgency: "只能维护本机构的片区/商圈"
        case .officerOfOtherAgency: "责任人员应为本机构的执法人员"
        case .word(let word): "地址关键字“\(word)”应为2至50字，不含逗号"
        }
    }

    package var field: String? {
        switch self {
        case .nameMissing, .nameTaken: "name"
        case .officerOfOtherAgency: "officers"
        case .word: "words"
        case .otherAgency: nil
        }
    }
}

/// A new area of the own agency.
package struct AreaAddition: Sendable {
    package let name: String

    package init(_ name: String) { self.name = name }

    package static let added = FactKind(code: "registry.area.added", sentence: "{actor}添加片区/商圈“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> RegulatoryArea.ID {
        try actor.require(.manageSubjects)
        guard !name.isEmpty else { throw AreaRefused.nameMissing }
        let area = RegulatoryArea(id: .init(at: now), version: 1, organization: actor.organization, name: name, isEnabled: true)
        try transaction.refusing(["regulatory_area_name": AreaRefused.nameTaken]) { try area.insert(in: transaction) }
        try Fact(
            kind: Self.added, actor: actor, at: now, organization: actor.organization, noun: "RegulatoryArea",
            record: area.id.bytes, values: ["name": name]
        ).record(in: transaction)
        return area.id
    }
}

/// An area is renamed, or no longer offered; objects that lie in it keep it.
package struct AreaChange: Sendable {
    package let area: RegulatoryArea.ID
    package let version: Int
    package let name: String
    package let isEnabled: Bool

    package init(of area: RegulatoryArea.ID, version: Int, name: String, isEnabled: Bool) {
        (self.area, self.version, self.name, self.isEnabled) = (area, version, name, isEnabled)
    }

    package static let changed = FactKind(code: "registry.area.changed", sentence: "{actor}修改片区/商圈“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageSubjects)
        guard let former = try RegulatoryArea.all(of: actor.organization, in: transaction).first(where: { $0.id == area })
        else { throw NotFound() }
        guard !name.isEmpty else { throw AreaRefused.nameMissing }
        try transaction.refusing(["regulatory_area_name": AreaRefused.nameTaken]) {
            try former.update(name: name, isEnabled: isEnabled, expecting: version, in: transaction)
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: actor.organization, noun: "RegulatoryArea",
            record: area.bytes,
            details: [
                FactDetail.change("名称", former.name, name),
                FactDetail.change("状态", former.isEnabled ? "启用" : "停用", isEnabled ? "启用" : "停用"),
            ].compactMap { $0 }, values: ["name": name]
        ).record(in: transaction)
    }
}
