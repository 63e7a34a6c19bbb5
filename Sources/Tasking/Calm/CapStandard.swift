import Authority
import Registry
import Storage

/// The caps as they hold: what the platform is delivered with, or what agencies have laid down.
package struct CapStandard: Sendable, Equatable {
    /// Nil: no cap.
    package let limits: [Grade: Int]
    package let exemptions: Set<CapExemptKind>
    package let basis: String

    package static let range = 0...366

    package func words(_ grade: Grade) -> String { limits[grade].map { "\($0)次" } ?? "不限" }
}

/// The caps of an agency as everybody may read them: by whom they were laid down, and for which year.
package struct OpenCap: Sendable {
    package let agency: String
    package let name: String
    package let year: Int
    package let standard: CapStandard
}
