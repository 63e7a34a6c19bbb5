import COpenSSL

/// Owns an `EVP_PKEY`. It is never changed after it was made, and OpenSSL counts its uses atomically.
final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    var isEd25519: Bool { EVP_PKEY_get_id(pointer) == EVP_PKEY_ED25519 }
}

/// Keys as PEM text, by way of OpenSSL's memory buffers.
enum PEM {
    /// Never asks at the terminal: a key with a password is unusable here.
    static let noPassword: @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 = {
        _, _, _, _ in -1
    }

    static func text(_ write: (OpaquePointer) -> Int32) throws(CryptographyFailure) -> String {
        guard let memory = BIO_new(BIO_s_mem()) else { throw .libraryFailure(operation: "BIO_new") }
        defer { BIO_free(memory) }
        guard write(memory) == 1 else { throw .libraryFailure(operation: "PEM_write_bio") }
        // PEM of an Ed25519 key is about 120 bytes.
        var text = [UInt8](repeating: 0, count: 4096)
        let count = BIO_read(memory, &text, Int32(text.count))
        guard count > 0 else { throw .libraryFailure(operation: "BIO_read") }
        return String(decoding: text.prefix(Int(count)), as: UTF8.self)
    }

    static func read(_ text: String, _ read: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { buffer in
            guard let memory = BIO_new_mem_buf(buffer.baseAddress, Int32(buffer.count)) else { return nil }
            defer { BIO_free(memory) }
            return read(memory)
        }
    }
}
