import COpenSSL

/// Randomness for keys, nonces, codes and tokens.
package enum SecureRandom {
    /// A machine without randomness must stop: every secret made from here on would be guessable.
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            guard let base = buffer.baseAddress, count > 0 else { return }
            precondition(RAND_bytes(base, Int32(count)) == 1, "libcrypto has no randomness")
            filled = count
        }
    }

    /// `byteCount` random bytes as lowercase hex.
    package static func hex(byteCount: Int) -> String { Hex.string(bytes(byteCount)) }
}
