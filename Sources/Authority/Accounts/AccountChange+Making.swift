import Storage
import Timekeeping

extension AccountChange {
    package func make(
        by actor: Actor, at now: Instant, officers: (any OfficerFinding)? = nil, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        if !actor.may(.editDepartmentAccounts) { try actor.require(.manageAccounts) }
        guard let before = try Account.standing(of: account, in: transaction) else { throw NotFound() }
        let byLevel = try actor.may(.manageAccounts) && actor.scope.covers(before.organization, in: transaction)
        guard try byLevel || isOfOwnDepartment(before, actor, in: transaction) else { throw NotFound() }
        let checked = try CheckedAccountRecord(record)
        guard let target = try Organization.standing(of: organization, in: transaction) else { throw AccountRefused.outOfScope }
        try permit(try standing(before, target, checked, actor, byLevel: byLevel, in: transaction))
        let old = try Account.load(
            account, scope: Scope(organization: before.organization, reach: .own), at: now, protection: protection, in: transaction)
        let officer = try officers.map { try $0.officer(of: checked.citizenID, in: transaction) } ?? old.officer
        try transaction.refusing(Account.uniqueness) {
            try update(checked, officer: officer, by: actor, at: now, protection: protection, in: transaction)
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: organization, noun: "Account",
            record: account.bytes, details: try details(from: old, checked, officer: officer, in: transaction),
            values: ["name": checked.name]
        ).record(in: transaction)
    }

    /// Whether the actor administers the department of the account (ORG-20).
    private func isOfOwnDepartment(_ before: AccountStanding, _ actor: Actor, in transaction: Transaction) throws -> Bool {
        guard actor.may(.editDepartmentAccounts), let department = before.department else { return false }
        return try Account.standing(of: actor.account, in: transaction)?.department == department
    }

    private func standing(
        _ before: AccountStanding, _ target: (level: AgencyLevel, status: Organization.Status),
        _ checked: CheckedAccountRecord, _ actor: Actor, byLevel: Bool, in transaction: Transaction
    ) throws -> Standing {
        Standing(
            mayManageTarget: try actor.scope.covers(organization, in: transaction),
            isMoved: organization != before.organization, administersDepartmentOnly: !byLevel,
            departmentChanges: checked.department != before.department,
            targetLevel: target.level, targetIsEnabled: target.status == .enabled,
            departmentIsOfOrganization: try checked.department.map {
                try Department.isUsable($0, in: organization, transaction)
                    || ($0 == before.department && organization == before.organization)
            },
            roles: try Account.roles(of: account, in: transaction))
    }

    private func details(
        from old: Account, _ new: CheckedAccountRecord, officer: Identifier<OfficerMark>?,
        in transaction: Transaction
    ) throws -> [FactDetail] {
        func name(_ id: Organization.ID) throws -> String? { try Organization.name(of: id, in: transaction) }
        func name(_ id: Department.ID) throws -> String? { try Department.name(of: id, in: transaction) }
        func mark(_ officer: Identifier<OfficerMark>?) -> String { officer == nil ? "否" : "是" }
        // masked values can be equal although the numbers differ; a change is shown all the same
        let changes: [FactDetail?] = [
            .change("姓名", old.record.name, new.name),
            old.record.mobile == new.mobile.description ? nil : FactDetail(
                "手机号", before: MobileNumber(old.record.mobile)?.masked, after: new.mobile.masked),
            old.record.citizenID == new.citizenID.description ? nil : FactDetail(
                "身份证号", before: CitizenIDNumber(old.record.citizenID)?.masked, after: new.citizenID.masked),
            .change("所属机构", try name(old.organization), try name(organization)),
            try .change("内设机构", old.record.department.flatMap(name), new.department.flatMap(name)),
            .change("职务", old.record.position, new.position),
            .change("统一认证ID", old.record.externalID, new.externalID),
            .change("是否执法人员", mark(old.officer), mark(officer)),
        ]
        return changes.compactMap { $0 }
    }
}
