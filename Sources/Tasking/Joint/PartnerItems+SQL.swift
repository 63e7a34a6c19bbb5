import Authority
import Importing
import Library
import Registry
import Storage

/// A matter that another agency could inspect in a plan or task of several, with who has claimed it.
package struct PartnerItem: Sendable {
    package let id: ItemID
    package let code: String
    package let name: String
    package fileprivate(set) var claimedBy: [String] = []

    /// Enabled matters that enforcement bodies other than `agency` have claimed.
    package static func offered(
        _ kind: ItemKind, to agency: Organization.ID, words: String = "", limit: Int = 20, in transaction: Transaction
    ) throws -> [PartnerItem] {
        let claimers: SQL = """
            FROM item_claim c JOIN organization o ON o.id = c.organization_id
            WHERE c.item_id = t.id AND o.id <> \(agency) AND o.is_enforcement_body = 1 AND o.status = \(Organization.Status.enabled)
            """
        let items = try transaction.all(
            """
            SELECT t.id, t.item_code, t.name FROM item t WHERE t.kind = \(kind) AND t.status = \(ItemStatus.enabled)
                AND \(.contains("t.name", words)) AND EXISTS (SELECT 1 \(claimers)) ORDER BY t.item_code LIMIT \(limit)
            """) { PartnerItem(id: try $0.next(), code: try $0.next(), name: try $0.next()) }
        return try items.map { item in
            var item = item
            item.claimedBy = try transaction.all(
                """
                SELECT o.name FROM item_claim c JOIN organization o ON o.id = c.organization_id
                WHERE c.item_id = \(item.id) AND o.id <> \(agency) AND o.is_enforcement_body = 1
                    AND o.status = \(Organization.Status.enabled) ORDER BY o.serial LIMIT 3
                """) { try $0.next() }
            return item
        }
    }

    /// What chosen matters are called.
    package static func names(of ids: [ItemID], in transaction: Transaction) throws -> [ItemID: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try transaction.all("SELECT id, name FROM item WHERE id IN \(list: ids)") { (try $0.next(ItemID.self), try $0.next(String.self)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
