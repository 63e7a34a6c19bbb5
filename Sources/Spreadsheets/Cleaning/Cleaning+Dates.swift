extension Cleaning {
    /// The day that a cell means, in any of the forms people write: 2026-1-5, 2026/01/05, 2026.1.5,
    /// 2026年1月5日, 20260105, Excel's 46027; a time behind it is left out. Nil when it is no day.
    package static func date(_ raw: String) -> YearMonthDay? {
        if let day = standard(raw.utf8) { return day }
        var rest = Array(text(raw).unicodeScalars.map(Characters.halfWidth))[...]
        let first = takeDigits(&rest)
        switch first.count {
        case 8 where isTime(rest): return compact(first)
        case 14 where rest.isEmpty: return compact(first.prefix(8))
        case 5: return serial(first, rest)
        case 4: return separated(first, rest)
        default: return nil
        }
    }

    /// 2026-01-05, as most are written.
    private static func standard(_ raw: String.UTF8View) -> YearMonthDay? {
        guard raw.count == 10 else { return nil }
        var numbers = [0, 0, 0]
        for (place, byte) in raw.enumerated() {
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard (0x30...0x39).contains(byte) else { return nil }
                let part = place < 4 ? 0 : place < 7 ? 1 : 2
                numbers[part] = numbers[part] * 10 + Int(byte - 0x30)
            }
        }
        return YearMonthDay(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    private static func compact(_ digits: ArraySlice<Int>) -> YearMonthDay? {
        let start = digits.startIndex
        return YearMonthDay(year: number(digits[..<(start + 4)]), month: number(digits[(start + 4)..<(start + 6)]), day: number(digits[(start + 6)...]))
    }

    /// Five digits lie between 1927 and 2173; fewer would be a year or a count.
    private static func serial(_ digits: ArraySlice<Int>, _ rest: ArraySlice<Unicode.Scalar>) -> YearMonthDay? {
        var rest = rest
        if rest.first == "." {
            rest.removeFirst()
            _ = takeDigits(&rest)
        }
        return rest.isEmpty ? SerialDate.date(number(digits)) : nil
    }

    private static func separated(_ year: ArraySlice<Int>, _ scalars: ArraySlice<Unicode.Scalar>) -> YearMonthDay? {
        var rest = scalars
        guard let separator = takeSeparator(&rest) else { return nil }
        let month = takeDigits(&rest)
        guard takeSeparator(&rest) == (separator == "年" ? "月" : separator) else { return nil }
        let day = takeDigits(&rest)
        guard (1...2).contains(month.count), (1...2).contains(day.count) else { return nil }
        if separator == "年" {
            guard let end = rest.first, end == "日" || end == "号" else { return nil }
            rest.removeFirst()
        }
        return isTime(rest) ? YearMonthDay(year: number(year), month: number(month), day: number(day)) : nil
    }

    private static func takeDigits(_ rest: inout ArraySlice<Unicode.Scalar>) -> ArraySlice<Int> {
        var digits: [Int] = []
        while let scalar = rest.first, isDigit(scalar) {
            digits.append(Int(scalar.value - 0x30))
            rest.removeFirst()
        }
        return digits[...]
    }

    /// Spaces around a separator are a typing habit.
    private static func takeSeparator(_ rest: inout ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        while rest.first == " " { rest.removeFirst() }
        guard let separator = rest.popFirst(), "-/.年月".unicodeScalars.contains(separator) else { return nil }
        while rest.first == " " { rest.removeFirst() }
        return separator
    }

    private static func number(_ digits: ArraySlice<Int>) -> Int {
        digits.reduce(0) { $0 * 10 + $1 }
    }

    /// Nothing, or a time of day such as ` 08:30:00`, `T08:30+08:00`, ` 8时30分`, ` 上午8:30`. A second date, as
    /// in a period, is none.
    private static func isTime(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = rest.first else { return true }
        guard first == " " || "T上下".unicodeScalars.contains(first) || isDigit(first) else { return false }
        let colons = rest.filter { $0 == ":" }.count
        guard (1...3).contains(colons) || rest.contains("时") || rest.contains("点") else { return false }
        return rest.allSatisfy { isDigit($0) || " T:.+-Z时点分秒上下午AMPamp".unicodeScalars.contains($0) }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value)
    }
}
