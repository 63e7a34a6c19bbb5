import Timekeeping

/// 身份证号码 (GB 11643—1999, STD-01): division, date of birth, sequence, check character.
package struct CitizenIDNumber: Hashable, Sendable, CustomStringConvertible {
    package static let formatMessage = "身份证号码格式不正确"

    /// The whole number: personal data, never for logs or lists.
    package let description: String

    /// Nil unless length, date and check character are right.
    package init?(_ text: String) {
        let characters = Array(text.uppercased().utf8)
        guard characters.count == 18, let check = Self.check(characters[..<17]), characters[17] == check else {
            return nil
        }
        description = String(decoding: characters, as: UTF8.self)
        guard Self.date(in: description) != nil else { return nil }
    }

    /// The number that begins with 17 digits, for invented people.
    package init?(completing beginning: String) {
        guard beginning.utf8.count == 17, let check = Self.check(Array(beginning.utf8)[...]) else { return nil }
        self.init(beginning + String(UnicodeScalar(check)))
    }

    package var birthDate: CalendarDate? { Self.date(in: description) }

    /// The 17th digit is odd for men.
    package var isMale: Bool { (description.utf8.dropFirst(16).first ?? 0) % 2 == 1 }

    /// As lists show it: 3301**********0012.
    package var masked: String { description.prefix(4) + "**********" + description.suffix(4) }

    private static func date(in text: String) -> CalendarDate? {
        let digits = text.dropFirst(6).prefix(8)
        guard let year = Int(digits.prefix(4)), let month = Int(digits.dropFirst(4).prefix(2)),
            let day = Int(digits.suffix(2))
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private static func check(_ digits: ArraySlice<UInt8>) -> UInt8? {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let sum = zip(digits, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        return Array("10X98765432".utf8)[sum % 11]
    }
}
