import Cryptography
import Timekeeping

/// A signed statement “the ledger had this many facts and this root” (BEY-40). Whoever keeps one, on paper or in
/// another place, can later prove that nothing before it was changed or removed, and no later checkpoint either:
/// each says which one in the row it is.
package struct LedgerCheckpoint: Sendable, Equatable {
    /// From 1 on, without gaps. Zero where a text of the first format does not tell it.
    package let number: Int64
    package let size: Int64
    package let root: Digest
    package let signedAt: Instant
    package let keyID: String
    package let signature: [UInt8]
    let format: Format

    enum Format: Int, Sendable {
        /// Without number, as checkpoints were signed before they had one.
        case first = 1
        case numbered = 2
    }

    init(
        number: Int64, size: Int64, root: Digest, signedAt: Instant, keyID: String, signature: [UInt8], format: Format
    ) {
        (self.number, self.size, self.root, self.signedAt) = (number, size, root, signedAt)
        (self.keyID, self.signature, self.format) = (keyID, signature, format)
    }

    package init(number: Int64, size: Int64, root: Digest, at instant: Instant, keys: LedgerKeys) throws {
        let unsigned = LedgerCheckpoint(
            number: number, size: size, root: root, signedAt: instant, keyID: keys.keyID, signature: [], format: .numbered)
        self.init(
            number: number, size: size, root: root, signedAt: instant, keyID: keys.keyID,
            signature: try keys.signing.sign(unsigned.statement), format: .numbered)
    }

    /// What is signed: one value a line, the instant in milliseconds since 1970.
    package var statement: String {
        let rest = "\(size)\n\(root.hex)\n\(signedAt.milliseconds)\n\(keyID)\n"
        return switch format {
        case .first: Self.name + "/1\n" + rest
        case .numbered: Self.name + "/2\n\(number)\n" + rest
        }
    }

    private static let name = "mingcha-ledger"

    /// The statement and a last line, the signature: the form for files, e-mail and QR codes.
    package var text: String { statement + Hex.string(signature) + "\n" }

    /// Nil for anything but what `text` writes; spaces around lines are forgiven, as copies by hand have them.
    package init?(text: String) {
        var lines = text.split(whereSeparator: \.isNewline).map { String($0.filter { !$0.isWhitespace }) }
            .filter { !$0.isEmpty }
        let number: Int64
        let format: Format
        switch (lines.first, lines.count) {
        case (Self.name + "/1", 6): (number, format) = (0, .first)
        case (Self.name + "/2", 7):
            guard let read = Int64(lines.remove(at: 1)), read > 0 else { return nil }
            (number, format) = (read, .numbered)
        case _: return nil
        }
        guard let size = Int64(lines[1]), size >= 0, let root = Digest(hex: lines[2]),
            let milliseconds = Int64(lines[3]), let signature = Hex.bytes(lines[5])
        else { return nil }
        self.init(
            number: number, size: size, root: root, signedAt: Instant(milliseconds: milliseconds), keyID: lines[4],
            signature: signature, format: format)
    }
}

/// The checkpoint as a document prints it: its number, its size and the beginning of its root.
package struct PrintedCheckpoint: Sendable, Equatable {
    package let number: Int64
    package let size: Int64
    package let root: String
    static let rootLength = 16

    package init(number: Int64, size: Int64, root: Digest) {
        (self.number, self.size) = (number, size)
        self.root = String(root.hex.prefix(Self.rootLength))
    }

    /// Reads what `words` writes, also when typed from paper: `第12号/340条/根 0123456789abcdef` or `12/340/0123…`.
    package init?(text: String) {
        let parts = text.split(separator: "/").map { part in part.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }
        guard parts.count == 3, let number = Int64(parts[0]), number > 0, let size = Int64(parts[1]), size > 0,
            parts[2].count == Self.rootLength
        else { return nil }
        (self.number, self.size, root) = (number, size, parts[2].lowercased())
    }

    package var words: String { "第\(number)号/\(size)条/根 \(root)" }

    func matches(_ checkpoint: LedgerCheckpoint) -> Bool {
        checkpoint.number == number && checkpoint.size == size && checkpoint.root.hex.hasPrefix(root)
    }
}
