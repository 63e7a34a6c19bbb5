import Authority
import Importing
import Storage
import Timekeeping

extension ItemClaim {
    package func insert(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by)
            VALUES (\(item), \(actor.organization), \(now), \(actor.account))
            """)
    }
}

extension ItemReturn {
    func lockClaim(of agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        try transaction.locked(
            "SELECT claimed_at FROM item_claim WHERE item_id = \(item) AND organization_id = \(agency)"
        ) { try $0.next(Instant.self) } != nil
    }

    package func delete(of agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM item_claim WHERE item_id = \(item) AND organization_id = \(agency)")
    }
}
