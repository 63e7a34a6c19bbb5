import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A subject's fields are corrected or supplemented; what was kept aside is registered once its code is there (STD-02).
package struct SubjectChange: Sendable {
    package let subject: RegulatedSubject.ID
    /// The version that the person saw (OPS-04).
    package let version: Int
    package let record: SubjectRecord

    package init(of subject: RegulatedSubject.ID, version: Int, to record: SubjectRecord) {
        (self.subject, self.version, self.record) = (subject, version, record)
    }

    package static let changed = FactKind(code: "registry.subject.changed", sentence: "{actor}修改监管对象“{name}”")

    package func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        try actor.require(.manageSubjects)
        guard let former = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try SubjectStanding(former.status, actor).admit(.change)
        try permit(former)
        try record.checkEstablished(besides: former.record, today: now.beijingDate)
        try record.checkDivision(besides: former.record, in: transaction)
        guard try actor.scope.covers(record.jurisdiction, in: transaction) else { throw SubjectRefused.outOfScope }
        let status = former.status == .draft ? .draft : record.settledStatus
        if status != .draft || record.code != nil,
            let holder = try RegulatedSubject.holder(of: record, protection: protection, in: transaction), holder.id != subject {
            throw SubjectRefused.exists(holder.name)
        }
        try former.update(to: record, as: status, expecting: version, at: now, protection: protection, in: transaction)
        try SubjectList.recount(from: former.record, former.status, to: record, status, in: transaction)
        try RegulatedSubject.place(subject, of: record.jurisdiction, in: transaction)
        let statusChange = FactDetail.change(RegulatedSubject.Label.status, former.status.label, status.label)
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes, details: record.changes(from: former.record) + [statusChange].compactMap { $0 },
            values: ["name": record.name]
        ).record(in: transaction)
    }

    /// Codes are the join keys of all exchange: once known they stay (STD-02).
    func permit(_ former: RegulatedSubject) throws(SubjectRefused) {
        guard former.record.kind == record.kind else { throw .kindIsFixed }
        if former.source.isAuthority, former.status != .draft {
            guard former.record.name == record.name, former.record.registrationStatus == record.registrationStatus,
                former.record.code == record.code
            else { throw .fromAuthority }
        }
        switch former.status {
        case .draft: try record.checkDraft()
        case .incomplete, .writtenOff: try record.check()
        case .registered:
            try record.check()
            guard former.record.code == record.code else { throw .codeIsFixed }
            guard former.record.citizenID == record.citizenID else { throw .citizenIDIsFixed }
        }
    }
}
