import Authority
import Storage

package enum JobAct: String, OfferedAct {
    case confirm, cancel
}

/// What the acts on a job look at. Others than who submitted it don't find it.
package struct JobStanding: ActStanding {
    let state: JobState
    let mayCancel: Bool

    package init(_ job: Job) { (state, mayCancel) = (job.state, job.mayCancel) }

    package func isCallers(_ act: JobAct) -> Bool { true }

    package func permit(_ act: JobAct) throws(JobRefused) {
        switch (state, act) {
        case (.awaiting, .confirm): break
        case (.queued, .confirm), (.running, .confirm), (.done, .confirm), (.failed, .confirm), (.cancelled, .confirm): throw .notAwaiting
        case (.queued, .cancel), (.running, .cancel), (.awaiting, .cancel): guard mayCancel else { throw .notCancellable }
        case (.done, .cancel), (.failed, .cancel), (.cancelled, .cancel): throw .ended
        }
    }
}
