import Foundation

extension SigningKey {
    /// Writes a new file that only its owner can read (0600). An existing file is never replaced: a lost signing
    /// key cannot be made again.
    package func save(to path: String) throws(CryptographyFailure) {
        let bytes = Array(try pem().utf8)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unwritableKeyFile(path: path) }
        let complete = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        guard close(file) == 0, complete else {
            unlink(path)
            throw .unwritableKeyFile(path: path)
        }
    }

    package static func load(from path: String) throws(CryptographyFailure) -> SigningKey {
        let pem = try readKeyFile(path)
        do { return try SigningKey(pem: pem) } catch { throw .unreadableKeyFile(path: path) }
    }

    /// The key at `path`, made there when there is none yet.
    package static func loadOrCreate(at path: String) throws(CryptographyFailure) -> SigningKey {
        if access(path, F_OK) == 0 { return try load(from: path) }
        let key = try SigningKey()
        try key.save(to: path)
        return key
    }
}

extension VerificationKey {
    package static func load(from path: String) throws(CryptographyFailure) -> VerificationKey {
        let pem = try readKeyFile(path)
        do { return try VerificationKey(pem: pem) } catch { throw .unreadableKeyFile(path: path) }
    }
}

private func readKeyFile(_ path: String) throws(CryptographyFailure) -> String {
    guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
    else { throw .unreadableKeyFile(path: path) }
    return text
}
