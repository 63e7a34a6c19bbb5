/// Whole numbers as statutes write them: 一百二十六, 二十, 十一.
enum ChineseNumeral {
    private static let digits: [Character] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let units: [(name: Character, worth: Int)] = [("千", 1000), ("百", 100), ("十", 10)]

    /// Every character a numeral may hold.
    static let characters: Set<Character> = Set(digits + units.map(\.name) + ["零", "两"])

    /// 1…9999; nil for everything else. Arabic digits are taken too, because typed texts hold them.
    static func number(_ text: some StringProtocol) -> Int? {
        if let arabic = Int(text), (1...9999).contains(arabic) { return arabic }
        var (total, digit, lastWorth) = (0, 0, 10_000)
        for character in text {
            if let unit = units.first(where: { $0.name == character }) {
                guard unit.worth < lastWorth, digit > 0 || (unit.worth == 10 && total == 0) else { return nil }
                total += max(1, digit) * unit.worth
                (digit, lastWorth) = (0, unit.worth)
            } else if character == "零" || character == "〇" {
                guard digit == 0 else { return nil }
            } else if character == "两" {
                digit = 2
            } else {
                guard digit == 0, let value = digits.firstIndex(of: character) else { return nil }
                digit = value
            }
        }
        total += digit
        return total > 0 ? total : nil
    }

    /// - Parameter number: 1…9999.
    static func text(_ number: Int) -> String {
        var (text, rest, skipped) = ("", number, false)
        for unit in units {
            let count = rest / unit.worth
            rest %= unit.worth
            guard count > 0 else {
                skipped = !text.isEmpty
                continue
            }
            if skipped { text += "零" }
            skipped = false
            text += (unit.worth == 10 && text.isEmpty && count == 1 ? "" : String(digits[count])) + String(unit.name)
        }
        guard rest > 0 else { return text }
        return text + (skipped ? "零" : "") + String(digits[rest])
    }
}
