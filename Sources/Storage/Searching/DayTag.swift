import Timekeeping

/// Tags of a day in the search index, so that a period is a few sets: its decade, its year and its month.
package enum DayTag {
    /// What the entry of a row with this day holds.
    package static func tags(of day: CalendarDate) -> [String] {
        [decade(day.year), year(day.year), month(day.year, day.month)]
    }

    /// Tags of which every day of the period has one; open ends reach to 2000 and to 2099. Days beside the period may have
    /// one too: the list still asks the condition itself.
    package static func cover(from: CalendarDate?, to: CalendarDate?) -> [String] {
        let first = max(0, from.map(months) ?? 0), last = min(1199, to.map(months) ?? 1199)
        var tags: [String] = []
        var place = first
        while place <= last {
            let (number, width) = (2000 + place / 12, place % 120 == 0 && place + 119 <= last ? 120 : place % 12 == 0 && place + 11 <= last ? 12 : 1)
            tags.append(width == 120 ? decade(number) : width == 12 ? year(number) : month(number, place % 12 + 1))
            place += width
        }
        return tags
    }

    /// Since January 2000.
    private static func months(_ day: CalendarDate) -> Int { (day.year - 2000) * 12 + day.month - 1 }

    private static func decade(_ year: Int) -> String { "decade=\(year / 10)" }
    private static func year(_ year: Int) -> String { "year=\(year)" }
    private static func month(_ year: Int, _ month: Int) -> String { "month=\(year)-\(month)" }
}
