#if canImport(Glibc)
import Glibc
#endif

/// A point in time: UTC, in whole milliseconds since 1970-01-01. All instants in tables and facts are of this kind.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    /// Instants come from phones and files too: what lies beyond all time stays at its end and never overflows.
    package func advanced(seconds: Int64) -> Instant { advanced(seconds, of: 1000) }
    package func advanced(hours: Int64) -> Instant { advanced(hours, of: 3_600_000) }
    package func advanced(days: Int64) -> Instant { advanced(days, of: 86_400_000) }

    private func advanced(_ count: Int64, of unit: Int64) -> Instant {
        let (step, isTooFar) = count.multipliedReportingOverflow(by: unit)
        let (sum, isBeyond) = milliseconds.addingReportingOverflow(step)
        guard isTooFar || isBeyond else { return Instant(milliseconds: sum) }
        return Instant(milliseconds: count > 0 ? .max : .min)
    }

    /// Milliseconds as a clock in Beijing (UTC+8, no summer time) counts them.
    private var inBeijing: Int64 { advanced(hours: 8).milliseconds }

    /// The calendar date in Beijing at this instant.
    package var beijingDate: CalendarDate {
        CalendarDate(dayNumber: Int(floorDivide(inBeijing, by: 86_400_000)))
    }

    /// Beijing time as `YYYY-MM-DD HH:mm` (STD-05).
    package var beijingText: String { beijingDate.description + " " + beijingClock }

    /// Beijing time of day as `HH:mm`.
    package var beijingClock: String {
        let minute = Int(floorRemainder(inBeijing, by: 86_400_000) / 60_000)
        return twoDigits(minute / 60) + ":" + twoDigits(minute % 60)
    }
}

/// Where the time comes from. Passed in everywhere, so that tests can set it.
package struct Clock: Sendable {
    private let read: @Sendable () -> Instant

    package init(_ read: @escaping @Sendable () -> Instant) { self.read = read }

    package func now() -> Instant { read() }

    /// Today's date in Beijing.
    package func today() -> CalendarDate { now().beijingDate }

    package static let system = Clock {
        var t = timespec()
        clock_gettime(CLOCK_REALTIME, &t)
        return Instant(milliseconds: Int64(t.tv_sec) * 1000 + Int64(t.tv_nsec) / 1_000_000)
    }
}

func floorDivide(_ a: Int64, by b: Int64) -> Int64 { a >= 0 ? a / b : -1 - (-1 - a) / b }
func floorRemainder(_ a: Int64, by b: Int64) -> Int64 { a % b < 0 ? a % b + b : a % b }

func twoDigits(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
