import Authority
import Inspecting
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// A visit as the enterprise itself may see it (BEY-32): its record was handed over, or its result is published. What an
/// agency has only written down so far is not told.
package struct DisclosedVisit: Sendable {
    package let id: TaskSubject.ID
    package let taskName: String
    package let mode: InspectionMode
    package let agency: Organization.ID
    package let agencyName: String
    package let startedAt: String
    package let endedAt: String
    package let overall: OverallResult
    /// 告知陈述、申辩权利
    package let rightsTold: Bool
    package let document: Document?
    package let publication: Publication.ID?
    package internal(set) var officers: [VisitOfficer] = []

    package struct Document: Sendable {
        /// Of the noun `EnforcementDocument`, which another target owns.
        package let id: String
        package let kind: String
        package let number: String
    }
}

/// Who of the agencies opened the whole telephone or identity number of an enterprise (SUBJ-28).
package struct DisclosedView: Sendable {
    package let at: Instant
    package let agencyName: String
    package let personName: String
}
