import Authority
import Storage
import Timekeeping

/// How often an enterprise was visited, by everybody (CALM-01). Visits that are issued and have not begun count, tests and
/// scrapped tasks do not; a task of several agencies is one visit (JOIN-11).
package struct VisitCounts: Sendable, Equatable {
    package var thisYear = 0
    package var lastTwelveMonths = 0
    /// Of those: issued and not begun.
    package var pending = 0

    package init() {}

    /// For pickers and lists.
    package var words: String {
        "本年入企\(thisYear)次，近12个月\(lastTwelveMonths)次" + (pending > 0 ? "（含待查\(pending)次）" : "")
    }
}

/// The visits of one agency in one mode.
package struct VisitShare: Sendable, Equatable {
    package let agencyName: String
    package let mode: InspectionMode
    package let counts: VisitCounts
}

/// What of the entries of tasks is a visit at an enterprise, and when.
package enum EnterpriseVisit {}
