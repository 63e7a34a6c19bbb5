import Authority
import Storage
import Timekeeping

extension Job {
    /// The jobs of the agencies in scope, newest first.
    package static func list(
        _ page: ListPage, scope: Scope, of account: Account.ID? = nil, in transaction: Transaction
    ) throws -> Listed<Job> {
        var query = ListQuery("job", columns: columns)
        query.filter(scope.condition("t.organization_id"))
        if let account { query.filter("t.created_by = \(account)") }
        return try query.load(page, in: transaction, Job.init(row:))
    }

    /// - Throws: `NotFound` when it does not exist for this scope.
    package static func load(_ id: ID, scope: Scope, in transaction: Transaction) throws -> Job {
        guard let job = try transaction.first(one(id, scope), Job.init(row:)) else { throw NotFound() }
        return job
    }

    /// One that the person has submitted. Its progress names what stands in a file, and it acts in the person's name:
    /// it does not exist for anybody else, however far they see.
    package static func load(_ id: ID, of actor: Actor, in transaction: Transaction) throws -> Job {
        let job = try load(id, scope: actor.scope, in: transaction)
        guard job.createdBy == actor.account else { throw NotFound() }
        return job
    }

    static func lock(_ id: ID, of actor: Actor, in transaction: Transaction) throws -> Job {
        guard let job = try transaction.locked(one(id, actor.scope), Job.init(row:)), job.createdBy == actor.account else { throw NotFound() }
        return job
    }

    /// How many there are in each state, for the metrics.
    package static func counts(in transaction: Transaction) throws -> [JobState: Int] {
        var counts: [JobState: Int] = [:]
        try transaction.forEach("SELECT state, count(*) FROM job GROUP BY state") { counts[try $0.next()] = try $0.next() }
        return counts
    }

    func insert(into lane: JobLane, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO job (id, kind, state, done, total, message, payload, cursor, result, may_cancel, created_by,
                organization_id, created_at, heartbeat_at, attempts, version, lane)
            VALUES (\(id), \(kind), \(state), \(done), \(total), \(message), \(payload), \(cursor), \(result),
                \(mayCancel), \(createdBy), \(organization), \(createdAt), \(createdAt), \(attempts), \(version), \(lane))
            """)
    }

    func setQueued(cursor: String, at instant: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE job SET state = 'queued', cursor = \(cursor), claim = NULL, attempts = 0,
                heartbeat_at = \(instant), version = version + 1 WHERE id = \(id) AND version = \(version)
            """)
    }

    func setEnded(
        _ state: JobState, message: String, at instant: Instant, in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE job SET state = \(state), message = \(message), claim = NULL, ended_at = \(instant),
                version = version + 1 WHERE id = \(id) AND version = \(version)
            """)
    }

    private static func one(_ id: ID, _ scope: Scope) -> SQL {
        "SELECT \(columns) FROM job t WHERE t.id = \(id) AND" + scope.condition("t.organization_id")
    }

    static let columns: SQL = """
        t.id, t.kind, t.state, t.done, t.total, t.message, t.payload, t.cursor, t.result, t.may_cancel, t.created_by,
        t.organization_id, t.created_at, t.ended_at, t.attempts, t.version
        """

    init(row: inout Row) throws {
        try self.init(
            id: row.next(), kind: row.next(), state: row.next(), done: row.next(), total: row.next(),
            message: row.next(), payload: row.next(), cursor: row.next(), result: row.next(), mayCancel: row.next(),
            createdBy: row.next(), organization: row.next(), createdAt: row.next(), endedAt: row.next(),
            attempts: row.next(), version: row.next())
    }
}
