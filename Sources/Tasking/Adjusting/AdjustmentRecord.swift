import Authority
import Storage
import Timekeeping

/// A line of the 调整记录 of an object (ADJ-04): from which agency to which, by whom, when and why.
package struct AdjustmentRecord: Sendable {
    package typealias ID = Identifier<AdjustmentRecord>

    package let fromName: String
    package let toName: String
    package let reason: String
    package let person: String
    package let at: Instant
}
