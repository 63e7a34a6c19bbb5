import Foundation
import Spreadsheets
import Storage

/// The folder of this process for temporary files, below the data folder. Every process has one of its own and holds a lock
/// on it; what processes left behind that no longer live is cleared away when another one starts.
enum TemporaryFolder {
    static func begin(in data: String) throws { TemporaryFile.keep(in: try make(in: data)) }

    /// - Returns: the folder of this process.
    static func make(in data: String) throws -> String {
        let folder = data + "/temporary"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreRefused.unwritable(folder, reason: "无法建立文件夹")
        }
        // one after the other, so that nobody clears away what another is about to lock
        guard let turn = lock(folder + "/turn", waits: true) else { throw StoreRefused.unwritable(folder, reason: SystemWords.of(errno)) }
        defer { close(turn) }
        let own = folder + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        // open until the process ends
        guard lock(own + "/.held", waits: false) != nil else { throw StoreRefused.unwritable(own, reason: SystemWords.of(errno)) }
        clear(folder, but: own)
        return own
    }

    private static func clear(_ folder: String, but own: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let path = folder + "/" + name
            guard path != own, name != "turn", let held = lock(path + "/.held", waits: false) else { continue }
            try? FileManager.default.removeItem(atPath: path)
            close(held)
        }
    }

    private static func lock(_ path: String, waits: Bool) -> Int32? {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
