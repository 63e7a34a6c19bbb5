import Foundation
import Storage
import Timekeeping

/// A whole backup in one folder (SEC-11): the database, then the files and keys. Files are kept under their hash and
/// never change, so whatever the copied database speaks of is among the files copied after it.
package struct Backup: Sendable {
    static let sqliteFile = "mingcha.sqlite"
    static let postgreSQLFile = "mingcha.dump"
    static let checkpointFile = "checkpoint.txt"
    static let folders = ["files", "keys"]

    package let manifest: BackupManifest
    package let checkpoint: LedgerCheckpoint?

    /// - Parameters:
    ///   - location: where `database` is, as given on the command line.
    ///   - data: the data folder, with `files` and `keys`.
    package static func make(
        of database: Database, at location: String, data: String, to folder: String, clock: Clock = .system
    ) async throws -> Backup {
        guard FileCopy.files(in: folder).isEmpty else { throw BackupFailure.targetNotEmpty(folder) }
        try FileCopy.makeFolder(folder)
        // signed before the copy: the restored ledger must reach at least this far
        try await Sequencer(
            database: database, keys: LedgerKeys.load(folder: data + "/keys"), anchor: CheckpointAnchor(folder: data), clock: clock
        ).catchUp()
        let checkpoint = try await database.read { try LedgerCheckpoint.last(in: $0) }
        if let checkpoint { try FileCopy.write(Array(checkpoint.text.utf8), to: folder + "/" + checkpointFile) }
        switch database.engine {
        case .sqlite: try database.copyFile(to: folder + "/" + sqliteFile)
        case .postgresql: try PostgreSQLDump.save(location, to: folder + "/" + postgreSQLFile)
        }
        var manifest = BackupManifest()
        for name in FileCopy.files(in: folder) {
            manifest.add(name, try FileCopy.digest(of: folder + "/" + name))
        }
        for part in folders {
            for file in FileCopy.files(in: data + "/" + part) {
                let path = part + "/" + file
                manifest.add(path, try FileCopy.copy(data + "/" + path, to: folder + "/" + path))
            }
        }
        try manifest.save(folder: folder)
        return Backup(manifest: manifest, checkpoint: checkpoint)
    }
}
