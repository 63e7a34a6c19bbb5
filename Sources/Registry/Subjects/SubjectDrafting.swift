import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 暂存: an enterprise is kept as a draft that only the author's agency sees (SUBJ-18).
package struct SubjectDrafting: Sendable {
    package let record: SubjectRecord

    package init(_ record: SubjectRecord) { self.record = record }

    package static let drafted = FactKind(code: "registry.subject.drafted", sentence: "{actor}暂存监管对象“{name}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject.ID {
        try actor.require(.manageSubjects)
        try record.checkDraft()
        try record.checkEstablished(today: now.beijingDate)
        guard try actor.scope.covers(record.jurisdiction, in: transaction) else { throw SubjectRefused.outOfScope }
        if record.code != nil, let known = try RegulatedSubject.holder(of: record, protection: protection, in: transaction) {
            throw SubjectRefused.exists(known.name)
        }
        let origin = NewSubjects.Origin(source: .entered, status: .draft, author: actor.organization, now: now)
        let id = try RegulatedSubject.insert(record, origin, protection, in: transaction)
        try Fact(
            kind: Self.drafted, actor: actor, at: now, organization: actor.organization, noun: "RegulatedSubject",
            record: id.bytes, values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}

/// 提交: the draft enters the library; from now on it can be planned and inspected (SUBJ-18).
package struct SubjectSubmission: Sendable {
    package let subject: RegulatedSubject.ID
    package let version: Int

    package init(of subject: RegulatedSubject.ID, version: Int) { (self.subject, self.version) = (subject, version) }

    package static let submitted = FactKind(code: "registry.subject.submitted", sentence: "{actor}提交监管对象“{name}”")

    package func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        try actor.require(.manageSubjects)
        guard let draft = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try SubjectStanding(draft.status, actor).admit(.submit)
        // whoever enters an enterprise by hand has its licence at hand
        if draft.record.code == nil { throw SubjectRefused.missing(RegulatedSubject.Label.code) }
        try draft.record.check()
        try draft.update(
            to: draft.record, as: draft.record.settledStatus, expecting: version, at: now, protection: protection, in: transaction)
        try SubjectList.count([draft.record], in: transaction)
        try Fact(
            kind: Self.submitted, actor: actor, at: now, organization: draft.record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes, values: ["name": draft.record.name]
        ).record(in: transaction)
    }
}
