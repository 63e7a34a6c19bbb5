import Storage
import Timekeeping

/// A machine that forwards calls of others and was not declared as a proxy: shown to those who keep the platform safe.
package struct UndeclaredProxy: Sendable, Equatable {
    package let address: String
    package let lastAt: Instant

    /// What was not seen for so long is mended.
    static let daysShown: Int64 = 7
    /// No more are kept.
    static let most = 50
}
