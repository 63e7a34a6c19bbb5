import Storage
import Timekeeping

extension OrganizationDisabling {
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageOrganizations)
        _ = try Organization.lockTree(in: transaction)
        guard try actor.scope.covers(organization, in: transaction), let found = try lookUp(in: transaction) else { throw NotFound() }
        try permit(Standing(
            isRoot: found.parent == nil,
            hasEnabledChildren: try hasEnabledChildren(in: transaction),
            parentIsEnabled: try found.parent.flatMap { try Organization.standing(of: $0, in: transaction) }?.status == .enabled))
        try update(by: actor, at: now, in: transaction)
        let kind = switch status {
        case .disabled: Self.disabled
        case .enabled: Self.enabled
        }
        try Fact(
            kind: kind, actor: actor, at: now, organization: organization, noun: "Organization",
            record: organization.bytes, details: [FactDetail("状态", before: found.status.label, after: status.label)],
            values: ["name": found.name]
        ).record(in: transaction)
    }
}
