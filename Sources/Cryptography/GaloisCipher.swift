import COpenSSL

/// AES-256-GCM with a key and a nonce that is used once; the tag stands after the ciphertext.
struct GaloisCipher {
    static let tagLength = 16

    /// OpenSSL's description, looked up once; it lives as long as the process.
    private nonisolated(unsafe) static let algorithm = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

    let key: [UInt8]
    let nonce: [UInt8]

    func encrypt(_ plain: [UInt8], authenticating context: [UInt8]) throws(CryptographyFailure) -> [UInt8] {
        let cipher = try begin(encrypting: true)
        defer { EVP_CIPHER_CTX_free(cipher) }
        var output = try run(cipher, over: plain, authenticating: context)
        var ignored: Int32 = 0
        guard EVP_CipherFinal_ex(cipher, nil, &ignored) == 1 else {
            throw .libraryFailure(operation: "EVP_CipherFinal_ex")
        }
        var tag = [UInt8](repeating: 0, count: GaloisCipher.tagLength)
        guard EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag) == 1 else {
            throw .libraryFailure(operation: "EVP_CTRL_AEAD_GET_TAG")
        }
        output += tag
        return output
    }

    func decrypt(_ body: [UInt8], authenticating context: [UInt8]) throws(CryptographyFailure) -> [UInt8] {
        guard body.count >= GaloisCipher.tagLength else { throw .malformedSeal }
        let cipher = try begin(encrypting: false)
        defer { EVP_CIPHER_CTX_free(cipher) }
        var tag = Array(body.suffix(GaloisCipher.tagLength))
        let output = try run(cipher, over: body.dropLast(GaloisCipher.tagLength), authenticating: context)
        guard EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1 else {
            throw .libraryFailure(operation: "EVP_CTRL_AEAD_SET_TAG")
        }
        var ignored: Int32 = 0
        guard EVP_CipherFinal_ex(cipher, nil, &ignored) == 1 else { throw .notAuthentic }
        return output
    }

    private func begin(encrypting: Bool) throws(CryptographyFailure) -> OpaquePointer {
        guard let cipher = EVP_CIPHER_CTX_new() else { throw .libraryFailure(operation: "EVP_CIPHER_CTX_new") }
        guard Self.algorithm != nil, EVP_CipherInit_ex(cipher, Self.algorithm, nil, key, nonce, encrypting ? 1 : 0) == 1 else {
            EVP_CIPHER_CTX_free(cipher)
            throw .libraryFailure(operation: "EVP_CipherInit_ex")
        }
        return cipher
    }

    private func run(
        _ cipher: OpaquePointer, over input: some Collection<UInt8>, authenticating context: [UInt8]
    ) throws(CryptographyFailure) -> [UInt8] {
        guard let length = Int32(exactly: input.count) else { throw .libraryFailure(operation: "length") }
        var written: Int32 = 0
        // No output buffer: these bytes are authenticated, not encrypted.
        guard context.isEmpty || EVP_CipherUpdate(cipher, nil, &written, context, Int32(context.count)) == 1 else {
            throw .libraryFailure(operation: "EVP_CipherUpdate")
        }
        guard length > 0 else { return [] }
        var output = [UInt8](repeating: 0, count: input.count)
        let done = withBytes(of: input) { EVP_CipherUpdate(cipher, &output, &written, $0.baseAddress, length) }
        guard done == 1 else { throw .libraryFailure(operation: "EVP_CipherUpdate") }
        return output
    }
}
