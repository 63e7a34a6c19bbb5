import Authority
import Importing
import Library
import Storage
import Timekeeping
import Vault

/// A licence is entered on the page of its object.
package struct LicenceAddition: Sendable {
    package let subject: RegulatedSubject.ID
    package let record: LicenceRecord
    /// A scan that the vault holds already.
    package let file: KeptFile?

    package init(to subject: RegulatedSubject.ID, _ record: LicenceRecord, file: KeptFile? = nil) {
        (self.subject, self.record, self.file) = (subject, record, file)
    }

    package static let added = FactKind(code: "registry.licence.added", sentence: "{actor}为“{name}”登记证照“{kind} {number}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Licence.ID {
        try actor.require(.manageSubjects)
        let holder = try Licence.holder(subject, for: actor, protection: protection, in: transaction)
        try record.permit()
        let id = Licence.ID(at: now)
        let stored = try file.map { try StoredFile.record($0, of: actor.organization, by: actor.account, at: now, in: transaction) }
        try transaction.refusing(["licence_once": LicenceRefused.known]) {
            try Licence.insert(id, record, of: subject, file: stored?.id, by: actor, at: now, in: transaction)
        }
        try Fact(
            kind: Self.added, actor: actor, at: now, organization: holder.record.jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes, details: LicenceRecord.changes(from: nil, to: record),
            values: ["name": holder.record.name, "kind": record.kind, "number": record.number]
        ).record(in: transaction)
        return id
    }
}

/// Its fields become these; a new scan takes the place of the old one.
package struct LicenceChange: Sendable {
    package let licence: Licence.ID
    package let version: Int
    package let record: LicenceRecord
    package let file: KeptFile?

    package init(of licence: Licence.ID, version: Int, to record: LicenceRecord, file: KeptFile? = nil) {
        (self.licence, self.version, self.record, self.file) = (licence, version, record, file)
    }

    package static let changed = FactKind(code: "registry.licence.changed", sentence: "{actor}修改“{name}”的证照“{kind} {number}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try actor.require(.manageSubjects)
        guard let found = try Licence.find(licence, in: transaction) else { throw NotFound() }
        let holder = try Licence.holder(found.subject, for: actor, protection: protection, in: transaction)
        try record.permit()
        let stored = try file.map { try StoredFile.record($0, of: actor.organization, by: actor.account, at: now, in: transaction) }
        try transaction.refusing(["licence_once": LicenceRefused.known]) {
            try update(file: stored?.id ?? found.file, by: actor, at: now, in: transaction)
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: holder.record.jurisdiction, noun: "RegulatedSubject",
            record: found.subject.bytes, details: LicenceRecord.changes(from: found.record, to: record),
            values: ["name": holder.record.name, "kind": record.kind, "number": record.number]
        ).record(in: transaction)
    }
}

/// A licence that was entered by mistake or was withdrawn is taken off the object; the log keeps it.
package struct LicenceRemoval: Sendable {
    package let licence: Licence.ID
    package let version: Int

    package init(of licence: Licence.ID, version: Int) { (self.licence, self.version) = (licence, version) }

    package static let removed = FactKind(code: "registry.licence.removed", sentence: "{actor}删除“{name}”的证照“{kind} {number}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try actor.require(.manageSubjects)
        guard let found = try Licence.find(licence, in: transaction) else { throw NotFound() }
        let holder = try Licence.holder(found.subject, for: actor, protection: protection, in: transaction)
        try delete(in: transaction)
        try Fact(
            kind: Self.removed, actor: actor, at: now, organization: holder.record.jurisdiction, noun: "RegulatedSubject",
            record: found.subject.bytes,
            details: LicenceRecord.changes(from: found.record, to: nil),
            values: ["name": holder.record.name, "kind": found.record.kind, "number": found.record.number]
        ).record(in: transaction)
    }
}

extension Licence {
    /// The object, in scope and in the library.
    fileprivate static func holder(
        _ subject: RegulatedSubject.ID, for actor: Actor, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject {
        guard let found = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        if found.status == .writtenOff { throw SubjectRefused.writtenOff }
        return found
    }
}

package enum LicenceFacts {
    package static let all = [LicenceAddition.added, LicenceChange.changed, LicenceRemoval.removed]
}
