import Cryptography
import Foundation

/// The files of a backup with their SHA-256, in the form that `sha256sum -c` reads too. Written last: a folder
/// without it is no backup.
package struct BackupManifest: Sendable, Equatable {
    static let name = "manifest.sha256"

    /// Path inside the backup → hash.
    package private(set) var files: [String: Digest] = [:]

    mutating func add(_ path: String, _ digest: Digest) { files[path] = digest }

    var text: String {
        files.sorted { $0.key < $1.key }.map { "\($0.value.hex)  \($0.key)\n" }.joined()
    }

    init() {}

    init(text: String) throws(BackupFailure) {
        for line in text.split(separator: "\n") {
            let path = String(line.dropFirst(66))
            guard let digest = Digest(hex: String(line.prefix(64))), Self.isSafe(path) else { throw .unsafePath(path) }
            files[path] = digest
        }
        // what a program would read over (a hash in capitals, another sign between hash and path) is damage all the same
        guard self.text == text else { throw .changed(Self.name) }
    }

    /// A path that stays inside the folder, whoever wrote the manifest.
    private static func isSafe(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return !parts.contains("") && !parts.contains("..") && !parts.contains(".")
    }

    static func load(folder: String) throws(BackupFailure) -> BackupManifest {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { throw .notABackup(folder) }
        return try BackupManifest(text: String(decoding: data, as: UTF8.self))
    }

    func save(folder: String) throws(BackupFailure) {
        try FileCopy.write(Array(text.utf8), to: folder + "/" + Self.name)
    }

    /// Reads every file of `folder` again.
    func check(folder: String) throws(BackupFailure) {
        for (path, digest) in files.sorted(by: { $0.key < $1.key }) {
            guard FileManager.default.fileExists(atPath: folder + "/" + path) else { throw .missing(path) }
            guard try FileCopy.digest(of: folder + "/" + path) == digest else { throw .changed(path) }
        }
    }
}
