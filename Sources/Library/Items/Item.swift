import Authority
import Importing
import Storage
import Timekeeping

/// A supervision item (监管事项) or spot-check item (抽查事项), A.4.
package struct Item: Sendable, Equatable {
    package typealias ID = Identifier<Item>

    package let id: ID
    package let serial: Int64
    package let version: Int
    package let kind: ItemKind
    package let status: ItemStatus
    /// The agency that maintains it; its level is the item's (层级).
    package let organization: Organization.ID
    package let organizationName: String
    package let level: AgencyLevel
    package let record: ItemRecord
    package let updatedAt: Instant
}

/// The fields of an item that people fill in; equal records are unchanged records.
package struct ItemRecord: Sendable, Equatable {
    /// Twelve digits, unique on the platform (ITEM-01); never changed.
    package var itemCode: String
    package var name: String
    package var domain: EnforcementDomain
    /// 监管依据
    package var legalBases: [Citation]
    package var subjectClasses: Set<SubjectClass>
    /// 对应监管事项, of a spot-check item only (ITEM-02).
    package var supervisionItems: Set<Item.ID>

    package init(
        itemCode: String, name: String, domain: EnforcementDomain, legalBasis: String,
        subjectClasses: Set<SubjectClass> = [.organization], supervisionItems: Set<Item.ID> = []
    ) {
        self.itemCode = itemCode
        self.name = name
        self.domain = domain
        legalBases = legalBasis.split(whereSeparator: \.isNewline).map { Citation(String($0)) }
        self.subjectClasses = subjectClasses
        self.supervisionItems = supervisionItems
    }

    package var searchText: String { name + " " + itemCode }

    /// 监管依据 as text, one a line.
    package var legalBasis: String {
        get { legalBases.map(\.text).joined(separator: "\n") }
        set { legalBases = newValue.split(whereSeparator: \.isNewline).map { Citation(String($0)) } }
    }

    /// Linked with the law library; what was there stays, what is new must be in force (LIB-03).
    package func citing(_ former: ItemRecord?, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> ItemRecord {
        var (record, library) = (self, LawLibrary(scope: actor.scope, in: transaction))
        record.legalBases = try library.admitted(legalBases, kept: former?.legalBases ?? [], on: now.beijingDate)
        return record
    }
}

extension Item {
    /// The labels of fields as pages, templates and facts name them.
    package enum Label {
        package static let itemCode = "事项编码", name = "事项名称", kind = "事项类别", domain = "执法领域"
        package static let legalBasis = "监管依据", subjectClasses = "监管对象类型", supervisionItems = "对应监管事项"
        package static let level = "层级", forms = "检查表单", claim = "认领状态", status = "状态", organization = "所属机构"
    }

    /// ITEM-04: shown beside an item that no enabled form serves.
    package static let noFormHint = "未配置检查表单"
}

extension ItemRecord {
    /// What differs from `former`, for the fact.
    package func changes(from former: ItemRecord?) -> [FactDetail] {
        typealias Label = Item.Label
        return [
            .change(Label.itemCode, former?.itemCode, itemCode),
            .change(Label.name, former?.name, name),
            .change(Label.domain, former?.domain.label, domain.label),
            .change(Label.legalBasis, former?.legalBasis, legalBasis),
            .change(Label.subjectClasses, former?.subjectClasses.labels, subjectClasses.labels),
            .change(Label.supervisionItems, former.map { Self.listed($0.supervisionItems) } ?? "", Self.listed(supervisionItems)),
        ].compactMap { $0 }
    }

    private static func listed(_ items: Set<Item.ID>) -> String {
        items.sorted().map(\.description).joined(separator: "、")
    }
}
