import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 核销: the object leaves all pickers and counts; its inspections stay (SUBJ-19).
package struct SubjectWritingOff: Sendable {
    package let subject: RegulatedSubject.ID
    package let version: Int
    package let date: CalendarDate
    package let reason: String

    package init(of subject: RegulatedSubject.ID, version: Int, on date: CalendarDate, reason: String) {
        (self.subject, self.version, self.date, self.reason) = (subject, version, date, reason)
    }

    package static let writtenOff = FactKind(code: "registry.subject.writtenOff", sentence: "{actor}核销监管对象“{name}”")

    package func make(
        by actor: Actor, uses: SubjectUses, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try actor.require(.manageSubjects)
        guard let former = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try SubjectStanding(former.status, actor).admit(.writeOff)
        try permit(hasOpenMatters: try uses.hasOpenMatters(subject, in: transaction), today: now.beijingDate)
        let gone = RegulatedSubject.WrittenOff(date: date, person: actor.name, reason: reason)
        try former.setWrittenOff(gone, as: .writtenOff, expecting: version, at: now, in: transaction)
        try SubjectList.recount(from: former.record, former.status, to: former.record, .writtenOff, in: transaction)
        try Fact(
            kind: Self.writtenOff, actor: actor, at: now, organization: former.record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes,
            details: [
                FactDetail("核销日期", before: nil, after: date.description), FactDetail("核销原因", before: nil, after: reason),
            ], values: ["name": former.record.name]
        ).record(in: transaction)
    }

    func permit(hasOpenMatters: Bool, today: CalendarDate) throws(SubjectRefused) {
        if reason.isEmpty { throw .missing("核销原因") }
        guard date <= today else { throw .wrongDate }
        if hasOpenMatters { throw .hasOpenMatters }
    }
}

/// 撤销核销 by the business administrator (SUBJ-19).
package struct SubjectRestoring: Sendable {
    package let subject: RegulatedSubject.ID
    package let version: Int

    package init(of subject: RegulatedSubject.ID, version: Int) { (self.subject, self.version) = (subject, version) }

    package static let restored = FactKind(code: "registry.subject.restored", sentence: "{actor}撤销对监管对象“{name}”的核销")

    package func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        try actor.require(.manageSubjects)
        guard let former = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try SubjectStanding(former.status, actor).admit(.restore)
        let status = former.record.settledStatus
        try former.setWrittenOff(nil, as: status, expecting: version, at: now, in: transaction)
        try SubjectList.recount(from: former.record, former.status, to: former.record, status, in: transaction)
        try Fact(
            kind: Self.restored, actor: actor, at: now, organization: former.record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes,
            details: [FactDetail("核销原因", before: former.writingOff?.reason, after: nil)],
            values: ["name": former.record.name]
        ).record(in: transaction)
    }
}
