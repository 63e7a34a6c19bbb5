import Authority
import Importing
import Library
import Storage
import Timekeeping

/// An object is entered into the library (SUBJ-03). Without its universal code it is kept aside (STD-02).
package struct SubjectRegistration: Sendable {
    package let record: SubjectRecord
    package let source: SubjectSource

    package init(_ record: SubjectRecord, source: SubjectSource = .entered) { (self.record, self.source) = (record, source) }

    package static let registered = FactKind(code: "registry.subject.registered", sentence: "{actor}新建监管对象“{name}”")

    package func make(
        by actor: Actor?, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject.ID {
        try actor?.require(.manageSubjects)
        return try enter(by: actor, at: now, protection: protection, in: transaction)
    }

    /// What every way into the library does, whoever was asked for which permission.
    func enter(
        by actor: Actor?, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject.ID {
        try record.check()
        try record.checkEstablished(today: now.beijingDate)
        try record.checkDivision(in: transaction)
        guard try actor?.scope.covers(record.jurisdiction, in: transaction) ?? true else { throw SubjectRefused.outOfScope }
        if let known = try RegulatedSubject.holder(of: record, protection: protection, in: transaction) {
            throw SubjectRefused.exists(known.name)
        }
        let id = try RegulatedSubject.insert(record, NewSubjects.Origin(source: source, now: now), protection, in: transaction)
        try SubjectList.count([record], in: transaction)
        try SubjectLink.follow(record, id, at: now, in: transaction)
        try RegulatedSubject.place(id, of: record.jurisdiction, in: transaction)
        try Fact(
            kind: Self.registered, actor: actor, at: now, organization: record.jurisdiction, noun: "RegulatedSubject",
            record: id.bytes, details: [FactDetail("对象类型", before: nil, after: record.typeLabel)],
            values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}
