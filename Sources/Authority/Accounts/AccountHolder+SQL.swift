import Storage

extension Account {
    /// The account of a person, by identity number: for libraries that hold the same persons.
    package static func holder(
        of citizen: CitizenIDNumber, protection: any FieldProtection, in transaction: Transaction
    ) throws -> (account: ID, organization: Organization.ID)? {
        try transaction.first(
            """
            SELECT id, organization_id FROM account WHERE citizen_id_index = \(citizenIndex(citizen, protection))
            """
        ) { (try $0.next(), try $0.next()) }
    }

    /// The account that logs in with a number: the one in use, where former holders have it too.
    static func holder(of mobile: MobileNumber, protection: any FieldProtection, in transaction: Transaction) throws -> ID? {
        try transaction.value(
            """
            SELECT id FROM account WHERE mobile_index = \(mobileIndex(mobile, protection))
            ORDER BY CASE WHEN status = \(AccountStatus.disabled) THEN 1 ELSE 0 END, serial DESC LIMIT 1
            """)
    }
}
