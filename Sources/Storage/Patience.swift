import Glibc
import Synchronization

/// How long the one who asks the database is willing to wait. Calls of people wait seconds and are told then; jobs,
/// commands and migrations have nobody who waits.
package enum Patience {
    @TaskLocal package static var milliseconds: Int?

    /// What one call has waited already, of all that it asked.
    @TaskLocal private static var waited: Waited?

    /// For a call of the web: waiting for a turn, for locks and for the answers, all together.
    package static let ofCalls = 4000
    /// What whoever has waited long enough is still given for each thing more, so that a slow store is not worse than none.
    private static let least = 250

    /// Runs a call that asks the store several times and has one patience for all of it.
    package static func ofOneCall<T>(_ milliseconds: Int = ofCalls, _ body: () async throws -> T) async rethrows -> T {
        try await $milliseconds.withValue(milliseconds) { try await $waited.withValue(Waited()) { try await body() } }
    }

    /// What is left for the next thing asked, in few sizes: the store is told of each change.
    static var left: Int? {
        guard let milliseconds else { return nil }
        let spent = waited?.milliseconds ?? 0
        return max(min(least, milliseconds), milliseconds - spent / least * least)
    }

    /// Waits for an answer of the store, on the patience of the call.
    static func measured<T>(_ body: () async throws -> T) async rethrows -> T {
        guard let waited else { return try await body() }
        let start = now()
        defer { waited.add(Int(now() - start)) }
        return try await body()
    }

    /// The monotonic clock, in milliseconds.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private final class Waited: Sendable {
        private let total = Mutex(0)
        var milliseconds: Int { total.withLock { $0 } }
        func add(_ milliseconds: Int) { total.withLock { $0 += milliseconds } }
    }
}
