import Authority
import Storage
import Timekeeping

/// Whether an officer may act at all (OFCR-06).
package struct OfficerQualification: Sendable {
    package let officer: Identifier<OfficerMark>
    package let name: String
    package let isActive: Bool
    package let validUntil: CalendarDate

    package func isValid(on date: CalendarDate) -> Bool { isActive && date <= validUntil }
}
