import COpenSSL

/// An Ed25519 private key (RFC 8032): signs checkpoints of the ledger, codes and documents.
package final class SigningKey: Sendable {
    package static let seedLength = 32

    private let key: KeyHandle

    /// A fresh key.
    package convenience init() throws(CryptographyFailure) {
        try self.init(seed: SecureRandom.bytes(SigningKey.seedLength))
    }

    /// The key that grows from 32 secret bytes.
    package convenience init(seed: some Sequence<UInt8>) throws(CryptographyFailure) {
        let seed = Array(seed)
        guard seed.count == SigningKey.seedLength else { throw .unusableKey }
        guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            throw .libraryFailure(operation: "EVP_PKEY_new_raw_private_key")
        }
        self.init(key: KeyHandle(owning: key))
    }

    init(key: KeyHandle) {
        self.key = key
    }

    package func verificationKey() throws(CryptographyFailure) -> VerificationKey {
        var bytes = [UInt8](repeating: 0, count: VerificationKey.byteCount)
        var count = bytes.count
        guard EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count) == 1 else {
            throw .libraryFailure(operation: "EVP_PKEY_get_raw_public_key")
        }
        return try VerificationKey(bytes: bytes)
    }

    /// 64 bytes; the same message always gets the same signature.
    package func sign(_ message: some Sequence<UInt8>) throws(CryptographyFailure) -> [UInt8] {
        let context = newDigestContext()
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: VerificationKey.signatureLength)
        var count = signature.count
        let done = EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1
            && withBytes(of: message) { EVP_DigestSign(context, &signature, &count, $0.baseAddress, $0.count) } == 1
        guard done else { throw .libraryFailure(operation: "EVP_DigestSign") }
        return signature
    }

    package func sign(_ message: String) throws(CryptographyFailure) -> [UInt8] { try sign(message.utf8) }

    /// PKCS #8 in PEM.
    package func pem() throws(CryptographyFailure) -> String {
        try PEM.text { PEM_write_bio_PrivateKey($0, key.pointer, nil, nil, 0, nil, nil) }
    }

    package convenience init(pem: String) throws(CryptographyFailure) {
        guard let key = PEM.read(pem, { PEM_read_bio_PrivateKey($0, nil, PEM.noPassword, nil) }) else {
            throw .unusableKey
        }
        let handle = KeyHandle(owning: key)
        guard handle.isEd25519 else { throw .unusableKey }
        self.init(key: handle)
    }
}

/// The public half of a `SigningKey`.
package final class VerificationKey: Sendable {
    package static let byteCount = 32
    package static let signatureLength = 64

    /// The 32 bytes of the key.
    package let bytes: [UInt8]
    private let key: KeyHandle

    package init(bytes: some Sequence<UInt8>) throws(CryptographyFailure) {
        let bytes = Array(bytes)
        guard bytes.count == VerificationKey.byteCount,
            let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
        else { throw .unusableKey }
        self.bytes = bytes
        self.key = KeyHandle(owning: key)
    }

    package convenience init(pem: String) throws(CryptographyFailure) {
        guard let key = PEM.read(pem, { PEM_read_bio_PUBKEY($0, nil, nil, nil) }) else { throw .unusableKey }
        let handle = KeyHandle(owning: key)
        var bytes = [UInt8](repeating: 0, count: VerificationKey.byteCount)
        var count = bytes.count
        guard handle.isEd25519, EVP_PKEY_get_raw_public_key(handle.pointer, &bytes, &count) == 1 else {
            throw .unusableKey
        }
        try self.init(bytes: bytes)
    }

    package func isValid(_ signature: some Sequence<UInt8>, for message: some Sequence<UInt8>) -> Bool {
        let context = newDigestContext()
        defer { EVP_MD_CTX_free(context) }
        let signature = Array(signature)
        return EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
            && withBytes(of: message) {
                EVP_DigestVerify(context, signature, signature.count, $0.baseAddress, $0.count)
            } == 1
    }

    package func isValid(_ signature: some Sequence<UInt8>, for message: String) -> Bool {
        isValid(signature, for: message.utf8)
    }

    /// SubjectPublicKeyInfo in PEM.
    package func pem() throws(CryptographyFailure) -> String {
        try PEM.text { PEM_write_bio_PUBKEY($0, key.pointer) }
    }
}
