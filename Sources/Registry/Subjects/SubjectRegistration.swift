import Authority
import Storage
import Timekeeping

/// A market entity is entered into the object library (SUBJ-03).
package struct SubjectRegistration: Sendable {
    package let record: SubjectRecord
    package let source: SubjectSource

    package init(_ record: SubjectRecord, source: SubjectSource = .entered) { (self.record, self.source) = (record, source) }

    package static let registered = FactKind(code: "registry.subject.registered", sentence: "{actor}新建监管对象“{name}”")

    package func make(
        by actor: Actor?, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject.ID {
        try actor?.require(.manageSubjects)
        try record.check()
        guard try actor?.scope.covers(record.jurisdiction, in: transaction) ?? true else { throw SubjectRefused.outOfScope }
        if let known = try RegulatedSubject.name(holding: record.code, in: transaction) { throw SubjectRefused.exists(known) }
        let id = RegulatedSubject.ID(at: now)
        try RegulatedSubject.insert([(id, record)], source: source, at: now, protection: protection, in: transaction)
        try SubjectList.count(1, jurisdiction: record.jurisdiction, in: transaction)
        try Fact(
            kind: Self.registered, actor: actor, at: now, organization: record.jurisdiction, noun: "RegulatedSubject",
            record: id.bytes, values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}

/// A subject's fields are corrected or supplemented.
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
        try record.check()
        guard let former = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        guard former.record.code == record.code else { throw SubjectRefused.codeIsFixed }
        guard try actor.scope.covers(record.jurisdiction, in: transaction) else { throw SubjectRefused.outOfScope }
        try former.update(to: record, expecting: version, at: now, protection: protection, in: transaction)
        if former.record.jurisdiction != record.jurisdiction {
            try SubjectList.move(from: former.record.jurisdiction, to: record.jurisdiction, in: transaction)
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes, details: record.changes(from: former.record), values: ["name": record.name]
        ).record(in: transaction)
    }
}

package enum SubjectRefused: Refusal, Equatable {
    /// SUBJ-03, with the name of the record that holds the code.
    case exists(String)
    case codeIsFixed
    case outOfScope
    case missing(String)

    package var code: String {
        switch self {
        case .exists: "registry.subject.exists"
        case .codeIsFixed: "registry.subject.codeIsFixed"
        case .outOfScope: "registry.subject.outOfScope"
        case .missing: "registry.subject.missing"
        }
    }

    package var message: String {
        switch self {
        case .exists(let name): "该对象已存在：\(name)"
        case .codeIsFixed: "统一社会信用代码不可修改；代码有误的，请核销后重新新建"
        case .outOfScope: "管辖机构只能选择本机构或下级机构"
        case .missing(let label): "请填写\(label)"
        }
    }
}

extension SubjectRecord {
    /// What A.6 requires.
    func check() throws(SubjectRefused) {
        typealias Label = RegulatedSubject.Label
        for (label, value) in [
            (Label.name, name), (Label.legalRepresentative, legalRepresentative), (Label.registeredAddress, registeredAddress),
            (Label.businessAddress, businessAddress),
        ] where value.isEmpty { throw .missing(label) }
    }
}
