import Cryptography
import Foundation
import Storage

/// Copies and hashes files piece by piece, so that a video does not have to fit into memory.
enum FileCopy {
    private static let piece = 1 << 20

    static func digest(of path: String) throws(BackupFailure) -> Digest {
        try read(path) { _ in }
    }

    /// Copies with the folders above the target; answers the hash of what was copied. Only the owner may read it.
    static func copy(_ path: String, to target: String) throws(BackupFailure) -> Digest {
        try makeFolder((target as NSString).deletingLastPathComponent)
        let made = FileManager.default.createFile(atPath: target, contents: nil, attributes: [.posixPermissions: 0o600])
        guard made, let output = FileHandle(forWritingAtPath: target) else { throw .unusable(target, SystemWords.of(errno)) }
        let digest = try read(path) { (data: Data) throws(BackupFailure) in
            do { try output.write(contentsOf: data) } catch { throw .unusable(target, FileTrouble.cause(error)) }
        }
        do {
            try output.synchronize()
            try output.close()
        } catch {
            throw .unusable(target, FileTrouble.cause(error))
        }
        return digest
    }

    static func write(_ bytes: [UInt8], to target: String) throws(BackupFailure) {
        do { try Data(bytes).write(to: URL(fileURLWithPath: target), options: .atomic) } catch {
            throw .unusable(target, FileTrouble.cause(error))
        }
    }

    /// Whether nothing at all is there yet.
    static func isEmpty(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? false
    }

    static func remove(_ path: String) throws(BackupFailure) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do { try FileManager.default.removeItem(atPath: path) } catch { throw .unusable(path, FileTrouble.cause(error)) }
    }

    /// To a place where nothing is, or an empty folder.
    static func move(_ path: String, to target: String) throws(BackupFailure) {
        guard rename(path, target) == 0 else { throw .unusable(target, SystemWords.of(errno)) }
    }

    static func makeFolder(_ path: String) throws(BackupFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unusable(path, FileTrouble.cause(error))
        }
    }

    /// The files below `folder`, as paths inside it; none when the folder is not there.
    static func files(in folder: String) -> [String] {
        guard let paths = FileManager.default.enumerator(atPath: folder) else { return [] }
        return paths.compactMap { $0 as? String }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    private static func read(_ path: String, _ visit: (Data) throws(BackupFailure) -> Void) throws(BackupFailure) -> Digest {
        guard let input = FileHandle(forReadingAtPath: path) else { throw .unusable(path, SystemWords.of(errno)) }
        defer { try? input.close() }
        let stream = DigestStream(.sha256)
        while true {
            let data: Data?
            do { data = try input.read(upToCount: piece) } catch { throw .unusable(path, FileTrouble.cause(error)) }
            guard let data, !data.isEmpty else { break }
            stream.update(data)
            try visit(data)
        }
        return stream.finish()
    }
}
