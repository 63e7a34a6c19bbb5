import Foundation
import Storage

/// Held by the one server that uses an SQLite database, as long as its process lives; the kernel lets go of it.
struct StoreLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `StoreRefused.inUse` with who holds it.
    init(of file: String) throws {
        let path = file + ".lock"
        let opened = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw StoreRefused.unwritable(path, reason: SystemWords.of(errno)) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            let holder = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            throw StoreRefused.inUse(file, holder: holder.isEmpty ? "进程不明" : holder)
        }
        descriptor = opened
        let words = Array("进程 \(getpid())".utf8)
        ftruncate(opened, 0)
        // only for the message of whoever comes second
        _ = write(opened, words, words.count)
    }

    func release() { close(descriptor) }
}
