import COpenSSL

/// A named AES-256 key for fields and files at rest.
package struct SealingKey: Sendable, Hashable {
    package static let byteCount = 32

    package let id: String
    package let bytes: [UInt8]

    package init(id: String, bytes: [UInt8]) throws(CryptographyFailure) {
        guard bytes.count == SealingKey.byteCount, (1...255).contains(id.utf8.count) else { throw .unusableKey }
        self.id = id
        self.bytes = bytes
    }

    package static func random(id: String) throws(CryptographyFailure) -> SealingKey {
        try SealingKey(id: id, bytes: SecureRandom.bytes(byteCount))
    }
}

extension SealingKey: CustomStringConvertible {
    /// Never the bytes: descriptions end up in logs.
    package var description: String { "SealingKey(\(id))" }
}

/// The keys of an installation: seals with the current one, opens with any, so that keys can be changed over time.
package struct SealingKeyRing: Sendable {
    package let current: SealingKey
    private let byID: [String: SealingKey]

    package init(current: SealingKey, former: [SealingKey] = []) {
        self.current = current
        byID = Dictionary((former + [current]).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// AES-256-GCM with a fresh nonce. `context` says where the value belongs (such as table, column and row):
    /// it is not stored, and a sealed value moved elsewhere no longer opens.
    package func seal(
        _ plain: some Sequence<UInt8>, context: String
    ) throws(CryptographyFailure) -> [UInt8] {
        let header = SealHeader(keyID: current.id, nonce: SecureRandom.bytes(SealHeader.nonceLength))
        let cipher = GaloisCipher(key: current.bytes, nonce: header.nonce)
        let body = try cipher.encrypt(Array(plain), authenticating: header.bytes + Array(context.utf8))
        return header.bytes + body
    }

    package func seal(_ plain: String, context: String) throws(CryptographyFailure) -> [UInt8] {
        try seal(plain.utf8, context: context)
    }

    /// The bytes that were sealed with the same `context`.
    package func open(
        _ sealed: some Sequence<UInt8>, context: String
    ) throws(CryptographyFailure) -> [UInt8] {
        let sealed = Array(sealed)
        let header = try SealHeader(readingFrom: sealed)
        guard let key = byID[header.keyID] else { throw .unknownKey(id: header.keyID) }
        let cipher = GaloisCipher(key: key.bytes, nonce: header.nonce)
        let body = Array(sealed.dropFirst(header.bytes.count))
        return try cipher.decrypt(body, authenticating: header.bytes + Array(context.utf8))
    }

    /// The key that sealed it; nil for what is no seal.
    package static func keyID(of sealed: [UInt8]) -> String? { (try? SealHeader(readingFrom: sealed))?.keyID }

    package func openText(
        _ sealed: some Sequence<UInt8>, context: String
    ) throws(CryptographyFailure) -> String {
        guard let text = String(validating: try open(sealed, context: context), as: UTF8.self) else {
            throw .malformedSeal
        }
        return text
    }
}

/// What stands before the ciphertext: format (1), length of the key id, key id, nonce.
private struct SealHeader {
    static let format: UInt8 = 1
    static let nonceLength = 12

    let keyID: String
    let nonce: [UInt8]

    init(keyID: String, nonce: [UInt8]) {
        self.keyID = keyID
        self.nonce = nonce
    }

    init(readingFrom sealed: [UInt8]) throws(CryptographyFailure) {
        guard sealed.count >= 2, sealed[0] == SealHeader.format else { throw .malformedSeal }
        let idEnd = 2 + Int(sealed[1])
        let nonceEnd = idEnd + SealHeader.nonceLength
        guard sealed.count >= nonceEnd + GaloisCipher.tagLength,
            let id = String(validating: sealed[2..<idEnd], as: UTF8.self)
        else { throw .malformedSeal }
        self.init(keyID: id, nonce: Array(sealed[idEnd..<nonceEnd]))
    }

    var bytes: [UInt8] {
        [SealHeader.format, UInt8(keyID.utf8.count)] + Array(keyID.utf8) + nonce
    }
}
