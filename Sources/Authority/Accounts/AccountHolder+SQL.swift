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
}
