import Storage
import Timekeeping

extension AccountChange {
    func update(
        _ checked: CheckedAccountRecord, officer: Identifier<OfficerMark>?, by actor: Actor, at now: Instant,
        protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let mobile = try protection.seal(checked.mobile.description, field: "account.mobile", record: account.bytes)
        let citizen = try protection.seal(checked.citizenID.description, field: "account.citizen_id", record: account.bytes)
        try transaction.executeVersioned(
            """
            UPDATE account SET organization_id = \(organization), department_id = \(checked.department),
                name = \(checked.name), mobile_sealed = \(mobile),
                mobile_index = \(Account.mobileIndex(checked.mobile, protection)), citizen_id_sealed = \(citizen),
                citizen_id_index = \(Account.citizenIndex(checked.citizenID, protection)),
                position = \(checked.position), external_id = \(checked.externalID), officer_id = \(officer),
                updated_at = \(now), updated_by = \(actor.account), version = version + 1
            WHERE id = \(account) AND version = \(version)
            """)
        try Account.index(account, name: checked.name, position: checked.position, in: transaction)
    }
}
