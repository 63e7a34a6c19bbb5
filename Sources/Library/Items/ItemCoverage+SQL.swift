import Authority
import Importing
import Storage
import Timekeeping

/// How complete the item list of an agency is (ITEM-08).
package struct ItemCoverage: Sendable, Equatable {
    package let agency: Organization.ID
    package let name: String
    package let domains: [EnforcementDomain]
    /// Enabled items of the directory in its domains.
    package let listed: Int
    package let claimed: Int
    /// Of the claimed ones.
    package let withForm: Int
    package let used: Int

    /// A line an agency of the scope, in the order of the tree.
    package static func report(
        scope: Scope, year: Int, uses: ItemUses, in transaction: Transaction
    ) throws -> [ItemCoverage] {
        let used = try uses.usedItems(in: year, in: transaction)
        let agencies = try transaction.all(
            """
            SELECT o.id, o.name FROM organization o
            WHERE o.status = \(Organization.Status.enabled) AND \(scope.condition("o.id")) ORDER BY o.serial
            """
        ) { row in (try row.next(Organization.ID.self), try row.next(String.self)) }
        return try agencies.map { agency, name in
            let domains: [EnforcementDomain] = try transaction.all(
                "SELECT domain FROM organization_domain WHERE organization_id = \(agency) ORDER BY domain") { try $0.next() }
            let ids = try claimed(by: agency, in: transaction)
            return ItemCoverage(
                agency: agency, name: name, domains: domains, listed: try listed(domains, for: agency, in: transaction),
                claimed: ids.count, withForm: ids.count { $0.hasForm }, used: used[agency] ?? 0)
        }
    }

    private static func listed(
        _ domains: [EnforcementDomain], for agency: Organization.ID, in transaction: Transaction
    ) throws -> Int {
        try transaction.value(
            """
            SELECT count(*) FROM item t WHERE t.domain IN \(list: domains) AND t.status = \(ItemStatus.enabled)
                AND \(CheckForm.visible("t.organization_id", to: agency))
            """, as: Int.self) ?? 0
    }

    private static func claimed(by agency: Organization.ID, in transaction: Transaction) throws -> [(id: Item.ID, hasForm: Bool)] {
        try transaction.all(
            """
            SELECT t.id, CASE WHEN \(CheckForm.serves("t.id", agency)) THEN 1 ELSE 0 END
            FROM item_claim c JOIN item t ON t.id = c.item_id
            WHERE c.organization_id = \(agency) AND t.status = \(ItemStatus.enabled)
            """
        ) { (id: try $0.next(), hasForm: try $0.next()) }
    }
}
