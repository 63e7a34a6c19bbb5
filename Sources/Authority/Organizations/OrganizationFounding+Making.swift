import Storage
import Timekeeping

extension OrganizationFounding {
    /// - Parameter founder: nil at set-up, when the platform itself founds.
    package func make(
        by founder: Actor?, at now: Instant, id: Organization.ID? = nil, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Organization.ID {
        try founder?.require(.manageOrganizations)
        let founding = OrganizationFounding(try record.checked())
        let root = try Organization.lockTree(in: transaction)
        let parent = try founding.record.parent.flatMap { try Organization.standing(of: $0, in: transaction) }
        try founding.permit(Standing(
            mayManageParent: try founding.record.parent.map { try founder?.scope.covers($0, in: transaction) ?? true } ?? false,
            parentLevel: parent?.level, parentIsEnabled: parent?.status == .enabled, treeIsEmpty: root == nil))
        try founding.record.checkDivision(in: transaction)
        let id = id ?? Organization.ID(at: now)
        try transaction.refusing(["organization_name": OrganizationRefused.nameTaken]) {
            try founding.insert(id, by: founder, at: now, protection: protection, in: transaction)
        }
        try Fact(
            kind: Self.founded, actor: founder, at: now, organization: id, noun: "Organization", record: id.bytes,
            details: try founding.record.details(from: nil) { try Organization.name(of: $0, in: transaction) },
            values: ["name": founding.record.name]
        ).record(in: transaction)
        return id
    }
}
