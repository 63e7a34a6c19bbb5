/// A calendar date as three numbers.
package struct YearMonthDay: Equatable, Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.days(ofMonth: month, year: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// The day numbers of spreadsheet programs: 1 is 1900-01-01, and 60 is the 29th of February 1900 that never was.
enum SerialDate {
    static func date(_ serial: Int) -> YearMonthDay? {
        guard serial >= 1, serial != 60, serial < 2_958_466 else { return nil }
        // Days since 0000-03-01, then Howard Hinnant's civil-from-days.
        let days = (serial > 60 ? serial - 1 : serial) + 693_900
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return YearMonthDay(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    static func serial(_ date: YearMonthDay) -> Int {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let shifted = date.month > 2 ? date.month - 3 : date.month + 9
        let days = year / 400 * 146_097 + year % 400 * 365 + year % 400 / 4 - year % 400 / 100 + (153 * shifted + 2) / 5 + date.day - 1
        let serial = days - 693_900
        return serial >= 60 ? serial + 1 : serial
    }
}
