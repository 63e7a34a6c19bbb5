import Cryptography
import Foundation

/// The key that signs checkpoints now, and the public keys of all checkpoints so far.
package struct LedgerKeys: Sendable {
    let signing: SigningKey
    package let keyID: String
    private let known: [String: VerificationKey]

    /// - Parameter retired: public keys that signed before this one.
    package init(signing: SigningKey, retired: [VerificationKey] = []) throws {
        let current = try signing.verificationKey()
        self.signing = signing
        keyID = Self.id(of: current)
        known = Dictionary((retired + [current]).map { (Self.id(of: $0), $0) }) { $1 }
    }

    /// The keys in `folder`: `ledger.pem`, made at first use, and retired public keys `ledger-….pub.pem`.
    package static func load(folder: String) throws -> LedgerKeys {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let retired = try names.filter { $0.hasPrefix("ledger-") && $0.hasSuffix(".pub.pem") }
            .map { try VerificationKey.load(from: folder + "/" + $0) }
        return try LedgerKeys(signing: SigningKey.loadOrCreate(at: folder + "/ledger.pem"), retired: retired)
    }

    func verificationKey(_ id: String) -> VerificationKey? { known[id] }

    /// Nil when no such key is known.
    package func confirms(_ checkpoint: LedgerCheckpoint) -> Bool? {
        known[checkpoint.keyID]?.isValid(checkpoint.signature, for: checkpoint.statement)
    }

    /// Long enough that nobody mistakes one key for another, short enough for paper.
    static func id(of key: VerificationKey) -> String { String(Digest.sha256(key.bytes).hex.prefix(16)) }
}
