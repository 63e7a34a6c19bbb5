import Authority
import Synchronization
import Timekeeping

/// How often one address may ask on pages without login: enough for a person, not for reading everything off.
package final class OriginThrottle: Sendable {
    private struct Window {
        var start: Instant
        var count: Int
    }

    private let windows = Mutex<[String: Window]>([:])
    private let limit: Int
    private let clock: Clock
    private static let seconds: Int64 = 60
    /// More addresses than that are forgotten, oldest windows first.
    private static let mostOrigins = 20_000

    package init(limit: Int = 60, clock: Clock) { (self.limit, self.clock) = (limit, clock) }

    /// - Parameter weight: what is counted, where calls differ in it.
    /// - Throws: `CallFault.throttled` when the address has asked too often within a minute.
    package func admit(_ origin: String, weight: Int = 1) throws {
        let (now, origin) = (clock.now(), VisitorOrigin.counted(origin))
        let count = windows.withLock { windows in
            if windows.count >= Self.mostOrigins { windows = windows.filter { now < $0.value.start.advanced(seconds: Self.seconds) } }
            if windows.count >= Self.mostOrigins { windows.removeAll() }
            var window = windows[origin] ?? Window(start: now, count: 0)
            // a window that begins in the future is of a clock that was set back, and would last until then
            if now < window.start || now >= window.start.advanced(seconds: Self.seconds) { window = Window(start: now, count: 0) }
            window.count += weight
            windows[origin] = window
            return window.count
        }
        guard count <= limit else { throw CallFault.throttled }
    }
}
