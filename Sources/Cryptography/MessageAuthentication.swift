import COpenSSL

/// HMAC-SHA256 (RFC 2104): proves that a message comes from somebody who holds the key.
package enum MessageAuthentication {
    package static func code(for message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> Digest {
        withBytes(of: key) { key in
            withBytes(of: message) { message in
                Digest { output in
                    // An empty key has no address, which HMAC takes for "the key of before".
                    let nothing: [UInt8] = [0]
                    let code = nothing.withUnsafeBufferPointer { empty in
                        HMAC(
                            EVP_sha256(), key.baseAddress ?? empty.baseAddress, Int32(key.count),
                            message.baseAddress, message.count, output, nil)
                    }
                    precondition(code != nil, "libcrypto could not compute HMAC")
                }
            }
        }
    }

    package static func code(for message: String, key: some Sequence<UInt8>) -> Digest {
        code(for: message.utf8, key: key)
    }

    /// Compares in constant time.
    package static func isValid(
        _ code: some Collection<UInt8>, for message: some Sequence<UInt8>, key: some Sequence<UInt8>
    ) -> Bool {
        constantTimeEqual(code, self.code(for: message, key: key).bytes)
    }
}
