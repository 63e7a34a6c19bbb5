import Cryptography
import Timekeeping

/// A signed statement “the ledger had this many facts and this root” (BEY-40). Whoever keeps one, on paper or in
/// another place, can later prove that nothing before it was changed or removed.
package struct LedgerCheckpoint: Sendable, Equatable {
    package let size: Int64
    package let root: Digest
    package let signedAt: Instant
    package let keyID: String
    package let signature: [UInt8]

    package init(size: Int64, root: Digest, signedAt: Instant, keyID: String, signature: [UInt8]) {
        self.size = size
        self.root = root
        self.signedAt = signedAt
        self.keyID = keyID
        self.signature = signature
    }

    package init(size: Int64, root: Digest, at instant: Instant, keys: LedgerKeys) throws {
        let statement = Self.statement(size, root, instant, keys.keyID)
        self.init(
            size: size, root: root, signedAt: instant, keyID: keys.keyID, signature: try keys.signing.sign(statement))
    }

    /// What is signed: five lines, the instant in milliseconds since 1970.
    package var statement: String { Self.statement(size, root, signedAt, keyID) }

    private static func statement(_ size: Int64, _ root: Digest, _ instant: Instant, _ keyID: String) -> String {
        "\(format)\n\(size)\n\(root.hex)\n\(instant.milliseconds)\n\(keyID)\n"
    }

    private static let format = "mingcha-ledger/1"

    /// The statement and a sixth line, the signature: the form for files, e-mail and QR codes.
    package var text: String { statement + Hex.string(signature) + "\n" }

    /// Nil for anything but what `text` writes; spaces around lines are forgiven, as copies by hand have them.
    package init?(text: String) {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0.filter { !$0.isWhitespace }) }
            .filter { !$0.isEmpty }
        guard lines.count == 6, lines[0] == Self.format, let size = Int64(lines[1]), size >= 0,
            let root = Digest(hex: lines[2]), let milliseconds = Int64(lines[3]), let signature = Hex.bytes(lines[5])
        else { return nil }
        self.init(
            size: size, root: root, signedAt: Instant(milliseconds: milliseconds), keyID: lines[4],
            signature: signature)
    }
}
