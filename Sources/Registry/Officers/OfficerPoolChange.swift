import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A pool gets exactly these members, another name, or another status (OFCR-07, OFCR-08).
package struct OfficerPoolChange: Sendable {
    package let pool: OfficerPool.ID
    package let version: Int
    package let name: String
    package let status: Organization.Status
    package let members: [EnforcementOfficer.ID: OfficerPool.Member]
    private let leaders: Set<EnforcementOfficer.ID>

    package init(
        of pool: OfficerPool.ID, version: Int, name: String, status: Organization.Status,
        members: Set<EnforcementOfficer.ID>, leaders: Set<EnforcementOfficer.ID>
    ) {
        (self.pool, self.version, self.name, self.status, self.leaders) = (pool, version, name, status, leaders)
        self.members = Dictionary(
            members.map { ($0, OfficerPool.Member($0, isLeader: leaders.contains($0))) }, uniquingKeysWith: { first, _ in first })
    }

    package static let changed = FactKind(code: "registry.officerPool.changed", sentence: "{actor}修改人员库“{name}”")

    struct Standing {
        var agency: Organization.ID
        /// Of the members named, those that exist.
        var officers: [OfficerLine]
        var former: Set<EnforcementOfficer.ID>
    }

    func permit(_ standing: Standing) throws(OfficerPoolRefused) {
        guard standing.officers.count == members.count, standing.officers.allSatisfy({ $0.organization == standing.agency })
        else { throw .otherAgency }
        // who has been withdrawn since stays until taken out; a draw leaves such members aside anyway
        if let unfit = standing.officers.first(where: { $0.status != .active && !standing.former.contains($0.id) }) {
            throw .unfit(name: unfit.fullName)
        }
        guard leaders.isSubset(of: members.keys) else { throw .leaderOutside }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageOfficers)
        try MissingField.check([OfficerPool.nameLabel: name])
        let before = try OfficerPool.load(pool, scope: actor.scope, in: transaction)
        let former = try OfficerPool.members(of: pool, in: transaction)
        let lines = try EnforcementOfficer.lines(Array(Set(members.keys).union(former.map(\.officer))), in: transaction)
        try permit(Standing(
            agency: before.organization, officers: members.keys.compactMap { lines[$0] }, former: Set(former.map(\.officer))))
        try transaction.refusing(["officer_pool_name": OfficerPoolRefused.nameTaken]) { try update(at: now, in: transaction) }
        try replace(former, in: transaction)
        func names(_ members: some Sequence<OfficerPool.Member>) -> String {
            members.compactMap { member in lines[member.officer].map { $0.fullName + (member.isLeader ? "（组长）" : "") } }
                .sorted().joined(separator: "、")
        }
        let details: [FactDetail?] = [
            .change(OfficerPool.nameLabel, before.name, name), .change("状态", before.status.label, status.label),
            .change("人员", names(former), names(members.values)),
        ]
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: before.organization, noun: "OfficerPool",
            record: pool.bytes, details: details.compactMap { $0 }, values: ["name": name]
        ).record(in: transaction)
    }
}

/// A person whom the platform does not know yet is entered by hand: into the library of the agency, by its rules, and
/// with that into the pool (OFCR-07). Only so can the person be drawn, because a draw takes nobody but officers of the
/// agency that inspects (OFCR-09).
package struct OfficerPoolEntry: Sendable {
    package let pool: OfficerPool.ID
    package let version: Int
    package let record: OfficerRecord

    package init(into pool: OfficerPool.ID, version: Int, _ record: OfficerRecord) {
        (self.pool, self.version, self.record) = (pool, version, record)
    }

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> EnforcementOfficer.ID {
        let found = try OfficerPool.load(pool, scope: actor.scope, in: transaction)
        guard record.organization == found.organization else { throw OfficerPoolRefused.otherAgency }
        let officer = try OfficerAddition(record).make(by: actor, at: now, protection: protection, in: transaction)
        let members = try OfficerPool.members(of: pool, in: transaction)
        try OfficerPoolChange(
            of: pool, version: version, name: found.name, status: found.status,
            members: Set(members.map(\.officer) + [officer]),
            leaders: Set(members.filter(\.isLeader).map(\.officer) + (record.isLeader ? [officer] : []))
        ).make(by: actor, at: now, in: transaction)
        return officer
    }
}
