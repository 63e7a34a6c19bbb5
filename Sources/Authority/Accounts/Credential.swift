import Cryptography
import Timekeeping

/// What somebody logs in with, hashed; made before the transaction, because hashing takes tens of milliseconds.
package struct Credential: Sendable {
    let hash: PasswordHash
    /// Nil for a password that the holder has chosen.
    let expiresAt: Instant?

    /// How long an activation code is good (BEY-01).
    package static let activationHours: Int64 = 72

    /// A new account or a reset password gets a random code, shown once to the administrator; it is good for one
    /// login, which has to set a password (BEY-01, in place of ORG-11's telephone number).
    package static func activation(at now: Instant, by hashing: PasswordHashing) async throws -> (code: String, credential: Credential) {
        let code = activationCode()
        let hash = try await hashing.hash(code)
        return (code, Credential(hash: hash, expiresAt: now.advanced(hours: activationHours)))
    }

    /// A password that needs no change at the first login: for the demonstration data and the tests.
    package static func chosen(_ hash: PasswordHash) -> Credential { Credential(hash: hash, expiresAt: nil) }

    /// Nobody can log in with it: for accounts that come in through the unified authentication centre (ORG-22).
    package static let none = Credential(hash: PasswordHash(encoded: "-"), expiresAt: Instant(milliseconds: 0))

    var initialStatus: AccountStatus { expiresAt == nil ? .active : .mustChangePassword }

    /// 12 characters that are not mistaken for one another: 60 bits, behind the throttle of SEC-02.
    private static func activationCode() -> String {
        let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
        let code = SecureRandom.bytes(12).map { alphabet[Int($0 % 32)] }
        let text = String(decoding: code, as: UTF8.self)
        return [text.prefix(4), text.dropFirst(4).prefix(4), text.suffix(4)].joined(separator: "-")
    }
}
