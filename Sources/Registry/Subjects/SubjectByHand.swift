import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 手动添加 by an officer on site, one object at a time; organisations come from the registration authority and are
/// never entered that way (SUBJ-09, SUBJ-10).
package struct SubjectByHand: Sendable {
    package let record: SubjectRecord

    package init(_ record: SubjectRecord) { self.record = record }

    /// 自然人主体, 设施设备, 场地场所
    package static let kinds: [SubjectKind] = [.person, .equipment, .site]

    package static let added = FactKind(code: "registry.subject.addedByHand", sentence: "{actor}手动添加监管对象“{name}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject.ID {
        try actor.require(.addSubjectsByHand)
        guard Self.kinds.contains(record.kind) else { throw SubjectRefused.notByHand }
        let id = try SubjectRegistration(record, source: .addedByHand)
            .enter(by: actor, at: now, protection: protection, in: transaction)
        try Fact(
            kind: Self.added, actor: actor, at: now, organization: record.jurisdiction, noun: "RegulatedSubject",
            record: id.bytes, values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}
