import Storage
import Timekeeping

/// One runner's hold on one job. Whoever takes the job over makes a new claim; the old one can write no more.
struct JobClaim: Sendable {
    typealias ID = Identifier<JobClaim>

    /// Without a sign of life for so long the runner of a job is taken for dead.
    static let staleSeconds: Int64 = 30
    static let heartbeatSeconds = 5
    /// A job that was taken up so often without getting on is given up.
    static let attemptLimit = 5

    let id: ID
    let job: Job.ID
}
