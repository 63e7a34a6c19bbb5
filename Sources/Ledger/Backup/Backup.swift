import Authority
import Cryptography
import Foundation
import Storage
import Timekeeping

/// A whole backup in one folder (SEC-11): the database, then the files, the keys and the settings. Files are kept under
/// their hash and never change, so whatever the copied database speaks of is among the files copied after it; a file that
/// is missing or damaged by then is named, and the backup is none.
package struct Backup: Sendable {
    static let sqliteFile = "mingcha.sqlite"
    static let postgreSQLFile = "mingcha.dump"
    static let checkpointFile = "checkpoint.txt"
    static let settingsFile = "mingcha.json"
    static let folders = ["files", "keys"]
    /// Uploads that are not finished, which no record speaks of.
    static let unfinished = "files/incoming/"

    package let manifest: BackupManifest
    package let checkpoint: LedgerCheckpoint?

    /// - Parameters:
    ///   - location: where `database` is, as given on the command line.
    ///   - data: the data folder, with `files` and `keys`.
    ///   - hashes: of every file that some record speaks of.
    package static func make(
        of database: Database, at location: String, data: String, to folder: String, clock: Clock = .system,
        hashes: @escaping @Sendable (Transaction) throws -> [Digest] = { _ in [] }
    ) async throws -> Backup {
        guard FileCopy.isEmpty(folder) else { throw BackupFailure.targetNotEmpty(folder) }
        // what is not whole yet has another name, and is gone when it doesn't become whole
        let making = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + ".making"
        try FileCopy.remove(making)
        do {
            let backup = try await fill(making, database, location, data, clock, hashes)
            try FileCopy.move(making, to: folder)
            let record = BackupRecord(
                endedAt: clock.now(), files: backup.manifest.files.count, facts: backup.checkpoint?.size ?? 0)
            try await database.write { try record.keep(in: $0) }
            return backup
        } catch {
            try FileCopy.remove(making)
            throw error
        }
    }

    private static func fill(
        _ folder: String, _ database: Database, _ location: String, _ data: String, _ clock: Clock,
        _ hashes: @escaping @Sendable (Transaction) throws -> [Digest]
    ) async throws -> Backup {
        try FileCopy.makeFolder(folder)
        // signed before the copy: the restored ledger must reach at least this far
        try await Sequencer(
            database: database, keys: LedgerKeys.load(folder: data + "/keys"), anchor: CheckpointAnchor(folder: data), clock: clock
        ).catchUp()
        let (checkpoint, needed) = try await database.read { (try LedgerCheckpoint.last(in: $0), try hashes($0)) }
        if let checkpoint { try FileCopy.write(Array(checkpoint.text.utf8), to: folder + "/" + checkpointFile) }
        switch database.engine {
        case .sqlite: try database.copyFile(to: folder + "/" + sqliteFile)
        case .postgresql: try PostgreSQLDump.save(location, to: folder + "/" + postgreSQLFile)
        }
        if FileManager.default.fileExists(atPath: data + "/" + settingsFile) {
            _ = try FileCopy.copy(data + "/" + settingsFile, to: folder + "/" + settingsFile)
        }
        var manifest = BackupManifest()
        for name in FileCopy.files(in: folder) {
            manifest.add(name, try FileCopy.digest(of: folder + "/" + name))
        }
        for part in folders {
            for file in FileCopy.files(in: data + "/" + part) {
                let path = part + "/" + file
                guard !path.hasPrefix(unfinished) else { continue }
                let digest = try FileCopy.copy(data + "/" + path, to: folder + "/" + path)
                if part == "files", file.contains("/"), Digest(hex: String(file.suffix(64))).map({ $0 != digest }) ?? false {
                    throw BackupFailure.damagedFile(path)
                }
                manifest.add(path, digest)
            }
        }
        for hash in needed {
            let path = "files/\(hash.hex.prefix(2))/\(hash.hex.dropFirst(2).prefix(2))/\(hash.hex)"
            guard manifest.files[path] != nil else { throw BackupFailure.missingFile(path) }
        }
        try manifest.save(folder: folder)
        return Backup(manifest: manifest, checkpoint: checkpoint)
    }
}
