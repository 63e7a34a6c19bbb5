import Cryptography
import Foundation
import Storage

/// The files of the platform, each once under the SHA-256 of its content, in a folder that no web server reaches
/// (SEC-09). Nothing is ever changed or deleted here.
package struct FileVault: Sendable {
    let folder: String
    /// The largest file that is taken, in bytes.
    package let limit: Int
    let malware: MalwareProtection
    package let watch: VaultWatch

    /// - Parameters:
    ///   - folder: made when it is not there; nobody but the owner may look into it, whatever was before.
    ///   - malware: for what people hand in; what the platform makes itself goes in by a vault without.
    package init(
        folder: String, limit: Int = 50 << 20, malware: MalwareProtection = .none, watch: VaultWatch = VaultWatch()
    ) throws {
        (self.folder, self.limit, self.malware, self.watch) = (folder, limit, malware, watch)
        try FileManager.default.createDirectory(
            atPath: folder + "/incoming", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for path in [folder, folder + "/incoming"] where chmod(path, 0o700) != 0 { throw DurableFile.failure(path) }
    }

    /// A folder that is only read, and not made where it is missing.
    package init(reading folder: String) {
        (self.folder, limit, malware, watch) = (folder, 0, .none, VaultWatch())
    }

    /// Takes from everybody but the owner what an earlier release or a copy by hand gave them.
    package func closeToOthers() async throws {
        try await WorkerPool.shared.run(.large) { [folder] in
            guard let paths = FileManager.default.enumerator(atPath: folder) else { return }
            while let path = paths.nextObject() as? String {
                var status = stat()
                guard lstat(folder + "/" + path, &status) == 0 else { continue }
                let isFolder = status.st_mode & S_IFMT == S_IFDIR
                guard isFolder || status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0 else { continue }
                // a file that went away meanwhile needs no rights
                _ = chmod(folder + "/" + path, isFolder ? 0o700 : 0o600)
            }
        }
    }

    /// The same folder, for files of any size up to `limit` that the platform makes itself.
    package func forOwnFiles(limit: Int? = nil) throws -> FileVault {
        try FileVault(folder: folder, limit: limit ?? self.limit, watch: watch)
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

    /// Where the file lies. Two levels of folders keep each of them small.
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
