import Cryptography
import Foundation
import Storage
import Synchronization

/// Seals sensitive fields with AES-256-GCM, and makes their blind indexes with HMAC-SHA256 (SEC-06).
package final class FieldCipher: FieldResealing {
    static let fileName = "field.keys"

    private let keys: Mutex<(keys: FieldKeys, ring: SealingKeyRing)>
    private let indexKey: [UInt8]
    private let path: String?
    /// The second in which the file was last looked at, and which file it was: it is replaced, never written over.
    private let looked = Mutex<(second: Int, file: ino_t)>((0, 0))

    private init(_ keys: FieldKeys, path: String?) throws {
        guard let ring = keys.ring else { throw VaultFailure.unreadableKeys(path: path ?? "") }
        self.keys = Mutex((keys, ring))
        indexKey = keys.index
        self.path = path
    }

    /// The keys in `folder/field.keys`; made there, readable by the owner only, when there are none yet.
    package convenience init(keysIn folder: String) throws {
        let path = folder + "/" + Self.fileName
        if FileManager.default.fileExists(atPath: path) {
            try self.init(try FieldKeys(at: path), path: path)
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
        try readAgainWhenChanged()
        return try ring.seal(plain, context: Self.context(field, record))
    }

    package func open(_ sealed: [UInt8], field: StaticString, record: [UInt8]) throws -> String {
        do {
            return try ring.openText(sealed, context: Self.context(field, record))
        } catch CryptographyFailure.unknownKey {
            // another process has changed the key since: its file is shared
            try readAgain()
            return try ring.openText(sealed, context: Self.context(field, record))
        }
    }

    /// Whether the value was sealed with the key that seals now.
    package func isCurrent(_ sealed: [UInt8]) -> Bool { SealingKeyRing.keyID(of: sealed) == currentKey }

    package func isSealed(_ value: [UInt8]) -> Bool {
        guard let id = SealingKeyRing.keyID(of: value) else { return false }
        return keys.withLock { held in held.keys.seals.contains { $0.id == id } }
    }

    /// Another process may have changed the key: then this one seals with the new one too, a second later at most.
    private func readAgainWhenChanged() throws {
        guard let path else { return }
        var clock = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &clock)
        let now = clock.tv_sec
        let isDue = looked.withLock { looked in
            guard looked.second != now else { return false }
            looked.second = now
            var found = stat()
            // while it is being replaced, or cannot be read, the keys that are held go on
            guard stat(path, &found) == 0 else { return false }
            defer { looked.file = found.st_ino }
            return looked.file != 0 && looked.file != found.st_ino
        }
        if isDue { try readAgain() }
    }

    private func readAgain() throws {
        guard let path else { return }
        let next = try FieldKeys(at: path)
        guard let ring = next.ring else { throw VaultFailure.unreadableKeys(path: path) }
        keys.withLock { $0 = (next, ring) }
    }

    package func blindIndex(_ plain: String, field: StaticString) -> [UInt8] {
        MessageAuthentication.code(for: "\(field)\u{0}\(plain)", key: indexKey).bytes
    }

    private var ring: SealingKeyRing { keys.withLock { $0.ring } }

    private static func context(_ field: StaticString, _ record: [UInt8]) -> String { "\(field)/\(Hex.string(record))" }
}
