import Cryptography
import Foundation
import Storage
import Synchronization

/// A file of the vault whose content was compared with its hash. It is held open: what is sent is what was compared.
package final class ProvenFile: Sendable {
    package let hash: Digest
    package let size: Int
    /// For `pread`; closed with the object.
    package let descriptor: Int32

    private let standing: Mutex<VaultWatch.Standing>

    fileprivate init(hash: Digest, standing: VaultWatch.Standing, descriptor: Int32) {
        (self.hash, self.descriptor, size) = (hash, descriptor, Int(standing.size))
        self.standing = Mutex(standing)
    }

    deinit { close(descriptor) }

    /// Up to `count` bytes from `offset` on; none at the end.
    package func read(from offset: Int, upTo count: Int) throws -> [UInt8] {
        let piece = try bytes(from: offset, upTo: count)
        try requireUnchanged()
        return piece
    }

    /// Asked after each piece was read: what was written into the file since it was compared is not given out.
    package func requireUnchanged() throws {
        let now = VaultWatch.Standing(of: descriptor)
        guard now != standing.withLock({ $0 }) else { return }
        // a new name or other rights change nothing of the content
        guard let now, now.size == size, try digest() == hash, VaultWatch.Standing(of: descriptor) == now else {
            throw VaultFailure.damaged(hash: hash.hex)
        }
        standing.withLock { $0 = now }
    }

    fileprivate func digest() throws -> Digest {
        let digest = DigestStream(.sha256)
        var offset = 0
        while offset < size {
            let piece = try bytes(from: offset, upTo: 1 << 20)
            digest.update(piece)
            offset += piece.count
        }
        return digest.finish()
    }

    private func bytes(from offset: Int, upTo count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: min(count, max(0, size - offset)))
        var filled = 0
        while filled < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled, off_t(offset + filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw VaultFailure.damaged(hash: hash.hex) }
            filled += got
        }
        return bytes
    }
}

/// How sure a reader wants to be.
package enum Proving: Sendable {
    /// Compared once, and again whenever the file has changed on the disk.
    case whenChanged
    /// Compared now.
    case always
    /// Compared now up to some size, which evidence and documents keep to; larger ones when they have changed.
    case bySize

    fileprivate func trusts(_ size: Int64) -> Bool {
        switch self {
        case .whenChanged: true
        case .always: false
        case .bySize: size > 16 << 20
        }
    }
}

extension FileVault {
    /// Opens a file and compares its content with its hash, on a thread of its own, before the first byte is given out.
    /// - Throws: `VaultFailure.damaged` when it is missing or is not what was kept; an alarm is raised then.
    package func proven(_ hash: Digest, _ proving: Proving = .bySize) async throws -> ProvenFile {
        var status = stat()
        let size = stat(path(of: hash), &status) == 0 ? Int(status.st_size) : 0
        return try await WorkerPool.shared.run(.init(bytes: size)) { try prove(hash, proving) }
    }

    /// The whole file, compared now.
    package func bytes(of hash: Digest) async throws -> [UInt8] {
        let file = try await proven(hash, .always)
        return try await WorkerPool.shared.run(.init(bytes: file.size)) { try file.read(from: 0, upTo: file.size) }
    }

    /// The same on this thread, which blocks.
    package func contents(of hash: Digest) throws -> [UInt8] {
        let file = try prove(hash, .always)
        return try file.read(from: 0, upTo: file.size)
    }

    /// Whether what lies there is what was kept, compared now on this thread.
    package func isSound(_ hash: Digest) -> Bool { (try? prove(hash, .always)) != nil }

    /// Keeps a file that is all in memory, on a thread of its own.
    package func take(_ bytes: [UInt8], named name: String) async throws -> KeptFile {
        try await WorkerPool.shared.run(.init(bytes: bytes.count)) { try keep(bytes, named: name) }
    }

    func prove(_ hash: Digest, _ proving: Proving) throws -> ProvenFile {
        // what is no file at all (a pipe) is not waited for
        let descriptor = open(path(of: hash), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw damaged(hash) }
        guard let standing = VaultWatch.Standing(of: descriptor) else {
            close(descriptor)
            throw damaged(hash)
        }
        let file = ProvenFile(hash: hash, standing: standing, descriptor: descriptor)
        if proving.trusts(standing.size), watch.isKnown(hash, standing) { return file }
        guard try file.digest() == hash, VaultWatch.Standing(of: descriptor) == standing else { throw damaged(hash) }
        watch.know(hash, standing)
        return file
    }

    private func damaged(_ hash: Digest) -> VaultFailure {
        watch.tell(.damaged(hash: hash.hex))
        return .damaged(hash: hash.hex)
    }
}

extension VaultWatch.Standing {
    /// Nil for anything but a file.
    init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }
        self.init(
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
            modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
    }
}
