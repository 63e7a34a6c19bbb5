import Storage
import Timekeeping

/// Somebody called what their roles do not allow (ORG-24): the refusal is kept like every other thing people do, so that
/// an auditor sees who tried what (SEC-05).
package struct AccessDenial: Sendable {
    /// What was called, as the API description names it.
    package let summary: String

    package init(to summary: String) { self.summary = summary }

    package static let denied = FactKind(code: "authority.access.denied", sentence: "{actor}无权限，被拒绝：{call}")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try Fact(
            kind: Self.denied, actor: actor, at: now, organization: actor.organization, noun: "Account",
            record: actor.account.bytes, values: ["call": summary]
        ).record(in: transaction)
    }

    /// Somebody of an enterprise belongs to no agency's log but the platform's.
    package func make(by actor: EnterpriseActor, at now: Instant, in transaction: Transaction) throws {
        try Fact(
            kind: Self.denied, enterprise: actor, at: now, organization: nil, noun: "EnterpriseAccount",
            record: actor.account.bytes, values: ["call": summary]
        ).record(in: transaction)
    }
}
