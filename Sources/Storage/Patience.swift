import Glibc

/// How long the one who asks the database is willing to wait. Calls of people wait seconds and are told then; jobs,
/// commands and migrations have nobody who waits.
package enum Patience {
    @TaskLocal package static var milliseconds: Int?

    /// For a call of the web: waiting for a turn, for locks and for the answer, all together.
    package static let ofCalls = 4500

    /// The monotonic clock, in milliseconds.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
