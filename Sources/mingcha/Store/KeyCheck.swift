import Cryptography
import Foundation
import Ledger
import Storage
import Timekeeping
import Vault

/// Whether the keys in the data folder are those of the database. Lost, exchanged or foreign keys would make sealed fields
/// unreadable and the ledger unprovable, so nothing starts with them.
struct KeyCheck: Sendable {
    let folder: String

    /// - Throws: `StoreRefused`.
    func verify(_ database: Database) async throws {
        try refuseReadable()
        let found = try KeyFingerprint.all(in: folder)
        let expected = try await database.read { transaction in
            try StoreInspection.hasTable("installation_key", in: transaction) ? try KeyFingerprint.expected(in: transaction) : []
        }
        guard expected.isEmpty else {
            let comparison = KeyComparison(expected: expected, found: found)
            // keys of another store may be fewer, too: whose they are says more than how many
            guard comparison.foreign.isEmpty else { throw StoreRefused.keysForeign(named(comparison.foreign), folder: folder) }
            guard comparison.missing.isEmpty else { throw StoreRefused.keysMissing(named(comparison.missing), folder: folder) }
            return
        }
        try await adopt(found, database)
    }

    /// A file by its name when it is gone or everything in it is meant, otherwise the key in it.
    private func named(_ keys: [String]) -> [String] {
        var names: [String] = []
        for key in keys {
            let parts = key.split(separator: "/").map(String.init)
            let isWhole = parts.count < 2 || parts[1] == "index" || keys.contains(parts[0] + "/index")
            let name = isWhole ? parts[0] : "\(parts[0])（编号\(parts[1])的密钥）"
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// A store of a former release has no fingerprints: its keys are taken as they are, if what they sealed and signed says so.
    private func adopt(_ found: [KeyFingerprint], _ database: Database) async throws {
        guard let proof = try await database.read({ try KeyProof.load(in: $0) }) else { return }
        let names = Set(found.map { $0.name.split(separator: "/").first.map(String.init) ?? $0.name })
        let missing = ["field.keys", "ledger.pem"].filter { !names.contains($0) }
        guard missing.isEmpty else { throw StoreRefused.keysMissing(missing, folder: folder) }
        if let sealed = proof.sealed {
            do { _ = try FieldCipher(keysIn: folder).open(sealed.value, field: "account.mobile", record: sealed.record) } catch {
                throw StoreRefused.keysUnproven("field.keys 打不开数据库中的密文", folder: folder)
            }
        }
        if let checkpoint = proof.checkpoint {
            guard try LedgerKeys.load(folder: folder).confirms(checkpoint) == true else {
                throw StoreRefused.keysUnproven("账本最后一个检查点不是由 ledger.pem 签名的", folder: folder)
            }
        }
    }

    /// Keys that are new are noted, once they are there.
    func settle(_ database: Database) async throws {
        _ = try FieldCipher(keysIn: folder)
        _ = try LedgerKeys.load(folder: folder)
        let found = try KeyFingerprint.all(in: folder)
        let new = try await database.read { KeyComparison(expected: try KeyFingerprint.expected(in: $0), found: found).new }
        guard !new.isEmpty else { return }
        try await database.write { try KeyFingerprint.settle(new, at: Clock.system.now(), in: $0) }
        // of two servers that start for the first time at once, the second one finds the keys of the first
        try await verify(database)
    }

    private func refuseReadable() throws {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        var found = stat()
        // in a folder that nobody else may enter, nobody else reads a file
        guard stat(folder, &found) == 0, found.st_mode & 0o007 != 0 else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let path = folder + "/" + name
            if stat(path, &found) == 0, found.st_mode & 0o004 != 0, !name.hasSuffix(".pub.pem") { throw StoreRefused.keysReadable(folder) }
        }
    }
}
