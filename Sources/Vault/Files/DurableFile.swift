import Foundation
import Storage

/// Files that are there whole or not at all, also after a loss of power.
enum DurableFile {
    /// Replaces what stands at `path`.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(VaultFailure) {
        let beside = path + ".new"
        unlink(beside)
        let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure(beside) }
        do throws(VaultFailure) {
            try append(bytes, to: file, path: beside)
        } catch {
            close(file)
            unlink(beside)
            throw error
        }
        try publish(file, from: beside, to: path)
    }

    static func append(_ bytes: some Collection<UInt8>, to file: Int32, path: String) throws(VaultFailure) {
        let all = Array(bytes)
        var start = 0
        while start < all.count {
            let written = all.withUnsafeBytes { writeSome(file, $0, from: start) }
            if written < 0 {
                if errno == EINTR { continue }
                throw failure(path)
            }
            start += written
        }
    }

    /// Makes the open temporary file durable under its final name; closes it.
    static func publish(_ file: Int32, from temporary: String, to path: String) throws(VaultFailure) {
        let synced = fsync(file) == 0
        guard close(file) == 0, synced, rename(temporary, path) == 0 else {
            let failure = failure(path)
            unlink(temporary)
            throw failure
        }
        try syncFolder((path as NSString).deletingLastPathComponent)
    }

    static func syncFolder(_ path: String) throws(VaultFailure) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure(path) }
    }

    static func failure(_ path: String) -> VaultFailure {
        let code = errno
        return code == ENOSPC || code == EDQUOT
            ? .full(path: path) : .unwritable(path: path, reason: SystemWords.of(code))
    }

    private static func writeSome(_ file: Int32, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        Foundation.write(file, bytes.baseAddress?.advanced(by: start), bytes.count - start)
    }
}
