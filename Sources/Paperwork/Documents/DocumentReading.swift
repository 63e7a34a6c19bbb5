import Authority
import Storage
import Timekeeping

/// Somebody opens a document or its PDF (查阅): documents hold names, findings and signatures of people, so who read
/// them is kept (SEC-05). Looking again within ten minutes is the same look.
package struct DocumentReading: Sendable {
    let document: EnforcementDocument

    package init(of document: EnforcementDocument) { self.document = document }

    package static let read = FactKind(code: "paperwork.document.read", sentence: "{actor}查阅文书“{number}”")
    static let sameLookSeconds: Int64 = 600

    /// By somebody of an agency.
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try Fact(
            kind: Self.read, actor: actor, at: now, organization: document.organization, noun: "DocumentReading",
            record: document.id.bytes, values: ["number": document.number]
        ).record(in: transaction)
    }

    /// By somebody of the enterprise that the document was handed to.
    package func make(by actor: EnterpriseActor, at now: Instant, in transaction: Transaction) throws {
        try Fact(
            kind: Self.read, enterprise: actor, at: now, organization: document.organization, noun: "DocumentReading",
            record: document.id.bytes, values: ["number": document.number]
        ).record(in: transaction)
    }

    /// Whether the same account looked a moment ago.
    package func isKept(of account: Account.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        try lastReading(by: account, since: now.advanced(seconds: -Self.sameLookSeconds), in: transaction)
    }
}
