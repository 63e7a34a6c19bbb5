import Storage
import Timekeeping

extension OrganizationFounding {
    func insert(
        _ id: Organization.ID, by founder: Actor?, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        let organs = record.reconsiderationOrgans + ["", ""]
        try transaction.execute(
            """
            INSERT INTO organization (id, parent_id, name, short_name, unified_social_credit_code, level, division_code,
                is_enforcement_body, kind, document_word, collection_unit_code, payment_account_name,
                payment_account_number, fine_code, reconsideration_organ, second_reconsideration_organ,
                litigation_court, address, postcode, phone, status, created_at, created_by, updated_at, updated_by, version)
            VALUES (\(id), \(record.parent), \(record.name), \(record.shortName), \(record.unifiedSocialCreditCode),
                \(record.level), \(record.divisionCode), \(record.isEnforcementBody), \(record.kind),
                \(record.documentWord), \(record.collectionUnitCode), \(record.paymentAccountName),
                \(try record.sealedAccountNumber(id, protection)), \(record.fineCode), \(organs[0]), \(organs[1]),
                \(record.litigationCourt), \(record.address), \(record.postcode), \(record.phone),
                \(Organization.Status.enabled), \(now), \(founder?.account), \(now), \(founder?.account), 1)
            """)
        try transaction.execute(
            "INSERT INTO organization_ancestry (ancestor_id, organization_id, depth) VALUES (\(id), \(id), 0)")
        if let parent = record.parent {
            try transaction.execute(
                """
                INSERT INTO organization_ancestry (ancestor_id, organization_id, depth)
                SELECT ancestor_id, \(id), depth + 1 FROM organization_ancestry WHERE organization_id = \(parent)
                """)
        }
        try record.insertDomains(id, in: transaction)
        try record.index(id, in: transaction)
    }
}

extension OrganizationRecord {
    /// Found by any part of its names and by its code.
    func index(_ id: Organization.ID, in transaction: Transaction) throws {
        guard let serial: Int64 = try transaction.value("SELECT serial FROM organization WHERE id = \(id)") else { return }
        try transaction.index(
            "organization", serial: serial, text: name + " " + shortName + " " + unifiedSocialCreditCode)
    }
}

extension Organization {
    /// One that was founded by mistake and that nothing refers to is gone again.
    /// - Throws: `StorageError.constraint` where something does.
    package static func remove(_ id: ID, in transaction: Transaction) throws {
        _ = try lockTree(in: transaction)
        guard let serial: Int64 = try transaction.value("SELECT serial FROM organization WHERE id = \(id)") else { return }
        try transaction.execute("DELETE FROM organization_domain WHERE organization_id = \(id)")
        try transaction.execute("DELETE FROM organization_ancestry WHERE organization_id = \(id)")
        try transaction.execute("DELETE FROM organization WHERE id = \(id)")
        try transaction.index("organization", serial: serial, text: "")
    }

    /// The one of that name right below another.
    package static func child(named name: String, of parent: ID, in transaction: Transaction) throws -> (id: ID, version: Int)? {
        try transaction.first("SELECT id, version FROM organization WHERE parent_id = \(parent) AND name = \(name)") {
            (try $0.next(), try $0.next())
        }
    }

    /// Level and status of one organisation; nil when there is none.
    static func standing(of id: ID, in transaction: Transaction) throws -> (level: AgencyLevel, status: Status)? {
        try transaction.first("SELECT level, status FROM organization WHERE id = \(id)") { row in
            (try row.next(), try row.next())
        }
    }
}
