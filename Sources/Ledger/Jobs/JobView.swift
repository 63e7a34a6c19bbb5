import Timekeeping

/// What a page shows of a job.
package struct JobView: Sendable, Equatable {
    package let id: String
    package let label: String
    package let state: String
    package let stateLabel: String
    package let done: Int
    package let total: Int?
    /// 0…100, where the total is known.
    package let percent: Int?
    package let message: String
    package let result: String
    package let isFinal: Bool
    package let acts: [JobAct]
    package let createdAt: String
    package let endedAt: String

    package init(_ job: Job, label: String) {
        id = job.id.description
        self.label = label
        state = job.state.rawValue
        stateLabel = job.state.label
        done = job.done
        total = job.total
        percent = job.total.map { $0 > 0 ? min(100, job.done * 100 / $0) : 100 }
        message = job.message
        result = job.result
        isFinal = job.state.isFinal
        acts = JobStanding(job).offers
        createdAt = job.createdAt.beijingText
        endedAt = job.endedAt?.beijingText ?? ""
    }
}
