import Authority
import Storage
import Timekeeping

extension DocumentReading {
    func lastReading(by account: Account.ID, since: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM fact WHERE record_id = \(document.id.bytes) AND kind = \(Self.read.code)
                AND actor_id = \(account) AND recorded_at > \(since) LIMIT 1
            """, as: Int.self) != nil
    }
}
