import Synchronization
import Timekeeping

/// A clock that goes only when a test says so. It begins on 2026-03-02, a Monday, at 09:00 in Beijing.
package final class TestClock: Sendable {
    private let time: Mutex<Instant>

    package init(at start: Instant = TestClock.start) { time = Mutex(start) }

    package static let start = CalendarDate(dayNumber: 20_514).start.advanced(hours: 9)

    package var clock: Clock { Clock { self.now } }
    package var now: Instant { time.withLock { $0 } }

    package func advance(seconds: Int64) { time.withLock { $0 = $0.advanced(seconds: seconds) } }
    package func advance(minutes: Int64) { advance(seconds: minutes * 60) }
    package func advance(hours: Int64) { advance(minutes: hours * 60) }
    package func advance(days: Int64) { advance(hours: days * 24) }
}
