import Authority
import Importing
import Library
import Storage
import Timekeeping

/// Somebody looks at the whole telephone or identity number of a subject; each look is a fact (SUBJ-28).
package struct SubjectFullView: Sendable {
    package let subject: RegulatedSubject.ID

    package init(of subject: RegulatedSubject.ID) { self.subject = subject }

    package static let viewed = FactKind(
        code: "registry.subject.fullViewed", sentence: "{actor}查看监管对象“{name}”的完整信息")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject {
        try actor.require(.readFullData)
        guard let found = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try Fact(
            kind: Self.viewed, actor: actor, at: now, organization: found.record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes, values: ["name": found.record.name]
        ).record(in: transaction)
        return found
    }
}
