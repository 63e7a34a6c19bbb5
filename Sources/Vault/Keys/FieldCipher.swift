import Cryptography
import Foundation
import Storage
import Synchronization

/// Seals sensitive fields with AES-256-GCM, and makes their blind indexes with HMAC-SHA256 (SEC-06).
package final class FieldCipher: FieldProtection {
    private let keys: Mutex<(keys: FieldKeys, ring: SealingKeyRing)>
    private let indexKey: [UInt8]
    private let path: String?

    private init(_ keys: FieldKeys, path: String?) throws {
        guard let ring = keys.ring else { throw VaultFailure.unreadableKeys(path: path ?? "") }
        self.keys = Mutex((keys, ring))
        indexKey = keys.index
        self.path = path
    }

    /// The keys in `folder/field.keys`; made there, readable by the owner only, when there are none yet.
    package convenience init(keysIn folder: String) throws {
        let path = folder + "/field.keys"
        if FileManager.default.fileExists(atPath: path) {
            guard let data = FileManager.default.contents(atPath: path),
                let text = String(validating: data, as: UTF8.self)
            else { throw VaultFailure.unreadableKeys(path: path) }
            try self.init(try FieldKeys(text: text, path: path), path: path)
        } else {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let keys = try FieldKeys.random()
            try DurableFile.write(Array(keys.text.utf8), to: path, mode: 0o600)
            try self.init(keys, path: path)
        }
    }

    /// Keys that live as long as the process, for the tests.
    package convenience init() throws { try self.init(try FieldKeys.random(), path: nil) }

    /// From now on a new key seals; fields sealed before stay readable. Works while others seal and open.
    package func rotate() throws {
        try keys.withLock { held in
            let next = try held.keys.rotated()
            guard let ring = next.ring else { throw VaultFailure.unreadableKeys(path: path ?? "") }
            if let path { try DurableFile.write(Array(next.text.utf8), to: path, mode: 0o600) }
            held = (next, ring)
        }
    }

    /// The id of the key that seals now.
    package var currentKey: String { keys.withLock { $0.ring.current.id } }

    package func seal(_ plain: String, field: StaticString, record: [UInt8]) throws -> [UInt8] {
        try ring.seal(plain, context: Self.context(field, record))
    }

    package func open(_ sealed: [UInt8], field: StaticString, record: [UInt8]) throws -> String {
        try ring.openText(sealed, context: Self.context(field, record))
    }

    package func blindIndex(_ plain: String, field: StaticString) -> [UInt8] {
        MessageAuthentication.code(for: "\(field)\u{0}\(plain)", key: indexKey).bytes
    }

    private var ring: SealingKeyRing { keys.withLock { $0.ring } }

    private static func context(_ field: StaticString, _ record: [UInt8]) -> String { "\(field)/\(Hex.string(record))" }
}
