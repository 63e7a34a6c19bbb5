import Storage
import Testing
import Timekeeping

@Suite("期间的标签")
struct DayTagTests {
    private let days = (0..<400).map { CalendarDate(dayNumber: 10_957 + $0 * 91) }

    @Test("OPS-03 期间内的每一天都有期间标签之一，离期间超过一个月的没有")
    func covered() {
        for from in days.enumerated().filter({ $0.offset % 13 == 0 }).map(\.element) {
            for to in days.enumerated().filter({ $0.offset % 29 == 3 }).map(\.element) where from <= to {
                let tags = Set(DayTag.cover(from: from, to: to))
                for day in days where from <= day && day <= to { #expect(!tags.isDisjoint(with: DayTag.tags(of: day)), "\(from) \(to) \(day)") }
                for day in days where day.advanced(days: 31) < from || to.advanced(days: 31) < day {
                    #expect(tags.isDisjoint(with: DayTag.tags(of: day)), "\(from) \(to) \(day)")
                }
            }
        }
    }

    @Test("OPS-03 没有起止的期间只用几十个标签")
    func open() {
        let day = CalendarDate(dayNumber: 20_514)
        #expect(DayTag.cover(from: day, to: nil).count < 32)
        #expect(DayTag.cover(from: nil, to: day).count < 32)
        #expect(!Set(DayTag.cover(from: nil, to: day)).isDisjoint(with: DayTag.tags(of: day)))
    }
}
