import Storage
import Timekeeping

extension AccountCreation {
    /// - Parameter creator: nil at set-up, when the platform itself creates.
    package func make(
        by creator: Actor?, at now: Instant, id: Account.ID? = nil, officers: (any OfficerFinding)? = nil,
        protection: any FieldProtection, in transaction: Transaction
    ) throws -> Account.ID {
        try creator?.require(.manageAccounts)
        if !roles.isEmpty { try creator?.require(.grantRoles) }
        let checked = try CheckedAccountRecord(record)
        guard let found = try Organization.standing(of: organization, in: transaction) else { throw AccountRefused.outOfScope }
        try permit(Standing(
            mayManage: try creator?.scope.covers(organization, in: transaction) ?? true,
            creatorLevel: try creator.flatMap { try Organization.level(of: $0.organization, in: transaction) },
            level: found.level, organizationIsEnabled: found.status == .enabled,
            departmentIsOfOrganization: try checked.department.map {
                try Department.isUsable($0, in: organization, transaction)
            }))
        let id = id ?? Account.ID(at: now)
        let officer = try officers?.officer(of: checked.citizenID, in: transaction)
        try transaction.refusing(Account.uniqueness) {
            try insert(id, checked, officer: officer, by: creator, at: now, protection: protection, in: transaction)
        }
        // now that there is a holder, the entry of the library learns of its account (ORG-13), or is released (OFCR-04)
        let linked = try officers?.officer(of: checked.citizenID, in: transaction)
        if linked != officer { try Account.setOfficer(linked, of: id, in: transaction) }
        try Fact(
            kind: Self.created, actor: creator, at: now, organization: organization, noun: "Account", record: id.bytes,
            details: [FactDetail("手机号", before: nil, after: checked.mobile.masked)],
            values: ["name": checked.name, "roles": roles.labels]
        ).record(in: transaction)
        return id
    }
}

extension Account {
    /// ORG-10; the constraints are the check.
    static var uniqueness: KeyValuePairs<String, any Refusal> {
        ["account_mobile": AccountRefused.mobileTaken, "account_citizen_id": AccountRefused.citizenIDTaken]
    }
}
