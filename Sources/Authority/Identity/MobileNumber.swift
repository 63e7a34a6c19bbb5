/// A mobile phone number of the mainland (手机号): the login name of an account.
package struct MobileNumber: Hashable, Sendable, Codable, CustomStringConvertible {
    package static let formatMessage = "手机号格式不正确，应为以1开头的11位数字"

    /// The whole number: personal data, never for logs or lists.
    package let description: String

    /// Nil unless 11 digits that begin with 13 to 19; spaces and hyphens are dropped.
    package init?(_ text: String) {
        let digits = Array(text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") })
        guard digits.count == 11, digits.allSatisfy({ (48...57).contains($0) }),
            digits[0] == UInt8(ascii: "1"), digits[1] >= UInt8(ascii: "3")
        else { return nil }
        description = String(decoding: digits, as: UTF8.self)
    }

    /// As lists show it: 199****0001.
    package var masked: String { Telephone.masked(description) }
}
