/// A telephone number, mobile or fixed with its area code. Of a person it is personal data: sealed at rest, masked in lists.
package enum Telephone {
    package static let formatMessage = "联系电话格式不正确，应为11位手机号，或带区号的固定电话，如 0571-87650000"

    package static func isValid(_ text: String) -> Bool {
        if MobileNumber(text) != nil { return true }
        let digits = text.utf8.count { (48...57).contains($0) }
        return (7...12).contains(digits) && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 0x2D }
    }

    /// As lists show it: 199****0001.
    package static func masked(_ number: String) -> String {
        let digits = number.count
        guard digits > 4 else { return String(repeating: "*", count: digits) }
        return number.prefix(max(0, min(3, digits - 4))) + String(repeating: "*", count: max(1, digits - 7)) + number.suffix(4)
    }
}
