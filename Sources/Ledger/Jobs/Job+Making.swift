import Authority
import Storage
import Timekeeping

extension Job {
    package static let submitted = FactKind(code: "ledger.job.submitted", sentence: "{actor}提交了后台任务：{job}")
    package static let confirmed = FactKind(code: "ledger.job.confirmed", sentence: "{actor}确认继续后台任务：{job}")
    package static let cancelled = FactKind(code: "ledger.job.cancelled", sentence: "{actor}取消了后台任务：{job}")

    package static let factKinds = [submitted, confirmed, cancelled]

    /// Puts a job into the queue; stands or falls with the transaction.
    /// - Parameters:
    ///   - lane: by what is known of the size; otherwise by `total`.
    ///   - actor: nil where the platform itself asks.
    @discardableResult
    package static func submit(
        _ kind: some JobKind, payload: String, total: Int? = nil, lane: JobLane? = nil, by actor: Actor?, at instant: Instant,
        in transaction: Transaction
    ) throws -> ID {
        let job = Job(
            id: ID(at: instant), kind: kind.code, state: .queued, done: 0, total: total, message: "", payload: payload,
            cursor: "", result: "", mayCancel: kind.mayCancel, createdBy: actor?.account,
            organization: actor?.organization, createdAt: instant, endedAt: nil, attempts: 0, version: 0)
        try job.insert(into: lane ?? JobLane(total: total), in: transaction)
        try job.record(submitted, kind.label, actor, instant, in: transaction)
        return job.id
    }

    /// Lets a job go on that waits for somebody's decision; the decision goes into its cursor.
    package static func confirm(
        _ id: ID, cursor: String, label: String, by actor: Actor, at instant: Instant, in transaction: Transaction
    ) throws {
        let job = try lock(id, of: actor, in: transaction)
        try JobStanding(job).admit(.confirm)
        try job.setQueued(cursor: cursor, at: instant, in: transaction)
        try job.record(confirmed, label, actor, instant, in: transaction)
    }

    /// Between two steps it ends at once; a step under way is undone, because it finds the job no longer its own.
    package static func cancel(
        _ id: ID, label: String, by actor: Actor, at instant: Instant, in transaction: Transaction
    ) throws {
        let job = try lock(id, of: actor, in: transaction)
        try JobStanding(job).admit(.cancel)
        try job.setEnded(.cancelled, message: "由\(actor.name)取消", at: instant, in: transaction)
        try job.record(cancelled, label, actor, instant, in: transaction)
    }

    private func record(
        _ kind: FactKind, _ label: String, _ actor: Actor?, _ instant: Instant, in transaction: Transaction
    ) throws {
        try Fact(
            kind: kind, actor: actor, at: instant, organization: organization, noun: "job", record: id.bytes,
            values: ["job": label]
        ).record(in: transaction)
    }
}
