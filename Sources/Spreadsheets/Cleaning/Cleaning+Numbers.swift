extension Cleaning {
    /// A quantity: `１，２３４.５`, `¥1,234.50`, `12万元` is none. Nil when it is no number.
    package static func number(_ raw: String) -> Double? {
        plainDecimal(raw).flatMap { Double($0) }
    }

    /// A whole number; `3.0` is 3, `3.5` is none.
    package static func integer(_ raw: String) -> Int? {
        guard let decimal = plainDecimal(raw) else { return nil }
        let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts[1].allSatisfy({ $0 == "0" }) else { return nil }
        return parts.first.flatMap { Int($0) }
    }

    /// An amount in yuan as fen, exactly; nil when it is no amount or finer than a fen.
    package static func fen(_ raw: String) -> Int64? {
        guard let decimal = plainDecimal(raw) else { return nil }
        let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : ""
        guard fraction.dropFirst(2).allSatisfy({ $0 == "0" }), let whole = parts.first else { return nil }
        let digits = fraction.prefix(2)
        return Int64(String(whole) + digits + String(repeating: "0", count: 2 - digits.count))
    }

    /// Sign, digits, point and digits, without the signs of money and the commas between thousands.
    private static func plainDecimal(_ raw: String) -> String? {
        var rest = Substring(code(raw))
        if let sign = rest.first, sign == "¥" || sign == "￥" { rest.removeFirst() }
        if rest.hasSuffix("元") { rest.removeLast() }
        let sign = rest.hasPrefix("-") ? "-" : ""
        if rest.hasPrefix("-") || rest.hasPrefix("+") { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, let digits = withoutCommas(whole) else { return nil }
        guard parts.count == 2 else { return sign + digits }
        guard isDigits(parts[1]) else { return nil }
        return "\(sign)\(digits).\(parts[1])"
    }

    private static func withoutCommas(_ whole: Substring) -> String? {
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.allSatisfy(isDigits) else { return nil }
        if groups.count > 1, groups[0].count > 3 || groups.dropFirst().contains(where: { $0.count != 3 }) { return nil }
        return groups.joined()
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}
