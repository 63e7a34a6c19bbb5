import Synchronization

/// Whose turn it is when more is asked than can be done (P16): a bounded number of calls runs, few wait, and whoever
/// would wait too long is told at once to come again. So those let in are answered as fast as ever.
final class Admission: Sendable {
    enum Lane: Sendable {
        /// Needs no turn: signs of life.
        case free
        case ordinary
        /// What an officer hands in: before all others, and never sent away while there is room to keep it.
        case submission
        /// Had its turn and gave it back while its body was on the way.
        case resumed
    }

    /// Told to come again.
    struct Full: Error {}

    private struct Waiting {
        let lane: Lane
        let since: ContinuousClock.Instant
        let caller: UnsafeContinuation<Void, any Error>
    }

    private struct State {
        var running = 0
        var first: [Waiting] = []
        var ordinary: [Waiting] = []
        /// From one turn given back to the next while others wait: the pace of the work, smoothed.
        var pace = Duration.zero
        var lastEnd: ContinuousClock.Instant?
        var isSweeping = false
        var lastBusy: ContinuousClock.Instant?
    }

    private enum Outcome { case go, wait, sweep, refuse }

    private let state = Mutex(State())
    private let most: Int
    private let longest: Duration
    /// Of one lane; more are not kept waiting whatever the pace.
    private static let mostWaiting = 1024

    init(running: Int, longestWait: Duration) { (most, longest) = (running, longestWait) }

    /// Whether an ordinary call that comes now is sent away.
    var isFull: Bool { state.withLock { isFull($0) } }

    /// Whether an ordinary call that comes now has to wait at least.
    var isBusy: Bool { state.withLock { isBusy(&$0) } }

    /// Whether within the last second somebody had to wait or was sent away.
    var wasBusyLately: Bool {
        state.withLock { state in isBusy(&state) || state.lastBusy.map { $0.duration(to: .now) < .seconds(1) } == true }
    }

    private func isBusy(_ state: inout State) -> Bool {
        guard state.running >= most else { return false }
        state.lastBusy = .now
        return true
    }

    /// Calls that wait at this moment, for the metrics.
    var waiting: Int { state.withLock { $0.first.count + $0.ordinary.count } }

    private func isFull(_ state: State) -> Bool {
        guard state.running >= most else { return false }
        let ahead = state.ordinary.count + state.first.count
        return ahead >= Self.mostWaiting || state.pace * (ahead + 1) > longest
    }

    /// Waits for a turn; `leave` follows once.
    /// - Throws: `Full`.
    func enter(_ lane: Lane) async throws {
        try await withUnsafeThrowingContinuation { (caller: UnsafeContinuation<Void, any Error>) in
            let outcome = state.withLock { state -> Outcome in
                guard isBusy(&state) else {
                    state.running += 1
                    return .go
                }
                let waiting = Waiting(lane: lane, since: .now, caller: caller)
                switch lane {
                case .free, .ordinary:
                    guard !isFull(state) else { return .refuse }
                    state.ordinary.append(waiting)
                case .submission:
                    guard state.first.count < Self.mostWaiting else { return .refuse }
                    state.first.append(waiting)
                case .resumed: state.first.append(waiting)
                }
                guard !state.isSweeping else { return .wait }
                state.isSweeping = true
                return .sweep
            }
            switch outcome {
            case .go: caller.resume()
            case .wait: break
            case .sweep: sweepWhileSomebodyWaits()
            case .refuse: caller.resume(throwing: Full())
            }
        }
    }

    /// Gives the turn to the next who waits.
    func leave() {
        let (next, late) = state.withLock { state -> (Waiting?, [Waiting]) in
            let now = ContinuousClock.now
            let late = takeLate(&state, now)
            if !state.first.isEmpty || !state.ordinary.isEmpty {
                if let last = state.lastEnd { state.pace = state.pace * 0.9 + last.duration(to: now) * 0.1 }
                state.lastEnd = now
                return (state.first.isEmpty ? state.ordinary.removeFirst() : state.first.removeFirst(), late)
            }
            state.lastEnd = nil
            state.running -= 1
            return (nil, late)
        }
        for waiting in late { waiting.caller.resume(throwing: Full()) }
        next?.caller.resume()
    }

    private func takeLate(_ state: inout State, _ now: ContinuousClock.Instant) -> [Waiting] {
        let count = state.ordinary.prefix { $0.since.duration(to: now) > longest }.count
        guard count > 0 else { return [] }
        defer { state.ordinary.removeFirst(count) }
        return Array(state.ordinary.prefix(count))
    }

    /// When nothing comes to an end, e.g. because the database hangs, nobody waits longer than promised either.
    private func sweepWhileSomebodyWaits() {
        Task {
            while true {
                try? await Task.sleep(for: longest)
                let (late, goesOn) = state.withLock { state -> ([Waiting], Bool) in
                    let late = takeLate(&state, .now)
                    state.isSweeping = !state.ordinary.isEmpty || !state.first.isEmpty
                    return (late, state.isSweeping)
                }
                for waiting in late { waiting.caller.resume(throwing: Full()) }
                if !goesOn { return }
            }
        }
    }
}

/// The turn of one call, given back while its body is on the way: a slow sender holds nobody's place.
struct Turn {
    private let admission: Admission
    private let lane: Admission.Lane
    private var holds = false
    private var hadOne = false

    init(_ admission: Admission, _ lane: Admission.Lane) { (self.admission, self.lane) = (admission, lane) }

    mutating func take() async throws {
        guard !holds, lane != .free else { return }
        try await admission.enter(hadOne ? .resumed : lane)
        (holds, hadOne) = (true, true)
    }

    mutating func giveBack() {
        guard holds else { return }
        holds = false
        admission.leave()
    }
}
