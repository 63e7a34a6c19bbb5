import Authority
import Storage
import Timekeeping

/// Long work with visible progress that survives a restart (architecture, section 7).
package struct Job: Sendable, Equatable {
    package typealias ID = Identifier<Job>

    package let id: ID
    package let kind: String
    package internal(set) var state: JobState
    package internal(set) var done: Int
    /// Nil while it is not known how much there is.
    package internal(set) var total: Int?
    /// What is going on, or why it ended, in Chinese.
    package internal(set) var message: String
    /// What was asked for, as JSON of the kind.
    package let payload: String
    /// How far it is, as text of the kind; empty at the start. Changes only together with a step's writes.
    package internal(set) var cursor: String
    /// What came out, as text of the kind.
    package internal(set) var result: String
    package let mayCancel: Bool
    package let createdBy: Account.ID?
    package let organization: Organization.ID?
    package let createdAt: Instant
    package internal(set) var endedAt: Instant?
    /// How often it was taken up since it last got on.
    package internal(set) var attempts: Int
    package internal(set) var version: Int
}

/// Where a job waits, so that a small one never waits behind a large one.
package enum JobLane: String, CaseIterable, Sendable, SQLConvertible {
    case small, large

    package init(bytes: Int) { self = bytes > 1 << 20 ? .large : .small }

    /// What nobody knows the size of may be large.
    package init(total: Int?) { self = total.map { $0 <= 5000 } ?? false ? .small : .large }
}

/// The life of a job. Every state but `queued`, `running` and `awaiting` is final.
package enum JobState: String, CaseIterable, Sendable, SQLConvertible {
    case queued, running, awaiting, done, failed, cancelled

    package var label: String {
        switch self {
        case .queued: "排队中"
        case .running: "进行中"
        case .awaiting: "待确认"
        case .done: "已完成"
        case .failed: "失败"
        case .cancelled: "已取消"
        }
    }

    package var isFinal: Bool {
        switch self {
        case .queued, .running, .awaiting: false
        case .done, .failed, .cancelled: true
        }
    }
}

/// Why an act on a job is refused.
package enum JobRefused: String, Refusal {
    case notCancellable = "ledger.job.notCancellable"
    case ended = "ledger.job.ended"
    case notAwaiting = "ledger.job.notAwaiting"

    package var code: String { rawValue }

    package var message: String {
        switch self {
        case .notCancellable: "该任务不能取消"
        case .ended: "该任务已结束"
        case .notAwaiting: "该任务不在待确认状态"
        }
    }
}
