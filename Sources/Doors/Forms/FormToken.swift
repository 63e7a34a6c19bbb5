/// The token of a session's forms, as it stands in a page: hidden under a mask that is new each time. Of a page that is
/// packed, the length would otherwise tell a token letter by letter to whoever can have it sent often (BREACH).
enum FormToken {
    static func masked(_ token: String) -> String {
        guard let bytes = bytes(token) else { return token }
        var random = SystemRandomNumberGenerator()
        var mask: [UInt8] = []
        while mask.count < bytes.count { withUnsafeBytes(of: random.next() as UInt64) { mask.append(contentsOf: $0) } }
        return hex(mask.prefix(bytes.count)) + hex(zip(bytes, mask).map { $0 ^ $1 })
    }

    /// Empty when it is none.
    static func unmasked(_ sent: String) -> String {
        guard let bytes = bytes(sent), bytes.count % 2 == 0 else { return "" }
        let half = bytes.count / 2
        return hex(zip(bytes[..<half], bytes[half...]).map { $0 ^ $1 })
    }

    /// Nil when it is not written in hexadecimal digits.
    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }.map { UInt8($0) }
        guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
