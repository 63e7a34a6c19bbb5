import Cryptography
import Foundation
import Storage

/// A file of the vault whose content was compared with its hash. It is held open: what is sent is what was compared.
package final class ProvenFile: Sendable {
    package let hash: Digest
    package let size: Int
    /// For `pread`; closed with the object.
    package let descriptor: Int32

    fileprivate init(hash: Digest, size: Int, descriptor: Int32) {
        (self.hash, self.size, self.descriptor) = (hash, size, descriptor)
    }

    deinit { close(descriptor) }

    /// Up to `count` bytes from `offset` on; none at the end.
    package func read(from offset: Int, upTo count: Int) throws -> [UInt8] {
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

    /// Keeps a file that is all in memory, on a thread of its own.
    package func take(_ bytes: [UInt8], named name: String) async throws -> KeptFile {
        try await WorkerPool.shared.run(.init(bytes: bytes.count)) { try keep(bytes, named: name) }
    }

    func prove(_ hash: Digest, _ proving: Proving) throws -> ProvenFile {
        let descriptor = open(path(of: hash), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw damaged(hash) }
        guard let standing = VaultWatch.Standing(of: descriptor) else {
            close(descriptor)
            throw damaged(hash)
        }
        let file = ProvenFile(hash: hash, size: Int(standing.size), descriptor: descriptor)
        if proving.trusts(standing.size), watch.isKnown(hash, standing) { return file }
        guard try Self.digest(of: file) == hash, VaultWatch.Standing(of: descriptor) == standing else { throw damaged(hash) }
        watch.know(hash, standing)
        return file
    }

    private func damaged(_ hash: Digest) -> VaultFailure {
        watch.tell(.damaged(hash: hash.hex))
        return .damaged(hash: hash.hex)
    }

    private static func digest(of file: ProvenFile) throws -> Digest {
        let digest = DigestStream(.sha256)
        var offset = 0
        while offset < file.size {
            let piece = try file.read(from: offset, upTo: 1 << 20)
            digest.update(piece)
            offset += piece.count
        }
        return digest.finish()
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
