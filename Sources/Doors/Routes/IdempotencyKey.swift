import Authority
import Cryptography
import Storage
import Timekeeping

/// What a write is known by, so that repeating the call does nothing twice (architecture, section 7): the key that a
/// caller gave it, or the one-time key that a page drew into its forms.
package struct IdempotencyKey: Sendable {
    /// How long a repeated call still gets the first answer, in days. A phone may be without network for long.
    package static let keptDays: Int64 = 30
    static let longest = 100
    /// The hidden field of the one-time key.
    package static let field = "_once"

    package let account: Account.ID
    package let key: String
    let fingerprint: [UInt8]

    package init(account: Account.ID, key: String, fingerprint: [UInt8]) {
        (self.account, self.key, self.fingerprint) = (account, key, fingerprint)
    }

    /// Nil for a call that brings no key.
    package init?(account: Account.ID, _ call: Call) {
        guard call.idempotencyKey != nil || call.onceKey != nil else { return nil }
        let fingerprint = Self.fingerprint(path: call.path + "?" + call.query.urlEncoded, form: call.form, body: call.body, files: call.files)
        if let key = call.idempotencyKey {
            self.init(account: account, key: key, fingerprint: fingerprint)
        } else if let once = call.onceKey {
            // a page has many forms, and a form that was filled in differently after going back is another act
            self.init(account: account, key: "form:" + once + ":" + Digest.sha256(fingerprint).hex.prefix(32), fingerprint: fingerprint)
        } else {
            return nil
        }
    }

    /// Of everything that is asked for, and of nothing that only says by whom: a new login brings another form token.
    static func fingerprint(path: String, form: Values, body: [UInt8], files: [UploadedFile]) -> [UInt8] {
        var all = Array((path + "\n" + form.without(["_csrf", field]).urlEncoded + "\n").utf8)
        for file in files {
            all += Array("\(Values.encoded(file.field))=\(Values.encoded(file.name)) \(Digest.sha256(file.bytes).hex)\n".utf8)
        }
        return Digest.sha256(all + body).bytes
    }

    /// Long keys are refused and not cut: two that begin alike are two keys.
    package static func isValid(_ key: String) -> Bool {
        (1...longest).contains(key.unicodeScalars.count) && key.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) }
    }

    static func newOnce() -> String { SecureRandom.hex(byteCount: 16) }

    static func isOnce(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The answer the same call got before.
    /// - Throws: `CallFault.keyReused` when the key came with another call.
    func earlierAnswer(in transaction: Transaction) throws -> Done? {
        guard let (known, answer) = try find(in: transaction) else { return nil }
        guard known == fingerprint else { throw CallFault.keyReused }
        return try JSONText.decode(Array(answer.utf8))
    }

    /// Before the act: of two calls at the same moment one waits here for the other, and then finds its answer.
    package func claim(at now: Instant, in transaction: Transaction) throws {
        do { try insert(at: now, in: transaction) } catch StorageError.constraint { throw StorageError.conflict }
    }

    package func keep(_ done: Done, in transaction: Transaction) throws {
        try setAnswer(String(decoding: try JSONText.encode(done), as: UTF8.self), in: transaction)
    }
}
