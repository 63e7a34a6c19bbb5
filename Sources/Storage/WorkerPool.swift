import Dispatch
import Synchronization

/// Threads for work that blocks or computes for long: it must hold up neither the requests nor the database. Small work
/// has threads of its own and never waits behind large work. Full means overload, answered at once.
package final class WorkerPool: Sendable {
    package enum Lane: Sendable, CaseIterable {
        case small, large

        /// By how many bytes have to be read or written.
        package init(bytes: Int) { self = bytes > 4 << 20 ? .large : .small }
    }

    /// Hashing and writing of files, draws and their verification.
    package static let shared = WorkerPool(small: 2, large: 1)

    private let lines: [Lane: Line]

    /// - Parameters:
    ///   - large: none where all work is of one size.
    ///   - bound: how many pieces of work may wait in a lane.
    package init(small: Int, large: Int = 0, bound: Int = 256) {
        let line = Line(threads: small, bound: bound)
        lines = [.small: line, .large: large == 0 ? line : Line(threads: large, bound: bound)]
    }

    deinit { for line in lines.values { line.end() } }

    /// Waiting work, for the metrics.
    package func depth(_ lane: Lane) -> Int { lines[lane]?.depth ?? 0 }

    /// - Throws: `StorageError.overloaded` when too much is waiting; what `work` throws.
    package func run<T: Sendable>(
        _ lane: Lane = .small, _ work: @escaping @Sendable () throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { (caller: CheckedContinuation<T, any Error>) in
            let isTaken = lines[lane]?.add { caller.resume(with: Result { try work() }) } ?? false
            if !isTaken { caller.resume(throwing: StorageError.overloaded) }
        }
    }

    /// Outlives the pool until its threads have ended.
    private final class Line: Sendable {
        private typealias Work = @Sendable () -> Void
        private let waiting = Mutex<[Work]>([])
        private let signal = DispatchSemaphore(value: 0)
        private let bound: Int
        private let threads: Int

        init(threads: Int, bound: Int) {
            (self.bound, self.threads) = (bound, threads)
            for _ in 0..<threads { _ = DatabaseThread { self.work() } }
        }

        var depth: Int { waiting.withLock { $0.count } }

        func add(_ work: @escaping @Sendable () -> Void) -> Bool {
            let isTaken = waiting.withLock { waiting in
                guard waiting.count < bound else { return false }
                waiting.append(work)
                return true
            }
            if isTaken { signal.signal() }
            return isTaken
        }

        /// A signal without work ends a thread.
        func end() { for _ in 0..<threads { signal.signal() } }

        private func work() {
            while true {
                signal.wait()
                guard let work = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return }
                work()
            }
        }
    }
}
