import Cryptography
import Storage

/// The code by which anybody can check a document (BEY-42): 80 random bits in Crockford's base 32, which has no
/// letters that are taken for digits.
package struct CheckCode: Sendable, Hashable, CustomStringConvertible, SQLConvertible {
    /// 16 characters.
    package let description: String

    package static func random() -> CheckCode { CheckCode(bytes: SecureRandom.bytes(10)) }

    /// - Parameter bytes: ten.
    init(bytes: [UInt8]) {
        var text = ""
        for start in stride(from: 0, to: bytes.count - 4, by: 5) {
            let word = bytes[start..<start + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            for shift in stride(from: 35, through: 0, by: -5) { text.append(Self.alphabet[Int(word >> UInt64(shift)) & 31]) }
        }
        description = text
    }

    /// Forgives hyphens, blanks, small letters, and what looks alike: O for 0, I and L for 1.
    package init?(_ typed: String) {
        var text = ""
        for character in typed.uppercased() where character != "-" && !character.isWhitespace {
            switch character {
            case "O": text.append("0")
            case "I", "L": text.append("1")
            case _ where Self.alphabet.contains(character): text.append(character)
            case _: return nil
            }
        }
        guard text.count == 16 else { return nil }
        description = text
    }

    /// Four groups, for people.
    package var grouped: String {
        stride(from: 0, to: 16, by: 4).map { String(description.dropFirst($0).prefix(4)) }.joined(separator: "-")
    }

    package var sqlValue: SQLValue { .text(description) }
    package static func read(_ row: borrowing Row, at column: Int32) -> CheckCode? {
        String.read(row, at: column).flatMap { CheckCode($0) }
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
