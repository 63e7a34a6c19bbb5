import Authority
import Cryptography
import Storage
import Timekeeping

/// A key a caller gave to a write, so that repeating the call does nothing twice (architecture, section 7).
package struct IdempotencyKey: Sendable {
    /// How long a repeated call still gets the first answer, in days. A phone may be without network for long.
    package static let keptDays: Int64 = 30

    let account: Account.ID
    let key: String
    let fingerprint: [UInt8]

    init(account: Account.ID, key: String, path: String, form: Values, body: [UInt8]) {
        self.account = account
        self.key = String(key.prefix(100))
        fingerprint = Digest.sha256(Array((path + "\n" + form.urlEncoded + "\n").utf8) + body).bytes
    }

    /// The answer the same call got before.
    /// - Throws: `CallFault.keyReused` when the key came with another call.
    func earlierAnswer(in transaction: Transaction) throws -> Done? {
        guard let (known, answer) = try find(in: transaction) else { return nil }
        guard known == fingerprint else { throw CallFault.keyReused }
        return try JSONText.decode(Array(answer.utf8))
    }

    func keep(_ done: Done, at now: Instant, in transaction: Transaction) throws {
        try insert(String(decoding: try JSONText.encode(done), as: UTF8.self), at: now, in: transaction)
    }
}
