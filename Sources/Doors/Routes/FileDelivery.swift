import Cryptography
import Foundation
import Hummingbird
import NIOCore
import NIOPosix
import Storage
import Vault

/// Files on their way out. They are opened and read on the threads for files, never on those that run the calls, and
/// sent in pieces as fast as the reader takes them: a reader costs one piece of memory, however large the file.
enum FileDelivery {
    private static let piece = 64 << 10

    /// The one place where a file of the vault is opened for giving out.
    static func opened(_ hash: Digest, in vault: FileVault) async throws -> OpenFile {
        OpenFile(try await vault.proven(hash))
    }

    static func opened(_ path: String) async throws -> OpenFile {
        try await NIOThreadPool.singleton.runIfActive {
            guard let file = OpenFile(path) else { throw NotFound() }
            return file
        }
    }

    /// - Parameter loop: the thread of the connection. A piece is read once the one before has got there: while that thread
    ///   was busy, the writer would take pieces without end.
    static func body(of file: OpenFile, on loop: (any EventLoop)?) -> ResponseBody {
        ResponseBody(contentLength: file.size) { writer in
            var sent = 0
            while sent < file.size {
                let start = sent
                let next = try await NIOThreadPool.singleton.runIfActive { try file.read(from: start, upTo: piece) }
                sent += next.readableBytes
                try await writer.write(next)
                try await loop?.submit({}).get()
            }
            try await writer.finish(nil)
        }
    }

    /// Of a picture as the vault takes them: PNG or JPEG.
    static func pictureType(of file: OpenFile) async throws -> String {
        let first = try await NIOThreadPool.singleton.runIfActive { try file.read(from: 0, upTo: 1) }
        return first.readableBytesView.first == 0x89 ? "image/png" : "image/jpeg"
    }
}

/// A file that stays readable until the last who holds it lets go, also when its name is removed meanwhile.
final class OpenFile: Sendable {
    let size: Int
    private let descriptor: Int32
    /// Holds the descriptor, and closes it.
    private let proven: ProvenFile?

    init(_ proven: ProvenFile) { (size, descriptor, self.proven) = (proven.size, proven.descriptor, proven) }

    /// Nil when there is no such file.
    init?(_ path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(file)
            return nil
        }
        (descriptor, size, proven) = (file, Int(facts.st_size), nil)
    }

    deinit { if proven == nil { close(descriptor) } }

    /// - Throws: when the file is shorter than it was: what was promised can't be sent.
    func read(from offset: Int, upTo count: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        let got = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
            max(0, pread(descriptor, space.baseAddress, count, off_t(offset)))
        }
        guard got > 0 else { throw VaultFailure.damaged(hash: "-") }
        try proven?.requireUnchanged()
        return buffer
    }
}

/// The tag of what a browser has, as If-None-Match tells it.
enum EntityTag {
    static func of(_ hash: Digest) -> String { "\"" + hash.hex.prefix(32) + "\"" }

    /// A proxy that packs an answer makes its tag a weak one; it is the same content.
    static func matches(_ known: String?, _ tag: String) -> Bool {
        known?.split(separator: ",").contains { part in
            let bare = part.drop { $0 == " " }
            return (bare.hasPrefix("W/") ? bare.dropFirst(2) : bare).prefix { $0 != " " } == tag[...]
        } ?? false
    }
}
