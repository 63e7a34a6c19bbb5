import Authority
import Foundation
import Storage

/// Brings a backup back (SEC-11): every hash is checked before anything is written, and the ledger after.
package struct Restoration: Sendable {
    package let files: Int
    /// Where the settings of the backup lie now; nil when it has none.
    package let settings: String?
    package let verdict: LedgerVerdict

    /// - Parameters:
    ///   - data: a folder that holds no database, files or keys yet; nothing is ever overwritten.
    ///   - sealing: the seals of facts, by the keys in a folder.
    package static func make(
        from folder: String, data: String, database location: String, sealing: (String) throws -> any RowSealing
    ) async throws -> Restoration {
        let manifest = try BackupManifest.load(folder: folder)
        try manifest.check(folder: folder)
        for part in Backup.folders where !FileCopy.files(in: data + "/" + part).isEmpty {
            throw BackupFailure.targetNotEmpty(data + "/" + part)
        }
        try FileCopy.makeFolder(data)
        try await restoreDatabase(manifest, folder, location)
        for path in manifest.files.keys.sorted() where Backup.folders.contains(where: { path.hasPrefix($0 + "/") }) {
            guard try FileCopy.copy(folder + "/" + path, to: data + "/" + path) == manifest.files[path] else {
                throw BackupFailure.changed(path)
            }
        }
        let seal = try sealing(data + "/keys")
        let settings = try restoreSettings(manifest, folder, data)
        return Restoration(files: manifest.files.count, settings: settings, verdict: try await verify(folder, data, location, seal))
    }

    /// Beside the settings of this place, for the operator to compare: they may name the database that the backup was made of.
    private static func restoreSettings(_ manifest: BackupManifest, _ folder: String, _ data: String) throws -> String? {
        guard manifest.files[Backup.settingsFile] != nil else { return nil }
        let target = data + "/" + Backup.settingsFile + ".from-backup"
        _ = try FileCopy.copy(folder + "/" + Backup.settingsFile, to: target)
        return target
    }

    private static func restoreDatabase(_ manifest: BackupManifest, _ folder: String, _ location: String) async throws {
        if manifest.files[Backup.sqliteFile] != nil {
            guard location.hasPrefix("sqlite:") else { throw BackupFailure.otherEngine(backup: "SQLite") }
            let path = String(location.dropFirst("sqlite:".count))
            guard !FileManager.default.fileExists(atPath: path) else { throw BackupFailure.targetNotEmpty(path) }
            _ = try FileCopy.copy(folder + "/" + Backup.sqliteFile, to: path)
        } else if manifest.files[Backup.postgreSQLFile] != nil {
            guard !location.hasPrefix("sqlite:") else { throw BackupFailure.otherEngine(backup: "PostgreSQL") }
            try PostgreSQLDump.load(folder + "/" + Backup.postgreSQLFile, into: location)
        } else {
            throw BackupFailure.notABackup(folder)
        }
    }

    private static func verify(
        _ folder: String, _ data: String, _ location: String, _ sealing: any RowSealing
    ) async throws -> LedgerVerdict {
        let database = try Database(location)
        defer { database.close() }
        database.seal(with: sealing)
        try await database.write { try ServingNode.forgetAll(in: $0) }
        var witnesses: [LedgerCheckpoint] = []
        if let text = FileManager.default.contents(atPath: folder + "/" + Backup.checkpointFile) {
            guard let checkpoint = LedgerCheckpoint(text: String(decoding: text, as: UTF8.self)) else {
                throw BackupFailure.changed(Backup.checkpointFile)
            }
            witnesses.append(checkpoint)
        }
        let keys = try LedgerKeys.load(folder: data + "/keys")
        let verdict = try await LedgerVerification.run(database, keys: keys, checkpoints: witnesses)
        if let fault = verdict.fault { throw BackupFailure.ledger(fault) }
        return verdict
    }
}
