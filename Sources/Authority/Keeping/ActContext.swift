import Storage
import Timekeeping

/// Who acts, when and in which transaction: what every step of an act asks for.
package struct ActContext {
    package let actor: Actor
    package let now: Instant
    /// Nil for acts on nouns without personal fields.
    package let protection: (any FieldProtection)?
    package let transaction: Transaction

    package init(_ actor: Actor, at now: Instant, protection: (any FieldProtection)? = nil, in transaction: Transaction) {
        (self.actor, self.now, self.protection, self.transaction) = (actor, now, protection, transaction)
    }
}

/// What facts are told of.
package protocol Recorded {
    /// By the glossary.
    static var noun: StaticString { get }
    /// The id under which its facts are found.
    var factRecord: [UInt8] { get }
    /// Whose it is, and so who sees its facts.
    var owner: Organization.ID? { get }
    /// What the sentences of its facts name, beside the actor.
    var factValues: [String: String] { get }
}

extension ActContext {
    /// Writes a fact of the act (SEC-05).
    /// - Parameter more: what its sentence names besides.
    package func record(_ kind: FactKind, of recorded: some Recorded, _ details: [FactDetail] = [], naming more: [String: String] = [:]) throws {
        try Fact(
            kind: kind, actor: actor, at: now, organization: recorded.owner, noun: type(of: recorded).noun, record: recorded.factRecord,
            details: details, values: recorded.factValues.merging(more) { $1 }
        ).record(in: transaction)
    }
}
