import CArgon2

/// A password as it is stored: argon2id (RFC 9106) with 19 MiB, two passes, one lane, in the PHC text form, which
/// carries its own parameters and salt.
package struct PasswordHash: Sendable, Hashable {
    /// What is stored, for example `$argon2id$v=19$m=19456,t=2,p=1$…$…`.
    package let encoded: String

    private static let passes: UInt32 = 2
    /// KiB.
    private static let memory: UInt32 = 19 * 1024
    private static let lanes: UInt32 = 1
    private static let saltLength = 16
    private static let hashLength = 32
    /// A bound on what a stranger can make the server hash.
    private static let longestPassword = 1024

    /// A hash read back from where it was stored.
    package init(encoded: String) {
        self.encoded = encoded
    }

    /// Takes some tens of milliseconds on purpose: call it off the database and event threads.
    package init(password: String) throws(CryptographyFailure) {
        let password = Array(password.utf8)
        guard password.count <= PasswordHash.longestPassword else { throw .passwordTooLong }
        let salt = SecureRandom.bytes(PasswordHash.saltLength)
        var text = [CChar](repeating: 0, count: 256)
        let code = argon2id_hash_encoded(
            PasswordHash.passes, PasswordHash.memory, PasswordHash.lanes, password, password.count,
            salt, salt.count, PasswordHash.hashLength, &text, text.count)
        guard code == ARGON2_OK.rawValue else { throw .libraryFailure(operation: "argon2id_hash_encoded") }
        encoded = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// False for a wrong password and for a text that is no argon2id hash. As slow as making one.
    package func matches(_ password: String) -> Bool {
        let password = Array(password.utf8)
        guard password.count <= PasswordHash.longestPassword else { return false }
        return argon2id_verify(encoded, password, password.count) == ARGON2_OK.rawValue
    }

    /// Made with other parameters than today's: hash again at the next successful login.
    package var isOutdated: Bool {
        let today = "$argon2id$v=19$m=\(PasswordHash.memory),t=\(PasswordHash.passes),p=\(PasswordHash.lanes)$"
        return !encoded.hasPrefix(today)
    }
}
