/// 统一社会信用代码 (GB 32100—2015, STD-01): 18 characters, the last is a check character.
package struct UnifiedSocialCreditCode: Hashable, Sendable, CustomStringConvertible {
    package static let formatMessage = "统一社会信用代码格式不正确"

    package let description: String

    /// Nil unless length, characters and check character are right. Letters may be typed in lower case.
    package init?(_ text: String) {
        var characters: [UInt8] = []
        characters.reserveCapacity(18)
        var values: [Int] = []
        values.reserveCapacity(18)
        for byte in text.utf8 {
            let character = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
            let value = Int(Self.values[Int(character)])
            guard value < 31, characters.count < 18 else { return nil }
            characters.append(character)
            values.append(value)
        }
        guard characters.count == 18, values[17] == Self.check(values[..<17]) else { return nil }
        description = String(decoding: characters, as: UTF8.self)
    }

    /// The code that begins with 17 characters, for invented subjects.
    package init?(completing beginning: String) {
        let values = beginning.utf8.compactMap(Self.alphabet.firstIndex)
        guard beginning.utf8.count == 17, values.count == 17 else { return nil }
        description = beginning + String(UnicodeScalar(Self.alphabet[Self.check(values[...])]))
    }

    /// Without I, O, S, V and Z, which are easily misread.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// The value of each byte; 31 where it is no character of a code.
    private static let values = (0...255).map { byte in UInt8(alphabet.firstIndex(of: UInt8(byte)) ?? 31) }

    /// Weights are the powers of 3 modulo 31.
    private static func check(_ values: ArraySlice<Int>) -> Int {
        var weight = 1
        var sum = 0
        for value in values {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return (31 - sum % 31) % 31
    }
}
