import Synchronization

/// Figures of this process for /metrics, in the text format of Prometheus.
package final class Metrics: Sendable {
    private struct State {
        var byStatus: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var seconds = 0.0
    }

    /// Upper bounds in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
    private let state = Mutex(State())

    package func note(status: Int, elapsed: Duration) {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        state.withLock { state in
            state.byStatus[status, default: 0] += 1
            state.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            state.seconds += seconds
        }
    }

    package func text(queueDepth: (reads: Int, writes: Int), connections: Int, waiting: Int, further: [Figure] = []) -> String {
        let state = state.withLock { $0 }
        var sum = 0
        var buckets: [(suffix: String, value: Double)] = []
        for (bound, count) in zip(Self.bounds, state.buckets) {
            sum += count
            buckets.append(("_bucket{le=\"\(bound)\"}", Double(sum)))
        }
        sum += state.buckets.last ?? 0
        buckets += [("_bucket{le=\"+Inf\"}", Double(sum)), ("_sum", state.seconds), ("_count", Double(sum))]
        let figures = [
            Figure("mingcha_calls_total", .counter, "Calls answered, by status.", state.byStatus.sorted { $0.key < $1.key }.map {
                ("{status=\"\($0.key)\"}", Double($0.value))
            }),
            Figure("mingcha_call_seconds", .histogram, "How long calls took.", buckets),
            Figure("mingcha_database_waiting", .gauge, "Pieces of work that wait for the database.", [
                ("{kind=\"read\"}", Double(queueDepth.reads)), ("{kind=\"write\"}", Double(queueDepth.writes)),
            ]),
            Figure("mingcha_connections", .gauge, "Connections that are open.", Double(connections)),
            Figure("mingcha_calls_waiting", .gauge, "Calls that wait for their turn.", Double(waiting)),
        ] + further
        return figures.flatMap(\.lines).joined(separator: "\n") + "\n"
    }
}
