import Storage
import Synchronization
import Timekeeping

/// Runs the jobs of the kinds it knows, one of each lane at a time; several runners and several nodes may run beside each other.
package final class JobRunner: Sendable {
    private let database: Database
    private let clock: Clock
    private let kinds: [String: any JobKind]
    private let onFailure: @Sendable (any Error) -> Void
    private let bells = JobLane.allCases.map { ($0, Bell()) }

    package init(
        database: Database, kinds: [any JobKind], clock: Clock = .system,
        onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.database = database
        self.clock = clock
        self.kinds = Dictionary(kinds.map { ($0.code, $0) }) { first, _ in first }
        self.onFailure = onFailure
    }

    package func label(of job: Job) -> String { kinds[job.kind]?.label ?? job.kind }

    /// Says that a job was submitted; without it the job starts within a second.
    package func wake() { for (_, bell) in bells { bell.ring() } }

    /// Puts back what a process before this one left running. Only where no other process runs jobs of this database.
    package func takeOverAtStart() async throws {
        let (codes, now) = (Array(kinds.keys), clock.now())
        try await database.write { try JobClaim.releaseAll(kinds: codes, at: now, in: $0) }
    }

    /// Works until the calling Task is cancelled; a job under way is put back between two steps.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for (lane, bell) in bells {
                group.addTask { [self] in
                    // a store that is away is told of once, not every second
                    let told = Mutex<String?>(nil)
                    await bell.everyRing(orMilliseconds: 1000) { [self] in
                        do {
                            while try await runNext(of: lane), !Task.isCancelled {}
                            told.withLock { $0 = nil }
                        } catch {
                            let words = "\(error)"
                            let isNew = told.withLock { told in
                                defer { told = words }
                                return told != words
                            }
                            if isNew { onFailure(error) }
                        }
                    }
                }
            }
        }
    }

    /// Runs one job until it ends, waits, or fails; false when there is none.
    /// - Parameter lane: nil for any.
    @discardableResult
    package func runNext(of lane: JobLane? = nil) async throws -> Bool {
        let (codes, now) = (kinds.keys.sorted(), clock.now())
        let taken = try await database.write { transaction in
            try JobClaim.take(
                kinds: codes, of: lane, silentSince: now.advanced(seconds: -JobClaim.staleSeconds), at: now, in: transaction)
        }
        guard let (claim, job) = taken, let kind = kinds[job.kind] else { return false }
        guard job.attempts <= JobClaim.attemptLimit else {
            try await end(claim, "多次中断，已停止")
            return true
        }
        do {
            try await withHeartbeat(claim) { try await self.steps(kind, job, claim) }
        } catch {
            return try await settle(error, claim)
        }
        return true
    }

    private func steps(_ kind: any JobKind, _ first: Job, _ claim: JobClaim) async throws {
        var job = first
        while job.state == .running {
            try Task.checkCancellation()
            let context = JobContext(database: database, clock: clock, job: job, claim: claim)
            job = try await kind.step(job, context).job
        }
    }

    /// - Returns: whether to go on with the next job at once.
    private func settle(_ error: any Error, _ claim: JobClaim) async throws -> Bool {
        switch error {
        case StorageError.overtaken: return true  // cancelled, or another runner has it
        case is CancellationError:
            try await release(claim, undoAttempt: true)
            return false
        case StorageError.overloaded, StorageError.conflict, StorageError.timedOut, StorageError.unavailable, StorageError.full:
            onFailure(error)
            try await release(claim, undoAttempt: false)
            return false
        case let refusal as any Refusal: try await end(claim, refusal.message)
        default:
            onFailure(error)
            try await end(claim, "执行出错，已停止，未完成的部分没有写入")
        }
        return true
    }

    private func release(_ claim: JobClaim, undoAttempt: Bool) async throws {
        let now = clock.now()
        try await database.write { try claim.release(undoAttempt: undoAttempt, at: now, in: $0) }
    }

    private func end(_ claim: JobClaim, _ message: String) async throws {
        let now = clock.now()
        try await database.write { transaction in
            try claim.lockJob(in: transaction)?.setEnded(.failed, message: message, at: now, in: transaction)
        }
    }

    private func withHeartbeat(_ claim: JobClaim, _ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await work() }
            group.addTask { [database, clock] in
                while true {
                    try await Task.sleep(for: .seconds(JobClaim.heartbeatSeconds))
                    // a missed beat is no reason to stop: the commit of the step decides
                    try? await database.write { try claim.beat(at: clock.now(), in: $0) }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
