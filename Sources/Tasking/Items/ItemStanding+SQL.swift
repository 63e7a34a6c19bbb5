import Authority
import Registry
import Storage

extension ItemStanding {
    /// The standing of `items` for one agency; those that don't exist are missing.
    package static func load(_ items: some Collection<ItemID>, for agency: Organization.ID, in transaction: Transaction) throws -> [ItemStanding] {
        guard !items.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT t.id, t.item_code, t.name, t.kind, t.status,
                EXISTS (SELECT 1 FROM item_claim c WHERE c.item_id = t.id AND c.organization_id = \(agency))
            FROM item t WHERE t.id IN \(list: items.sorted()) ORDER BY t.item_code
            """, read)
    }

    private static func read(_ row: inout Row) throws -> ItemStanding {
        ItemStanding(
            id: try row.next(), code: try row.next(), name: try row.next(),
            isSpotCheckItem: try row.next(String.self) == "spotCheck", isEnabled: try row.next(String.self) == "enabled",
            isClaimed: try row.next())
    }
}
