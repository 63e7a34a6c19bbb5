import Storage
import Timekeeping

/// What the yearly risk assessment begins with (SEC-12): accounts nobody uses, duties that are not separated, first
/// passwords never set.
package struct SecurityReview: Sendable {
    package struct Line: Sendable, Equatable {
        package let account: Account.ID
        package let name: String
        package let organizationName: String
        package let lastLogin: Instant?
    }

    /// How many days without a login are too many (CONF-04).
    package let unusedDays: Int
    package let unused: [Line]
    /// Accounts that hold two of system, security and audit administration.
    package let doubled: [Line]
    /// Codes that ran out before the holder logged in.
    package let neverActivated: [Line]
    /// Of system, security and audit administration, those nobody in the agency holds (SEC-07).
    package let unheld: [Role]
    /// Parameters that stand at the loosest value there is.
    package let loosest: [Parameter]
    package let openFindings: Int

    /// No more than this many of each are shown.
    package static let limit = 100
}
