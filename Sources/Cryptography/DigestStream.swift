import COpenSSL

/// Hashes what comes piece by piece: files, uploads. Not to be used from two threads at once.
package final class DigestStream {
    private let context: OpaquePointer
    private let algorithm: DigestAlgorithm

    package init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        context = newDigestContext()
        begin()
    }

    deinit { EVP_MD_CTX_free(context) }

    package func update(_ bytes: some Sequence<UInt8>) {
        let done = withBytes(of: bytes) { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(done == 1, "libcrypto could not go on with \(algorithm.rawValue)")
    }

    package func update(_ text: String) { update(text.utf8) }

    /// The hash of everything so far; the stream starts again from nothing.
    package func finish() -> Digest {
        let digest = Digest { output in
            let done = EVP_DigestFinal_ex(context, output, nil)
            precondition(done == 1, "libcrypto could not finish \(algorithm.rawValue)")
        }
        begin()
        return digest
    }

    private func begin() {
        precondition(EVP_DigestInit_ex(context, algorithm.evp, nil) == 1, "libcrypto has no \(algorithm.rawValue)")
    }
}

/// A context that can only be missing when memory is exhausted.
func newDigestContext() -> OpaquePointer {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    return context
}
