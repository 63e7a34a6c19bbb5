import Storage
import Timekeeping

extension OrganizationChange {
    package func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        try actor.require(.manageOrganizations)
        guard try actor.scope.covers(organization, in: transaction) else { throw NotFound() }
        let change = OrganizationChange(of: organization, version: version, to: try record.checked())
        _ = try Organization.lockTree(in: transaction)
        guard let before = try Organization.load(organization, protection: protection, in: transaction) else { throw NotFound() }
        try change.permit(try change.standing(before, actor, in: transaction))
        // a code that was right when it was written stays as it is
        if change.record.divisionCode != before.record.divisionCode { try change.record.checkDivision(in: transaction) }
        try transaction.refusing(["organization_name": OrganizationRefused.nameTaken]) {
            try change.update(by: actor, at: now, protection: protection, in: transaction)
        }
        if change.record.parent != before.record.parent, let parent = change.record.parent {
            try change.moveSubtree(under: parent, in: transaction)
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: organization, noun: "Organization",
            record: organization.bytes,
            details: try change.record.details(from: before.record) { try Organization.name(of: $0, in: transaction) },
            values: ["name": change.record.name]
        ).record(in: transaction)
    }

    private func standing(_ before: Organization, _ actor: Actor, in transaction: Transaction) throws -> Standing {
        let parent = record.parent
        return Standing(
            isRoot: before.record.parent == nil,
            isMoved: parent != before.record.parent,
            mayManageParent: try parent.map { try actor.scope.covers($0, in: transaction) } ?? false,
            parentIsOwnDescendant: try parent.map { try Organization.isAbove(organization, $0, in: transaction) } ?? false,
            parentLevel: try parent.flatMap { try Organization.level(of: $0, in: transaction) },
            highestChildLevel: try Organization.childLevels(of: organization, in: transaction).max())
    }
}
