import Storage
import Timekeeping

extension DocumentPrinting.Keeping {
    /// Whether this printing is the one that counts.
    func writeHash(at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE enforcement_document SET pdf_hash = \(kept.hash.bytes), check_address = \(address), updated_at = \(now)
            WHERE id = \(document.id) AND (pdf_hash IS NULL OR pdf_hash <> \(kept.hash.bytes))
            """) > 0
    }
}
