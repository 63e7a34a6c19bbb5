import Storage
import Timekeeping

/// A kind of long work, registered with the `JobRunner` by the executable.
package protocol JobKind: Sendable {
    /// `target.noun`, kept in the rows of its jobs.
    var code: String { get }
    /// What people call it, in Chinese.
    var label: String { get }
    /// Whether stopping between two steps leaves nothing half-done.
    var mayCancel: Bool { get }

    /// One step from where `job.cursor` stands. It may prepare as it likes (read files, compute), and ends with
    /// `context.commit`, the only source of a `JobStep`: what it writes and how far it is stand or fall together, so
    /// that after a crash each step has happened exactly once. Keep a step under a second; there will be another.
    func step(_ job: Job, _ context: JobContext) async throws -> JobStep
}

/// How far a step has brought its job.
package enum JobProgress: Sendable {
    case proceed(cursor: String, done: Int, total: Int?, message: String)
    /// It waits for somebody's decision (`Job.confirm`).
    case awaiting(cursor: String, message: String)
    case finished(result: String, message: String)
}

/// The receipt of a committed step.
package struct JobStep: Sendable {
    let job: Job
}

/// What a step works with.
package struct JobContext: Sendable {
    package let database: Database
    package let clock: Clock
    let job: Job
    let claim: JobClaim

    /// Runs `body` and moves the job's cursor in one transaction.
    /// - Throws: `StorageError.overtaken` when the job was cancelled or taken over meanwhile; nothing is kept then.
    package func commit(_ body: @escaping @Sendable (Transaction) throws -> JobProgress) async throws -> JobStep {
        try await database.write { [self] transaction in
            guard var job = try claim.lockJob(in: transaction) else { throw StorageError.overtaken }
            job.advance(try body(transaction), at: clock.now())
            try claim.save(job, at: clock.now(), in: transaction)
            return JobStep(job: job)
        }
    }
}

extension Job {
    mutating func advance(_ progress: JobProgress, at instant: Instant) {
        switch progress {
        case .proceed(let cursor, let done, let total, let message):
            (self.cursor, self.done, self.total, self.message) = (cursor, done, total, message)
        case .awaiting(let cursor, let message):
            (self.cursor, self.message, state) = (cursor, message, .awaiting)
        case .finished(let result, let message):
            (self.result, self.message, state, endedAt) = (result, message, .done, instant)
            done = total ?? done
        }
        attempts = 0
        version += 1
    }
}
