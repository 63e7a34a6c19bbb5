/// A calendar date in Beijing, without a time. Written and stored as `YYYY-MM-DD`, so that text order is date order.
package struct CalendarDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil unless the date exists (year 1900…2999).
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...2999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Farther days have no use and would overflow.
    private static let farthestDay = 1 << 40

    /// Days since 1970-01-01. (Gregorian day-number arithmetic on years that begin in March.)
    package init(dayNumber: Int) {
        let shifted = min(max(dayNumber, -Self.farthestDay), Self.farthestDay) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads `YYYY-MM-DD`, nothing else; the many spellings of spreadsheets are cleaned before.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard text.utf8.count == 10, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") }), parts.count == 3, parts[0].count == 4, parts[1].count == 2,
            let y = Int(Substring(parts[0])), let m = Int(Substring(parts[1])), let d = Int(Substring(parts[2]))
        else { return nil }
        self.init(year: y, month: m, day: d)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CalendarDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a date: \(text)"))
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package var description: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

    /// As documents write it: 2026年11月21日.
    package var chinese: String { "\(year)年\(month)月\(day)日" }

    package var weekday: String {
        ["星期四", "星期五", "星期六", "星期日", "星期一", "星期二", "星期三"][((dayNumber % 7) + 7) % 7]
    }

    package func advanced(days: Int) -> CalendarDate {
        CalendarDate(dayNumber: dayNumber + min(max(days, -Self.farthestDay), Self.farthestDay))
    }

    /// Midnight in Beijing at the start of this date.
    package var start: Instant { Instant(milliseconds: -28_800_000).advanced(days: Int64(dayNumber)) }

    /// The last instant of this date: deadlines end with the day.
    package var end: Instant { Instant(milliseconds: -28_800_001).advanced(days: Int64(dayNumber) + 1) }

    package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}
