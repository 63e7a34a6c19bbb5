import Synchronization

/// Figures of this process for /metrics, in the text format of Prometheus.
final class Metrics: Sendable {
    private struct State {
        var byStatus: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var seconds = 0.0
    }

    /// Upper bounds in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
    private let state = Mutex(State())

    func note(status: Int, elapsed: Duration) {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        state.withLock { state in
            state.byStatus[status, default: 0] += 1
            state.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            state.seconds += seconds
        }
    }

    func text(queueDepth: (reads: Int, writes: Int), connections: Int, waiting: Int) -> String {
        let state = state.withLock { $0 }
        var lines = ["# TYPE mingcha_calls_total counter"]
        lines += state.byStatus.sorted { $0.key < $1.key }.map { "mingcha_calls_total{status=\"\($0.key)\"} \($0.value)" }
        lines.append("# TYPE mingcha_call_seconds histogram")
        var sum = 0
        for (bound, count) in zip(Self.bounds, state.buckets) {
            sum += count
            lines.append("mingcha_call_seconds_bucket{le=\"\(bound)\"} \(sum)")
        }
        sum += state.buckets.last ?? 0
        lines += ["mingcha_call_seconds_bucket{le=\"+Inf\"} \(sum)", "mingcha_call_seconds_sum \(state.seconds)", "mingcha_call_seconds_count \(sum)"]
        lines += [
            "# TYPE mingcha_database_waiting gauge", "mingcha_database_waiting{kind=\"read\"} \(queueDepth.reads)",
            "mingcha_database_waiting{kind=\"write\"} \(queueDepth.writes)",
            "# TYPE mingcha_connections gauge", "mingcha_connections \(connections)",
            "# TYPE mingcha_calls_waiting gauge", "mingcha_calls_waiting \(waiting)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
