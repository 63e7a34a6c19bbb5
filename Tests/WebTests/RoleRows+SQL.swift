@testable import Authority
@testable import Storage
import Timekeeping

/// Accounts with one role each and a login, without the hashing of a password.
enum RoleRows {
    static func organization(_ name: String, in transaction: Transaction) throws -> Organization.ID {
        guard let id: Organization.ID = try transaction.value("SELECT id FROM organization WHERE name = \(name)") else {
            throw StorageError.broken("no \(name)")
        }
        return id
    }

    /// A township below the county, whose people look up to the county's records.
    static func insertTownship(under county: Organization.ID, in transaction: Transaction) throws {
        try insert("城关镇市场监督管理所", "城关所", .township, under: county, in: transaction)
    }

    static let partner = "青石县综合检查大队"

    /// An agency that takes part in the county's joint task.
    static func settlePartner(under county: Organization.ID, in transaction: Transaction) throws -> Organization.ID {
        let there: Organization.ID? = try transaction.value("SELECT id FROM organization WHERE name = \(partner)")
        if let there { return there }
        try insert(partner, "综合大队", .county, under: county, in: transaction)
        let id = try organization(partner, in: transaction)
        try transaction.execute(
            """
            INSERT INTO organization_domain (organization_id, domain)
            SELECT \(id), domain FROM organization_domain WHERE organization_id = \(county)
            """)
        return id
    }

    static func claim(_ item: String, by agency: Organization.ID, in transaction: Transaction) throws {
        guard let id = Identifier<Never>(item) else { throw StorageError.broken("no item \(item)") }
        try transaction.execute(
            "INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by) VALUES (\(id), \(agency), 0, \(id))")
    }

    private static func insert(
        _ name: String, _ short: String, _ level: AgencyLevel, under county: Organization.ID, in transaction: Transaction
    ) throws {
        let id = Organization.ID()
        try transaction.execute(
            """
            INSERT INTO organization (id, parent_id, name, short_name, unified_social_credit_code, level, division_code,
                is_enforcement_body, kind, document_word, collection_unit_code, payment_account_name,
                payment_account_number, fine_code, reconsideration_organ, second_reconsideration_organ,
                litigation_court, address, postcode, phone, status, created_at, updated_at, version)
            SELECT \(id), id, \(name), \(short), unified_social_credit_code, \(level), division_code, 1, kind,
                document_word, '', '', NULL, '', '', '', '', '', '', '', status, 0, 0, 1
            FROM organization WHERE id = \(county)
            """)
        try transaction.execute(
            """
            INSERT INTO organization_ancestry (ancestor_id, organization_id, depth)
            SELECT ancestor_id, \(id), depth + 1 FROM organization_ancestry WHERE organization_id = \(county)
            """)
        try transaction.execute(
            "INSERT INTO organization_ancestry (ancestor_id, organization_id, depth) VALUES (\(id), \(id), 0)")
    }

    static func insert(_ person: RolePeople, at home: Organization.ID, in transaction: Transaction) throws {
        let id = Account.ID(), now = Clock.system.now()
        try transaction.execute(
            """
            INSERT INTO account (id, organization_id, name, mobile_sealed, mobile_index, citizen_id_sealed,
                citizen_id_index, position, external_id, status, password_hash, created_at, updated_at, version)
            VALUES (\(id), \(home), \(person.name), \(id.bytes), \(id.bytes), \(id.bytes), \(id.bytes), '', '',
                \(AccountStatus.active), '', \(now), \(now), 1)
            """)
        try transaction.execute(
            "INSERT INTO role_grant (account_id, role, granted_at) VALUES (\(id), \(person.role), \(now))")
        try SessionRow.begin(person.token, account: id, channel: .desktop, at: now, in: transaction)
    }
}
