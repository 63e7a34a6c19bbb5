import Storage
import Timekeeping

extension RoleGrant {
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.grantRoles)
        guard let found = try Account.standing(of: account, in: transaction),
            try actor.scope.covers(found.organization, in: transaction),
            let level = try Organization.level(of: found.organization, in: transaction)
        else { throw NotFound() }
        try AccountActs(account, found.status, actor).admit(.grantRoles)
        try permit(Standing(
            granterLevel: try Organization.level(of: actor.organization, in: transaction), level: level))
        let before = try Account.roles(of: account, in: transaction)
        try touch(by: actor, at: now, in: transaction)
        try Self.remove(before.subtracting(roles), from: account, in: transaction)
        try Self.insert(roles.subtracting(before), to: account, by: actor, at: now, in: transaction)
        try Fact(
            kind: Self.granted, actor: actor, at: now, organization: found.organization, noun: "Account",
            record: account.bytes, details: [FactDetail("角色", before: before.labels, after: roles.labels)],
            values: ["name": found.name]
        ).record(in: transaction)
    }
}
