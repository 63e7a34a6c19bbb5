import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A link between two objects, a company and its lift for instance; it shows on both sides (SUBJ-07).
package struct SubjectLink: Sendable {
    package typealias ID = Identifier<SubjectLink>

    package let id: ID
    /// The object at the other side.
    package let other: RegulatedSubject.ID
    package let otherName: String
    package let otherType: String
    package let relation: String
}

package enum LinkRefused: Refusal, Equatable {
    case itself, linked, missing

    package var code: String {
        switch self {
        case .itself: "registry.link.itself"
        case .linked: "registry.link.linked"
        case .missing: "registry.link.missing"
        }
    }

    package var message: String {
        switch self {
        case .itself: "对象不能与自己关联"
        case .linked: "两个对象已关联"
        case .missing: "请选择关联对象"
        }
    }

    package var field: String? {
        switch self {
        case .itself, .linked, .missing: "other"
        }
    }
}

/// Two objects of the own library are linked.
package struct SubjectLinking: Sendable {
    package let subject: RegulatedSubject.ID
    package let other: RegulatedSubject.ID
    /// 使用单位, 所属单位 …; may be empty.
    package let relation: String

    package init(_ subject: RegulatedSubject.ID, with other: RegulatedSubject.ID, as relation: String) {
        (self.subject, self.other, self.relation) = (subject, other, relation)
    }

    package static let linked = FactKind(code: "registry.subject.linked", sentence: "{actor}关联监管对象“{name}”与“{other}”")

    package func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        try actor.require(.manageSubjects)
        guard let one = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction),
            let two = try RegulatedSubject.find(other, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        guard subject != other else { throw LinkRefused.itself }
        for end in [one, two] { try SubjectStanding(end.status, actor).admit(.annotate) }
        guard try !SubjectLink.exists(subject, other, in: transaction) else { throw LinkRefused.linked }
        let id = SubjectLink.ID(at: now)
        try transaction.refusing(["subject_link_once": LinkRefused.linked]) {
            try SubjectLink.insert(id, subject, other, relation, in: transaction)
        }
        try Fact(
            kind: Self.linked, actor: actor, at: now, organization: one.record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes, details: relation.isEmpty ? [] : [FactDetail("关系", before: nil, after: relation)],
            values: ["name": one.record.name, "other": two.record.name]
        ).record(in: transaction)
    }
}

/// The link is removed, from either side.
package struct SubjectUnlinking: Sendable {
    package let link: SubjectLink.ID

    package init(_ link: SubjectLink.ID) { self.link = link }

    package static let unlinked = FactKind(code: "registry.subject.unlinked", sentence: "{actor}取消监管对象“{name}”与“{other}”的关联")

    /// - Returns: the object that the link stood at.
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> RegulatedSubject.ID {
        try actor.require(.manageSubjects)
        guard let ends = try SubjectLink.ends(of: link, scope: actor.scope, in: transaction) else { throw NotFound() }
        try SubjectLink.delete(link, in: transaction)
        try Fact(
            kind: Self.unlinked, actor: actor, at: now, organization: ends.jurisdiction, noun: "RegulatedSubject",
            record: ends.subject.bytes, values: ["name": ends.name, "other": ends.otherName]
        ).record(in: transaction)
        return ends.subject
    }
}
