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

/// Bytes of bodies that are held in memory at this moment, of all calls together.
final class BodyBudget: Sendable {
    private let free: Mutex<Int>

    init(_ bytes: Int) { free = Mutex(bytes) }

    func take(_ count: Int) -> Bool {
        free.withLock { free in
            guard free >= count else { return false }
            free -= count
            return true
        }
    }

    func giveBack(_ count: Int) { free.withLock { $0 += count } }
}
