import Cryptography
import Foundation

/// The files of the platform, each once under the SHA-256 of its content, in a folder that no web server reaches
/// (SEC-09). Nothing is ever changed or deleted here.
package struct FileVault: Sendable {
    let folder: String
    /// The largest file that is taken, in bytes.
    package let limit: Int

    /// - Parameter folder: made when it is not there.
    package init(folder: String, limit: Int = 50 << 20) throws {
        self.folder = folder
        self.limit = limit
        try FileManager.default.createDirectory(
            atPath: folder + "/incoming", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Takes a file piece by piece, as an upload arrives.
    package func begin() throws -> FileWriting { try FileWriting(into: self) }

    /// Takes a file that is all in memory.
    package func keep(_ bytes: [UInt8], named name: String) throws -> KeptFile {
        let writing = try begin()
        try writing.append(bytes)
        return try writing.finish(named: name)
    }

    package func holds(_ hash: Digest) -> Bool { access(path(of: hash), R_OK) == 0 }

    /// The whole file, proven to be what was kept.
    package func contents(of hash: Digest) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path(of: hash)), Digest.sha256(data) == hash
        else { throw VaultFailure.damaged(hash: hash.hex) }
        return Array(data)
    }

    /// Where the file lies, for sending it in pieces. Two levels of folders keep each of them small.
    package func path(of hash: Digest) -> String {
        let name = hash.hex
        return "\(folder)/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name)"
    }

    /// Uploads that broke off, older than a day; a job removes them.
    package func removeAbandoned(before: Date) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming") {
            let path = folder + "/incoming/" + name
            let changed = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            if let changed, changed < before { try FileManager.default.removeItem(atPath: path) }
        }
    }
}

/// What is known of a file by its content.
package struct KeptFile: Sendable, Hashable {
    package let hash: Digest
    package let size: Int
    package let type: FileType
    /// The name it came under, made harmless.
    package let name: String
}
