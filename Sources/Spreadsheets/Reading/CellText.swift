/// Numbers of a workbook as the text a person sees in the cell.
enum CellText {
    /// Excel itself shows and keeps fifteen digits.
    private static let significantDigits = 15

    static func number(_ bytes: [UInt8]) -> String {
        // Plain digits are kept as they stand in the file: a code of 18 digits written as a number survives.
        if bytes.count <= 40, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return String(decoding: bytes, as: UTF8.self) }
        return DecimalDigits(bytes)?.rounded(to: significantDigits).plain ?? String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the number has more whole digits than are kept: a code of 18 digits has become another one.
    static func isLong(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > significantDigits || bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return false }
        return (DecimalDigits(bytes)?.wholeDigits ?? 0) > significantDigits
    }

    static func moment(_ bytes: [UInt8], _ kind: CellFormats.Kind, is1904: Bool) -> String {
        guard let serial = WholeNumber.parse(bytes).map(Double.init) ?? Double(String(decoding: bytes, as: UTF8.self)),
            serial >= 0, serial < 2_958_466
        else { return number(bytes) }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        if is1904 { days += 1462 }
        var shown: [UInt8] = []
        if days > 0 || kind != .time && seconds == 0 {
            guard let date = SerialDate.date(days) else { return number(bytes) }
            append(date.year / 100, to: &shown)
            append(date.year % 100, to: &shown)
            append(date.month, after: "-", to: &shown)
            append(date.day, after: "-", to: &shown)
            if seconds == 0 { return String(decoding: shown, as: UTF8.self) }
            shown.append(UInt8(ascii: " "))
        }
        append(seconds / 3600, to: &shown)
        append(seconds / 60 % 60, after: ":", to: &shown)
        if seconds % 60 != 0 { append(seconds % 60, after: ":", to: &shown) }
        return String(decoding: shown, as: UTF8.self)
    }

    /// Two digits.
    private static func append(_ number: Int, after separator: Unicode.Scalar? = nil, to shown: inout [UInt8]) {
        if let separator { shown.append(UInt8(ascii: separator)) }
        shown.append(UInt8(0x30 + number / 10))
        shown.append(UInt8(0x30 + number % 10))
    }
}

/// Digits and nothing else, few enough not to overflow.
enum WholeNumber {
    static func parse(_ bytes: [UInt8]) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 15 else { return nil }
        var number = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}

/// A decimal number as its digits, without the detour over a binary one.
struct DecimalDigits {
    private var isNegative = false
    private var digits: [UInt8] = []
    /// Digits before the point.
    private var point = 0
    var wholeDigits: Int { point }

    /// Reads `-12.5E+3`.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        let mark = rest.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? rest.endIndex
        let mantissa = rest[..<mark]
        let pointAt = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
        digits = Array(mantissa[..<pointAt]) + mantissa[pointAt...].dropFirst()
        point = pointAt - mantissa.startIndex
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        if mark < rest.endIndex {
            guard let exponent = Int(String(decoding: rest[(mark + 1)...], as: UTF8.self)), abs(exponent) < 400 else { return nil }
            point += exponent
        }
        let zeros = digits.prefix { $0 == 0x30 }.count
        digits.removeFirst(zeros)
        point -= zeros
    }

    /// Half away from zero, as Excel does.
    func rounded(to most: Int) -> DecimalDigits {
        guard digits.count > most else { return self }
        var result = self
        let roundsUp = digits[most] >= 0x35
        result.digits.removeSubrange(most...)
        guard roundsUp else { return result }
        var index = most - 1
        while index >= 0, result.digits[index] == 0x39 {
            result.digits[index] = 0x30
            index -= 1
        }
        if index >= 0 {
            result.digits[index] += 1
        } else {
            result.digits.insert(0x31, at: 0)
            result.point += 1
        }
        return result
    }

    /// Without exponent and without trailing zeros behind the point.
    var plain: String {
        var shown = digits
        while shown.count > max(point, 0), shown.last == 0x30 { shown.removeLast() }
        guard !shown.isEmpty else { return "0" }
        if point <= 0 {
            shown.insert(contentsOf: repeatElement(0x30, count: 1 - point), at: 0)
            shown.insert(UInt8(ascii: "."), at: 1)
        } else if point < shown.count {
            shown.insert(UInt8(ascii: "."), at: point)
        } else {
            shown.append(contentsOf: repeatElement(0x30, count: point - shown.count))
        }
        return (isNegative ? "-" : "") + String(decoding: shown, as: UTF8.self)
    }
}
