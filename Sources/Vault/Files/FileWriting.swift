import Cryptography
import Foundation

/// One file on its way in. Used by one task; dropping it before `finish` leaves nothing behind.
package final class FileWriting {
    private let vault: FileVault
    private let path: String
    private let digest = DigestStream(.sha256)
    private var file: Int32
    private var size = 0
    private var recognition = FileRecognition()

    init(into vault: FileVault) throws {
        self.vault = vault
        path = vault.folder + "/incoming/" + SecureRandom.hex(byteCount: 16)
        file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DurableFile.failure(path) }
    }

    deinit {
        guard file >= 0 else { return }
        close(file)
        unlink(path)
    }

    /// - Throws: `UploadRefused.size` as soon as the file is too large.
    package func append(_ chunk: [UInt8]) throws {
        guard size + chunk.count <= vault.limit else { throw UploadRefused.size(megabytes: vault.limit >> 20) }
        try DurableFile.append(chunk, to: file, path: path)
        digest.update(chunk)
        recognition.see(chunk)
        size += chunk.count
    }

    /// Checks the type and makes the file durable. A file that is there already is kept once.
    /// - Throws: `UploadRefused`.
    package func finish(named name: String) throws -> KeptFile {
        guard size > 0 else { throw UploadRefused.empty }
        let name = Self.harmless(name)
        let type = try recognition.type(named: name) { try ZipDirectory(size: size, read: read) }
        guard let type else { throw UploadRefused.type }
        try vault.malware.check(file, vault.watch)
        let kept = KeptFile(hash: digest.finish(), size: size, type: type, name: name)
        try publish(kept.hash)
        return kept
    }

    private func publish(_ hash: Digest) throws {
        let target = vault.path(of: hash)
        // what is there is kept only if it is right: the same file handed in again heals the folder
        if vault.holds(hash), (try? vault.prove(hash, .whenChanged)) != nil { return }
        let inner = (target as NSString).deletingLastPathComponent
        let outer = (inner as NSString).deletingLastPathComponent
        for folder in [outer, inner] where mkdir(folder, 0o700) != 0 && errno != EEXIST { throw DurableFile.failure(folder) }
        let open = file
        file = -1
        try DurableFile.publish(open, from: path, to: target)
        try DurableFile.syncFolder(outer)
        try DurableFile.syncFolder(vault.folder)
    }

    private func read(from offset: Int, count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard pread(file, &bytes, count, off_t(offset)) == count else { throw DurableFile.failure(path) }
        return bytes
    }

    /// The last part of a path, without characters that steer a terminal or turn the direction of writing.
    static func harmless(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: false
            case _: true
            }
        }
        let tidy = String(String.UnicodeScalarView(kept).prefix(120))
        return tidy.isEmpty || tidy == "." || tidy == ".." ? "未命名" : tidy
    }
}
