import Storage
import Timekeeping

extension AccountCreation {
    func insert(
        _ id: Account.ID, _ checked: CheckedAccountRecord, officer: Identifier<OfficerMark>?, by creator: Actor?,
        at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let mobile = try protection.seal(checked.mobile.description, field: "account.mobile", record: id.bytes)
        let citizen = try protection.seal(checked.citizenID.description, field: "account.citizen_id", record: id.bytes)
        try transaction.execute(
            """
            INSERT INTO account (id, organization_id, department_id, name, mobile_sealed, mobile_index,
                citizen_id_sealed, citizen_id_index, position, external_id, officer_id, status, password_hash,
                password_expires_at, created_at, created_by, updated_at, updated_by, version)
            VALUES (\(id), \(organization), \(checked.department), \(checked.name), \(mobile),
                \(Account.mobileIndex(checked.mobile, protection)), \(citizen),
                \(Account.citizenIndex(checked.citizenID, protection)), \(checked.position), \(checked.externalID),
                \(officer), \(credential.initialStatus), \(credential.hash.encoded), \(credential.expiresAt),
                \(now), \(creator?.account), \(now), \(creator?.account), 1)
            """)
        try RoleGrant.insert(roles, to: id, by: creator, at: now, in: transaction)
        try Account.index(id, name: checked.name, position: checked.position, in: transaction)
    }
}
