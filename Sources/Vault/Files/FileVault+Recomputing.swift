import Cryptography
import Foundation

extension FileVault {
    /// The hash of what lies there now, read piece by piece.
    package func recomputed(_ hash: Digest) throws -> Digest {
        guard let file = FileHandle(forReadingAtPath: path(of: hash)) else { throw VaultFailure.damaged(hash: hash.hex) }
        defer { try? file.close() }
        let stream = DigestStream(.sha256)
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { stream.update(piece) }
        return stream.finish()
    }
}
