import Storage
import Timekeeping

/// One thing that happened (操作日志, SEC-05): who, when, from where, what, on which record, old and new value.
/// An act records its fact in its own transaction. Facts are kept for ever; pages make words of them late.
package struct Fact: Sendable {
    package typealias ID = Identifier<Fact>

    package let kind: FactKind
    /// Nil where the platform itself acts, or nobody is known yet (a failed login).
    package let actor: Actor?
    /// Somebody of an enterprise, who is no actor of an agency (ORG-25).
    let enterprise: EnterpriseActor?
    package let at: Instant
    /// The agency the fact belongs to: it decides who sees it (ORG-23).
    package let organization: Organization.ID?
    /// From where; the actor's when there is one.
    package let origin: String
    /// The kind of record, by its English noun of the glossary.
    package let noun: StaticString
    /// The bytes of the record's id.
    package let record: [UInt8]?
    package let details: [FactDetail]
    /// What fills the placeholders of the sentence, beside `{actor}`.
    package let values: [String: String]

    package init(
        kind: FactKind, actor: Actor?, at: Instant, organization: Organization.ID?, origin: String? = nil,
        noun: StaticString, record: [UInt8]?, details: [FactDetail] = [], values: [String: String] = [:]
    ) {
        self.kind = kind
        self.actor = actor
        enterprise = nil
        self.at = at
        self.organization = organization
        self.origin = origin ?? actor?.origin ?? ""
        self.noun = noun
        self.record = record
        self.details = details
        self.values = values
    }

    /// What somebody of an enterprise did.
    package init(
        kind: FactKind, enterprise: EnterpriseActor, at: Instant, organization: Organization.ID?, noun: StaticString,
        record: [UInt8]?, details: [FactDetail] = [], values: [String: String] = [:]
    ) {
        self.kind = kind
        actor = nil
        self.enterprise = enterprise
        self.at = at
        self.organization = organization
        origin = enterprise.origin
        self.noun = noun
        self.record = record
        self.details = details
        self.values = values
    }

    /// The name kept with facts that the platform made itself.
    package static let platformName = "系统"

    package var actorName: String { actor?.name ?? enterprise?.logName ?? Self.platformName }

    package var payload: FactPayload { FactPayload(sentence: kind.sentence, details: details, values: values) }
}

/// What happened, as a stable code `target.noun.what` and a Chinese sentence with `{actor}`, `{name}` … as places
/// for values: `FactKind(code: "authority.account.created", sentence: "{actor}新建账号{name}")`.
package struct FactKind: Hashable, Sendable {
    package let code: String
    package let sentence: String

    package init(code: StaticString, sentence: StaticString) {
        self.code = code.description
        self.sentence = sentence.description
    }

    /// Of nouns that word their facts alike, put together from what each says of itself.
    init(derived code: String, _ sentence: String) { (self.code, self.sentence) = (code, sentence) }
}

/// One field that changed. `label` is what the page calls it; nil is “nothing there”. Secrets never go in, and
/// personal data only masked.
package struct FactDetail: Hashable, Sendable, Codable {
    package let label: String
    package let before: String?
    package let after: String?

    package init(_ label: String, before: String?, after: String?) {
        (self.label, self.before, self.after) = (label, before, after)
    }

    /// Nil when nothing changed.
    package static func change(_ label: String, _ before: String?, _ after: String?) -> FactDetail? {
        before == after ? nil : FactDetail(label, before: before, after: after)
    }
}

extension [FactDetail] {
    /// As pages tell what changed: 状态：启用 → 停用；….
    package var words: String { map { "\($0.label)：\($0.before ?? "空") → \($0.after ?? "空")" }.joined(separator: "；") }
}
