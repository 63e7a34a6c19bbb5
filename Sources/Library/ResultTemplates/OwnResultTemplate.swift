import Authority
import Importing
import Storage
import Timekeeping

/// A result template that an agency has made for itself and those below it, mostly from a delivered one (ITEM-22).
package struct OwnResultTemplate: Sendable, Equatable {
    package typealias ID = Identifier<OwnResultTemplate>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let organizationName: String
    package let status: CheckFormStatus
    package let template: ResultTemplate
}

/// An agency makes a template of its own.
package struct ResultTemplateCreation: Sendable {
    package let template: ResultTemplate

    package init(_ template: ResultTemplate) { self.template = template }

    package static let created = FactKind(code: "registry.resultTemplate.created", sentence: "{actor}新建检查结果模板“{name}”")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> OwnResultTemplate.ID {
        try actor.require(.manageForms)
        try template.check()
        let id = OwnResultTemplate.ID(at: now)
        try transaction.refusing(["result_template_name": ResultTemplateRefused.nameTaken]) {
            try template.insert(id, by: actor, at: now, in: transaction)
        }
        try Fact(
            kind: Self.created, actor: actor, at: now, organization: actor.organization, noun: "ResultTemplate",
            record: id.bytes, details: template.changes(from: nil), values: ["name": template.name]
        ).record(in: transaction)
        return id
    }
}

/// An agency changes a template of its own; enabled versions of forms keep the copy they have (ITEM-13, ITEM-22).
package struct ResultTemplateChange: Sendable {
    package let id: OwnResultTemplate.ID
    package let version: Int
    package let template: ResultTemplate

    package init(of id: OwnResultTemplate.ID, version: Int, to template: ResultTemplate) {
        (self.id, self.version, self.template) = (id, version, template)
    }

    package static let changed = FactKind(code: "registry.resultTemplate.changed", sentence: "{actor}修改检查结果模板“{name}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try OwnResultTemplate.load(id, for: actor, in: transaction)
        try former.permitKeeping(by: actor)
        try template.check()
        try transaction.refusing(["result_template_name": ResultTemplateRefused.nameTaken]) {
            try template.update(id, expecting: version, at: now, in: transaction)
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: former.organization, noun: "ResultTemplate",
            record: id.bytes, details: template.changes(from: former.template), values: ["name": template.name]
        ).record(in: transaction)
    }
}

extension OwnResultTemplate {
    package func permitKeeping(by actor: Actor) throws {
        try actor.require(.manageForms)
        guard organization == actor.organization else { throw ResultTemplateRefused.notMaintainer }
    }
}

extension ResultTemplate {
    /// The template that a form chooses: a delivered one, or one in use of the agency and its superiors.
    package static func chosen(_ key: String, for actor: Actor, in transaction: Transaction) throws -> ResultTemplate {
        if let template = delivered.first(where: { $0.key == key }) { return template }
        guard let id = OwnResultTemplate.ID(key), let own = try OwnResultTemplate.find(id, for: actor, in: transaction),
            own.status == .enabled
        else { throw ResultTemplateRefused.unknown }
        return own.template
    }

    /// Everything a form can choose from, the delivered first.
    package static func offered(to actor: Actor, in transaction: Transaction) throws -> [ResultTemplate] {
        try delivered + OwnResultTemplate.all(for: actor, in: transaction).filter { $0.status == .enabled }.map(\.template)
    }
}
