import Synchronization

/// How many connections are open, in all and by address.
final class ConnectionCount: Sendable {
    private struct State {
        var total = 0
        var byOrigin: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let most: Int
    private let mostOfOne: Int

    init(most: Int, ofOne: Int) { (self.most, mostOfOne) = (most, ofOne) }

    var open: Int { state.withLock { $0.total } }

    /// - Parameter origin: nil for whoever speaks for many.
    /// - Returns: whether the connection may stay; then `close` follows once.
    func admit(_ origin: String?) -> Bool {
        state.withLock { state in
            guard state.total < most else { return false }
            if let origin {
                let count = state.byOrigin[origin, default: 0]
                guard count < mostOfOne else { return false }
                state.byOrigin[origin] = count + 1
            }
            state.total += 1
            return true
        }
    }

    func close(_ origin: String?) {
        state.withLock { state in
            state.total -= 1
            guard let origin, let count = state.byOrigin[origin] else { return }
            state.byOrigin[origin] = count > 1 ? count - 1 : nil
        }
    }
}

/// Bytes of bodies that are held in memory at this moment, of all calls together. One caller has no more than half of
/// it: whoever sends much and slowly, as often as they like, leaves room for the others.
final class BodyBudget: Sendable {
    private struct State {
        var free: Int
        var byCaller: [String: Int] = [:]
    }

    private let state: Mutex<State>
    private let share: Int

    /// - Parameter leastShare: what a caller may hold in any case: one body of the largest kind.
    init(_ bytes: Int, leastShare: Int = Route.uploadLimit) {
        state = Mutex(State(free: bytes))
        share = max(bytes / 2, leastShare)
    }

    /// - Returns: whether there is room; then `giveBack` follows.
    func take(_ count: Int, for caller: String) -> Bool {
        state.withLock { state in
            let held = state.byCaller[caller, default: 0]
            guard state.free >= count, held + count <= share else { return false }
            state.free -= count
            state.byCaller[caller] = held + count
            return true
        }
    }

    func giveBack(_ count: Int, of caller: String) {
        guard count > 0 else { return }
        state.withLock { state in
            state.free += count
            let held = state.byCaller[caller, default: 0] - count
            state.byCaller[caller] = held > 0 ? held : nil
        }
    }
}

/// What one call holds of the budget, and for whom.
struct HeldBody {
    var caller = ""
    var bytes = 0
}
