import Authority
import Importing
import Library
import Storage
import Timekeeping

/// An entry of 检查事项清单: a check content that forms are made of (ITEM-14, ITEM-15). Basic ones are delivered and read
/// only, custom ones belong to the agency that made them.
package struct CheckMatter: Sendable, Equatable {
    package typealias ID = Identifier<CheckMatter>

    package let id: ID
    package let version: Int
    package let origin: CheckMatterOrigin
    /// Nil for a basic one.
    package let organization: Organization.ID?
    package let record: CheckMatterRecord
    package let status: CheckFormStatus
    package let updatedAt: Instant

    /// As a content of a form, with an id of its own there.
    package var point: CheckPoint {
        CheckPoint(
            text: record.content, method: record.method, violatedProvisions: record.violated,
            penaltyProvisions: record.penalty, equipmentKinds: record.equipmentKinds, phrases: record.phrases,
            isKey: record.isKey)
    }
}

package enum CheckMatterOrigin: String, Codable, Sendable, CaseIterable, SQLConvertible {
    case basic, custom

    package var label: String {
        switch self {
        case .basic: "基础检查事项"
        case .custom: "自定义检查事项"
        }
    }
}

/// The fields of a check content (A.5).
package struct CheckMatterRecord: Sendable, Equatable {
    /// 检查表: 钢铁8项
    package var sheet: String
    /// 检查事项类别
    package var category: String
    package var content: String
    /// 检查详情: what to look at on site.
    package var method = ""
    package var violated: [Citation] = []
    package var penalty: [Citation] = []
    package var equipmentKinds: [String] = []
    package var phrases: [String] = []
    package var isKey = false

    package init(sheet: String, category: String, content: String) {
        (self.sheet, self.category, self.content) = (sheet, category, content)
    }

    var searchText: String { [sheet, category, content].joined(separator: " ") }
}

extension CheckMatter {
    package enum Label {
        package static let sheet = "检查表", category = "检查事项类别", origin = "来源"
    }
}

extension CheckPoint {
    /// The names that bring up an enterprise's own equipment and premises.
    package static let equipmentNames = EquipmentKind.allCases.map(\.label)
        + WorkshopPremise.allCases.filter { $0 != .other }.map(\.label)

    /// The equipment of these workshops that the content is about (ITEM-17).
    package func equipment(of workshops: [Workshop]) -> [Equipment] {
        workshops.flatMap(\.equipment).filter { equipmentKinds.contains($0.kind.label) }
    }

    /// The workshops with premises that the content is about (ITEM-17).
    package func places(among workshops: [Workshop]) -> [Workshop] {
        workshops.filter { $0.premises.contains { equipmentKinds.contains($0.label) } }
    }

    /// ITEM-16: without both provisions a content is no ground of a penalty.
    package var mayGroundPenalty: Bool { !violatedProvisions.isEmpty && !penaltyProvisions.isEmpty }
}

/// ITEM-16
package struct PenaltyGroundMissing: Refusal, Equatable {
    package init() {}
    package var code: String { "registry.checkMatter.groundMissing" }
    package var message: String { "该检查事项未维护违法依据和处罚依据，请联系本局管理员补充" }
}

/// Why an act on 检查事项清单 is refused.
package enum CheckMatterRefused: Refusal, Equatable {
    case missing(MissingField)
    /// ITEM-14
    case basicReadOnly
    case notMaintainer

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .basicReadOnly: "registry.checkMatter.basicReadOnly"
        case .notMaintainer: "registry.checkMatter.notMaintainer"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .basicReadOnly: "基础检查事项随平台提供，不能修改"
        case .notMaintainer: "该检查事项由其他机构维护，本机构不能修改"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .basicReadOnly, .notMaintainer: nil
        }
    }
}

extension CheckMatterRecord {
    func check() throws(CheckMatterRefused) {
        do throws(MissingField) {
            try MissingField.check([
                CheckMatter.Label.sheet: sheet, CheckMatter.Label.category: category, CheckForm.Label.point: content,
            ])
        } catch {
            throw .missing(error)
        }
    }

    /// Linked with the law library (ITEM-16).
    func citing(_ former: CheckMatterRecord?, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Self {
        var (record, library) = (self, LawLibrary(scope: actor.scope, in: transaction))
        let kept = (former?.violated ?? []) + (former?.penalty ?? [])
        record.violated = try library.admitted(violated, kept: kept, on: now.beijingDate)
        record.penalty = try library.admitted(penalty, kept: kept, on: now.beijingDate)
        return record
    }

    /// What differs from `former`, for the fact.
    func changes(from former: CheckMatterRecord?) -> [FactDetail] {
        typealias Label = CheckForm.Label
        func listed(_ citations: [Citation]?) -> String? { citations.map { $0.map(\.text).joined(separator: "；") } }
        return [
            .change(CheckMatter.Label.sheet, former?.sheet, sheet), .change(CheckMatter.Label.category, former?.category, category),
            .change(Label.point, former?.content, content), .change(Label.method, former?.method ?? "", method),
            .change(Label.violated, listed(former?.violated) ?? "", listed(violated)),
            .change(Label.penalty, listed(former?.penalty) ?? "", listed(penalty)),
            .change(
                Label.equipmentKinds, former?.equipmentKinds.joined(separator: "、") ?? "", equipmentKinds.joined(separator: "、")),
            .change(Label.phrases, former?.phrases.joined(separator: "；") ?? "", phrases.joined(separator: "；")),
            .change(Label.isKey, (former?.isKey ?? false) ? "是" : "否", isKey ? "是" : "否"),
        ].compactMap { $0 }
    }
}
