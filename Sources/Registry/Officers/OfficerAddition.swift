import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A person enters the officer library (OFCR-03, OFCR-05).
package struct OfficerAddition: Sendable {
    package let record: OfficerRecord

    package init(_ record: OfficerRecord) { self.record = record }

    package static let added = FactKind(code: "registry.officer.added", sentence: "{actor}将{name}加入执法人员库")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> EnforcementOfficer.ID {
        try actor.require(.manageOfficers)
        guard try actor.scope.covers(record.organization, in: transaction) else { throw OfficerRefused.outOfScope }
        try record.check()
        if let present = try EnforcementOfficer.present(record.citizenID, protection: protection, in: transaction) {
            throw OfficerRefused.inLibrary(agency: present.organizationName)
        }
        let id = EnforcementOfficer.ID(at: now)
        try transaction.refusing(["enforcement_officer_certificate_number": OfficerRefused.certificateTaken]) {
            try record.insert(id, by: actor.account, at: now, protection: protection, in: transaction)
        }
        try Fact(
            kind: Self.added, actor: actor, at: now, organization: record.organization, noun: "EnforcementOfficer",
            record: id.bytes,
            details: [FactDetail(EnforcementOfficer.Label.certificateNumber, before: nil, after: record.certificateNumber)],
            values: ["name": record.fullName]
        ).record(in: transaction)
        return id
    }
}
