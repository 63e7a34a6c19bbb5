import COpenSSL

/// The hash functions of the platform; both give 32 bytes. The raw value is the name that files and commands use.
package enum DigestAlgorithm: String, Sendable, CaseIterable {
    case sha256
    /// GB/T 32905-2016, the national hash.
    case sm3

    /// OpenSSL's description of the function; it lives as long as the process.
    var evp: OpaquePointer {
        let found: OpaquePointer? =
            switch self {
            case .sha256: EVP_sha256()
            case .sm3: EVP_sm3()
            }
        guard let found else { preconditionFailure("libcrypto was built without \(rawValue)") }
        return found
    }
}

/// A hash value of 32 bytes, kept in four words: no allocation, and ordered like its bytes (and like its hex form).
package struct Digest: Hashable, Sendable, Comparable {
    package static let byteCount = 32

    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The value of `bytes`, which must be exactly 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        self.init { buffer in
            for (offset, byte) in bytes.enumerated() { buffer[offset] = byte }
        }
    }

    /// The value of 64 hex digits, in either case.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// Lets `fill` write the 32 bytes in place.
    @inline(__always)
    init(filling fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        var raw: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &raw) { buffer in
            guard let base = buffer.baseAddress else { return }
            fill(base.assumingMemoryBound(to: UInt8.self))
        }
        words = (
            UInt64(bigEndian: raw.0), UInt64(bigEndian: raw.1), UInt64(bigEndian: raw.2), UInt64(bigEndian: raw.3)
        )
    }

    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { out, count in
            let raw = UnsafeMutableRawBufferPointer(out)
            raw.storeBytes(of: words.0.bigEndian, as: UInt64.self)
            raw.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
            raw.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
            raw.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
            count = Digest.byteCount
        }
    }

    /// 64 lowercase hex digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 2 * Digest.byteCount) { buffer in
            writeHex(to: buffer)
            return 2 * Digest.byteCount
        }
    }

    /// Appends the 64 digits: long lists are written without a string a line.
    package func appendHex(to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * Digest.byteCount) { buffer in
            writeHex(to: buffer)
            bytes.append(contentsOf: UnsafeBufferPointer(buffer))
        }
    }

    private func writeHex(to buffer: UnsafeMutableBufferPointer<UInt8>) {
        func write(_ word: UInt64, at start: Int) {
            for place in 0..<16 {
                buffer[start + place] = Hex.digit(UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * place)) & 15)
            }
        }
        write(words.0, at: 0)
        write(words.1, at: 16)
        write(words.2, at: 32)
        write(words.3, at: 48)
    }

    /// The first word: enough to order nearly all values, and cheap to keep in an array.
    package var leadingWord: UInt64 { words.0 }

    package static func == (one: Digest, other: Digest) -> Bool { one.words == other.words }

    package static func < (one: Digest, other: Digest) -> Bool { one.words < other.words }

    package func hash(into hasher: inout Hasher) {
        // The value is uniform already: half of it is plenty.
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}

extension Digest: CustomStringConvertible {
    package var description: String { hex }
}

extension Digest {
    /// The hash of bytes that are all in memory. For many short texts with one beginning see `DigestPrefix`.
    package static func of(_ bytes: some Sequence<UInt8>, by algorithm: DigestAlgorithm) -> Digest {
        withBytes(of: bytes) { buffer in
            Digest { output in
                let done = EVP_Digest(buffer.baseAddress, buffer.count, output, nil, algorithm.evp, nil)
                precondition(done == 1, "libcrypto could not compute \(algorithm.rawValue)")
            }
        }
    }

    /// The hash of the UTF-8 form of `text`.
    package static func of(_ text: String, by algorithm: DigestAlgorithm) -> Digest {
        of(text.utf8, by: algorithm)
    }

    package static func sha256(_ bytes: some Sequence<UInt8>) -> Digest { of(bytes, by: .sha256) }
    package static func sha256(_ text: String) -> Digest { of(text, by: .sha256) }
    package static func sm3(_ bytes: some Sequence<UInt8>) -> Digest { of(bytes, by: .sm3) }
    package static func sm3(_ text: String) -> Digest { of(text, by: .sm3) }
}
