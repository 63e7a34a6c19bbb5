import Foundation
import Storage
import Synchronization

/// The last checkpoint in a file beside the database, so that its removal from the database is found. Written after
/// the commit of the checkpoint; it may be behind, never ahead.
package final class CheckpointAnchor: Sendable {
    package static let fileName = "ledger.anchor"

    private let path: String
    private let known: Mutex<LedgerCheckpoint?>

    /// - Throws: `LedgerFault.anchorUnreadable` when the file is there and holds no checkpoint.
    package init(folder: String) throws {
        path = folder + "/" + Self.fileName
        known = Mutex(try Self.read(path))
    }

    package var checkpoint: LedgerCheckpoint? { known.withLock { $0 } }

    /// Several nodes may share the folder: what is newer stays.
    func keep(_ checkpoint: LedgerCheckpoint) throws {
        try known.withLock { known in
            let there = try Self.read(path)
            guard checkpoint.number > there?.number ?? 0 else { return known = there }
            let beside = "\(path).\(getpid())"
            let made = FileManager.default.createFile(
                atPath: beside, contents: Data(checkpoint.text.utf8), attributes: [.posixPermissions: 0o600])
            guard made, rename(beside, path) == 0 else { throw BackupFailure.unusable(path, SystemWords.of(errno)) }
            known = checkpoint
        }
    }

    private static func read(_ path: String) throws -> LedgerCheckpoint? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path),
            let checkpoint = LedgerCheckpoint(text: String(decoding: data, as: UTF8.self))
        else { throw LedgerFault.anchorUnreadable(path: path) }
        return checkpoint
    }
}
