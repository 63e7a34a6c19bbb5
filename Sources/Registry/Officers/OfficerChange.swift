import Authority
import Importing
import Library
import Storage
import Timekeeping

/// The fields of an officer become these (OFCR-02). The person and the agency stay: for another agency the entry is
/// withdrawn and made anew there (OFCR-03).
package struct OfficerChange: Sendable {
    package let officer: EnforcementOfficer.ID
    package let version: Int
    package let record: OfficerRecord

    package init(of officer: EnforcementOfficer.ID, version: Int, to record: OfficerRecord) {
        (self.officer, self.version, self.record) = (officer, version, record)
    }

    package static let changed = FactKind(code: "registry.officer.changed", sentence: "{actor}修改执法人员{name}的信息")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try actor.require(.manageOfficers)
        guard let former = try EnforcementOfficer.find(
            officer, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        guard former.version == version else { throw StorageError.overtaken }
        _ = try Self.apply(record, to: former, by: actor, at: now, protection: protection, in: transaction)
    }

    /// The one way a record changes, for the page and for the import; false when nothing differs.
    static func apply(
        _ record: OfficerRecord, to former: EnforcementOfficer, by actor: Actor, at now: Instant,
        protection: any FieldProtection, in transaction: Transaction
    ) throws -> Bool {
        try OfficerStanding(former, actor).admit(.change)
        guard record.citizenID == former.record.citizenID else { throw OfficerRefused.citizenIDFixed }
        guard record.organization == former.record.organization else { throw OfficerRefused.organizationFixed }
        try record.check()
        guard record != former.record else { return false }
        try transaction.refusing(["enforcement_officer_certificate_number": OfficerRefused.certificateTaken]) {
            try former.update(to: record, at: now, protection: protection, in: transaction)
        }
        try Fact(
            kind: changed, actor: actor, at: now, organization: record.organization, noun: "EnforcementOfficer",
            record: former.id.bytes, details: record.changes(from: former.record), values: ["name": record.fullName]
        ).record(in: transaction)
        return true
    }
}

/// 人员撤回 (OFCR-06): the person leaves the library and may enter another's.
package struct OfficerWithdrawal: Sendable {
    package let officer: EnforcementOfficer.ID

    package init(of officer: EnforcementOfficer.ID) { self.officer = officer }

    package static let withdrawn = FactKind(code: "registry.officer.withdrawn", sentence: "{actor}撤回执法人员{name}")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try actor.require(.manageOfficers)
        guard let former = try EnforcementOfficer.find(
            officer, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try OfficerStanding(former, actor).admit(.withdraw)
        try former.setStatus(.withdrawn, at: now, in: transaction)
        try Fact(
            kind: Self.withdrawn, actor: actor, at: now, organization: former.record.organization,
            noun: "EnforcementOfficer", record: officer.bytes,
            details: [FactDetail("状态", before: former.status.label, after: OfficerStatus.withdrawn.label)],
            values: ["name": former.record.fullName]
        ).record(in: transaction)
    }
}
