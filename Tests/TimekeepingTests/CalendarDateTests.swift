import Testing
import Timekeeping

@Suite("日期与时刻")
struct CalendarDateTests {
    @Test("STD-05 1900年至2999年的每一天都能换算成天数再换回来，文字次序即日期次序")
    func everyDay() throws {
        let first = try #require(CalendarDate(year: 1900, month: 1, day: 1))
        let last = try #require(CalendarDate(year: 2999, month: 12, day: 31))
        var former = first.advanced(days: -1)
        for number in first.dayNumber...last.dayNumber {
            let date = CalendarDate(dayNumber: number)
            guard date.dayNumber == number, CalendarDate(date.description) == date, former < date,
                number == first.dayNumber || former.description < date.description
            else { Issue.record("\(date)"); return }
            former = date
        }
        #expect(former == last)
    }

    @Test(
        "STD-05 不存在的日期和别的写法都不是日期",
        arguments: [
            "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-5", "2026/01/05", "2026-01-05 ",
            "2026-+1-05", "+026-01-05", "２０２６-01-05", "1899-12-31", "",
        ])
    func noDates(_ text: String) { #expect(CalendarDate(text) == nil) }

    @Test("闰年的二月有29天，世纪年除外，四百年例外")
    func leapYears() {
        #expect(CalendarDate("2024-02-29") != nil)
        #expect(CalendarDate("2000-02-29") != nil)
        #expect(CalendarDate("2100-02-29") == nil)
    }

    @Test("星期和中文写法")
    func words() throws {
        #expect(try #require(CalendarDate("1970-01-01")).weekday == "星期四")
        #expect(try #require(CalendarDate("2026-11-21")).weekday == "星期六")
        #expect(try #require(CalendarDate("1969-12-31")).weekday == "星期三")
        #expect(try #require(CalendarDate("2026-03-05")).chinese == "2026年3月5日")
    }

    @Test("STD-05 时刻存为世界时，显示为北京时间 YYYY-MM-DD HH:mm；一天从北京零点到最后一毫秒")
    func beijing() throws {
        // 2026-03-01T16:00:00Z
        let midnight = Instant(milliseconds: 1_772_380_800_000)
        #expect(midnight.beijingText == "2026-03-02 00:00")
        #expect(midnight.advanced(seconds: -1).beijingText == "2026-03-01 23:59")
        let date = try #require(CalendarDate("2026-03-02"))
        #expect(date.start == midnight)
        #expect(date.end == Instant(milliseconds: midnight.milliseconds + 86_399_999))
        #expect(date.end.beijingDate == date)
        #expect(midnight.advanced(days: 1).beijingDate == date.advanced(days: 1))
    }

    @Test("STD-05 任何毫秒数都有日期和文字，任何步长都有结果，1970年之前的也不例外", arguments: [Int64.max, .max - 1, .min, .min + 1, 1 << 53])
    func farthest(_ milliseconds: Int64) throws {
        let instant = Instant(milliseconds: milliseconds)
        #expect(!instant.beijingText.isEmpty)
        let (back, on) = (instant.advanced(days: .min), instant.advanced(days: .max))
        #expect(back == Instant(milliseconds: .min))
        #expect(on == Instant(milliseconds: .max))
        #expect(CalendarDate(dayNumber: Int(clamping: milliseconds)).advanced(days: Int(clamping: milliseconds)).start <= on)
        #expect(Instant(milliseconds: -28_800_001).beijingText == "1969-12-31 23:59")
    }
}
