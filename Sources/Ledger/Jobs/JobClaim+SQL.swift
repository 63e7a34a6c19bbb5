import Storage
import Timekeeping

extension JobClaim {
    /// Takes the oldest job that is queued, or whose runner is silent since before `deadline`. Several nodes may ask at
    /// once: each gets another job.
    static func take(
        kinds: [String], of lane: JobLane?, silentSince deadline: Instant, at instant: Instant, in transaction: Transaction
    ) throws -> (claim: JobClaim, job: Job)? {
        var candidate: SQL = """
            SELECT \(Job.columns) FROM job t WHERE t.kind IN \(list: kinds) AND t.lane IN \(list: lane.map { [$0] } ?? JobLane.allCases)
            AND (t.state = 'queued' OR (t.state = 'running' AND t.heartbeat_at < \(deadline)))
            ORDER BY t.serial LIMIT 1
            """
        switch transaction.engine {
        case .sqlite: break  // there is one writer at a time
        case .postgresql: candidate += "FOR UPDATE SKIP LOCKED"
        }
        guard var job = try transaction.first(candidate, Job.init(row:)) else { return nil }
        let claim = JobClaim(id: ID(at: instant), job: job.id)
        (job.state, job.attempts, job.version) = (.running, job.attempts + 1, job.version + 1)
        try transaction.execute(
            """
            UPDATE job SET state = 'running', claim = \(claim.id), heartbeat_at = \(instant),
                attempts = \(job.attempts), version = \(job.version) WHERE id = \(job.id)
            """)
        return (claim, job)
    }

    /// The job, locked, if it is still this claim's.
    func lockJob(in transaction: Transaction) throws -> Job? {
        try transaction.locked(
            "SELECT \(Job.columns) FROM job t WHERE t.id = \(job) AND t.claim = \(id) AND t.state = 'running'",
            Job.init(row:))
    }

    func save(_ job: Job, at instant: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE job SET state = \(job.state), done = \(job.done), total = \(job.total), message = \(job.message),
                cursor = \(job.cursor), result = \(job.result), ended_at = \(job.endedAt), heartbeat_at = \(instant),
                attempts = \(job.attempts), version = \(job.version) WHERE id = \(job.id) AND claim = \(id)
            """)
    }

    /// A sign of life. Without effect when the claim is lost.
    func beat(at instant: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE job SET heartbeat_at = \(instant) WHERE id = \(job) AND claim = \(id) AND state = 'running'")
    }

    /// Puts the job back for the next runner; `undo` when it was not the job's fault.
    func release(undoAttempt undo: Bool, at instant: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE job SET state = 'queued', claim = NULL, heartbeat_at = \(instant),
                attempts = attempts - \(undo ? 1 : 0), version = version + 1
            WHERE id = \(job) AND claim = \(id) AND state = 'running'
            """)
    }

    /// Runners of this process are the only ones (SQLite): whatever runs at the start was left by a dead process.
    static func releaseAll(kinds: [String], at instant: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE job SET state = 'queued', claim = NULL, heartbeat_at = \(instant), version = version + 1
            WHERE state = 'running' AND kind IN \(list: kinds)
            """)
    }
}
