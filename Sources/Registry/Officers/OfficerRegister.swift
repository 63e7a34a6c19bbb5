import Authority
import Storage
import Timekeeping

/// Tells accounts their entry in the officer library whenever they are saved (ORG-13).
package struct OfficerRegister: OfficerFinding {
    private let protection: any FieldProtection
    private let clock: Clock

    package init(protection: any FieldProtection, clock: Clock) { (self.protection, self.clock) = (protection, clock) }

    package static let released = FactKind(
        code: "registry.officer.released", sentence: "{name}的用户已调往其他机构，原执法人员库记录自动释放")

    /// OFCR-04: an entry whose user has moved to another agency is stale and is released.
    package func officer(of citizen: CitizenIDNumber, in transaction: Transaction) throws -> Identifier<OfficerMark>? {
        guard let found = try EnforcementOfficer.present(citizen, protection: protection, in: transaction) else { return nil }
        guard let holder = try Account.holder(of: citizen, protection: protection, in: transaction) else {
            return found.id.as(OfficerMark.self)
        }
        guard holder.organization == found.organization else {
            let now = clock.now()
            try EnforcementOfficer.release(found.id, at: now, in: transaction)
            try Fact(
                kind: Self.released, actor: nil, at: now, organization: found.organization, noun: "EnforcementOfficer",
                record: found.id.bytes, values: ["name": found.fullName]
            ).record(in: transaction)
            return nil
        }
        try EnforcementOfficer.link(found.id, to: holder.account, in: transaction)
        return found.id.as(OfficerMark.self)
    }
}
