import Authority
import Importing
import Library
import Storage
import Timekeeping

/// An inspection type (检查类型, ITEM-19): a named set of check contents. Those of an agency are kept by its administrator
/// and serve everybody in it; an inspector may have own ones, which nobody else sees.
package struct InspectionType: Sendable, Equatable {
    package typealias ID = Identifier<InspectionType>

    package let id: ID
    package let version: Int
    package let name: String
    package let organization: Organization.ID
    /// Whose own it is; nil for one of the agency.
    package let owner: Account.ID?
    package let status: CheckFormStatus
    package let matters: [CheckMatter.ID]

    package enum Label {
        package static let name = "检查类型", matters = "检查事项", owner = "归属"
    }
}

package enum InspectionTypeRefused: Refusal, Equatable {
    case missing(MissingField)
    case matterMissing
    case notMaintainer

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .matterMissing: "registry.inspectionType.matterMissing"
        case .notMaintainer: "registry.inspectionType.notMaintainer"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .matterMissing: "所选检查事项不存在"
        case .notMaintainer: "该检查类型由他人维护，不能修改"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .matterMissing: "matters"
        case .notMaintainer: nil
        }
    }
}

/// An inspection type is made: for the agency by whoever keeps its forms, for oneself by an inspector.
package struct InspectionTypeCreation: Sendable {
    package let name: String
    package let matters: [CheckMatter.ID]
    package let isOwn: Bool

    package init(_ name: String, matters: [CheckMatter.ID], isOwn: Bool) {
        (self.name, self.matters, self.isOwn) = (name, matters, isOwn)
    }

    package static let created = FactKind(code: "registry.inspectionType.created", sentence: "{actor}新建检查类型“{name}”")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> InspectionType.ID {
        try actor.require(isOwn && !actor.may(.manageForms) ? .inspect : .manageForms)
        try InspectionType.check(name, matters, for: actor, in: transaction)
        let type = InspectionType(
            id: .init(at: now), version: 1, name: name, organization: actor.organization, owner: isOwn ? actor.account : nil,
            status: .enabled, matters: matters)
        try type.insert(by: actor.account, at: now, in: transaction)
        try type.fact(Self.created, [FactDetail(InspectionType.Label.matters, before: nil, after: "\(matters.count)项")], by: actor, at: now)
            .record(in: transaction)
        return type.id
    }
}

/// Name, contents or use of an inspection type change.
package struct InspectionTypeChange: Sendable {
    package let type: InspectionType.ID
    package let version: Int
    package let name: String
    package let matters: [CheckMatter.ID]
    package let status: CheckFormStatus

    package init(of type: InspectionType.ID, version: Int, name: String, matters: [CheckMatter.ID], status: CheckFormStatus) {
        (self.type, self.version, self.name, self.matters, self.status) = (type, version, name, matters, status)
    }

    package static let changed = FactKind(code: "registry.inspectionType.changed", sentence: "{actor}修改检查类型“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try InspectionType.load(type, for: actor, in: transaction)
        guard former.isKept(by: actor) else { throw InspectionTypeRefused.notMaintainer }
        try InspectionType.check(name, matters, for: actor, in: transaction)
        try former.update(name: name, matters: matters, status: status, expecting: version, at: now, in: transaction)
        let details: [FactDetail?] = [
            .change(InspectionType.Label.name, former.name, name), .change(CheckForm.Label.status, former.status.label, status.label),
            .change(InspectionType.Label.matters, "\(former.matters.count)项", "\(matters.count)项"),
        ]
        try former.fact(Self.changed, details.compactMap { $0 }, by: actor, at: now).record(in: transaction)
    }
}

extension InspectionType {
    package func isKept(by actor: Actor) -> Bool {
        if let owner { return owner == actor.account }
        return organization == actor.organization && actor.may(.manageForms)
    }

    fileprivate static func check(
        _ name: String, _ matters: [CheckMatter.ID], for actor: Actor, in transaction: Transaction
    ) throws {
        do throws(MissingField) {
            try MissingField.check([Label.name: name, Label.matters: matters.isEmpty ? "" : "有"])
        } catch {
            throw InspectionTypeRefused.missing(error)
        }
        guard try CheckMatter.some(matters, agency: actor.organization, in: transaction).count == matters.count else {
            throw InspectionTypeRefused.matterMissing
        }
    }

    fileprivate func fact(_ kind: FactKind, _ details: [FactDetail], by actor: Actor, at now: Instant) -> Fact {
        Fact(
            kind: kind, actor: actor, at: now, organization: organization, noun: "InspectionType", record: id.bytes,
            details: details, values: ["name": name])
    }
}
