import Storage
import Timekeeping

extension OrganizationChange {
    func update(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        let organs = record.reconsiderationOrgans + ["", ""]
        try transaction.executeVersioned(
            """
            UPDATE organization SET parent_id = \(record.parent), name = \(record.name), short_name = \(record.shortName),
                unified_social_credit_code = \(record.unifiedSocialCreditCode), level = \(record.level),
                division_code = \(record.divisionCode), is_enforcement_body = \(record.isEnforcementBody),
                kind = \(record.kind), document_word = \(record.documentWord),
                collection_unit_code = \(record.collectionUnitCode), payment_account_name = \(record.paymentAccountName),
                payment_account_number = \(try record.sealedAccountNumber(organization, protection)),
                fine_code = \(record.fineCode), reconsideration_organ = \(organs[0]),
                second_reconsideration_organ = \(organs[1]), litigation_court = \(record.litigationCourt),
                address = \(record.address), postcode = \(record.postcode), phone = \(record.phone),
                updated_at = \(now), updated_by = \(actor.account), version = version + 1
            WHERE id = \(organization) AND version = \(version)
            """)
        try transaction.execute("DELETE FROM organization_domain WHERE organization_id = \(organization)")
        try record.insertDomains(organization, in: transaction)
        try record.index(organization, in: transaction)
    }

    /// The organisation and all below it leave their former ancestors and get those of `parent`.
    func moveSubtree(under parent: Organization.ID, in transaction: Transaction) throws {
        let subtree: SQL = "SELECT organization_id FROM organization_ancestry WHERE ancestor_id = \(organization)"
        try transaction.execute(
            """
            DELETE FROM organization_ancestry
            WHERE organization_id IN (\(subtree)) AND ancestor_id NOT IN (\(subtree))
            """)
        try transaction.execute(
            """
            INSERT INTO organization_ancestry (ancestor_id, organization_id, depth)
            SELECT above.ancestor_id, below.organization_id, above.depth + below.depth + 1
            FROM organization_ancestry above CROSS JOIN organization_ancestry below
            WHERE above.organization_id = \(parent) AND below.ancestor_id = \(organization)
            """)
    }
}

extension Organization {
    static func childLevels(of id: ID, in transaction: Transaction) throws -> [AgencyLevel] {
        try transaction.all("SELECT DISTINCT level FROM organization WHERE parent_id = \(id)") { try $0.next() }
    }
}
