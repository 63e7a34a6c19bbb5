import Authority
import Storage
import Timekeeping

/// One publishing of a result (公示, PUB-03): what everybody can read, and when it was withdrawn.
package struct Publication: Sendable, Equatable {
    package typealias ID = Identifier<Publication>

    package let id: ID
    package let status: PublicationStatus
    package let taskName: String
    package let taskNumber: String
    package let agencyName: String
    /// Of a natural person only the surname.
    package let subjectName: String
    package let subjectCode: String
    package let itemNames: String
    package let result: String
    package let isProblem: Bool
    package let inspectedOn: CalendarDate
    package let publishedAt: Instant
    package let withdrawnAt: Instant?
    package let withdrawReason: String
}
