import Storage

/// A line of 基础信息配置排查 (ORG-03): what an organisation has of the things it needs for its work.
package struct BasicInformationCheck: Sendable, Equatable {
    package let organization: Organization.ID
    package let name: String
    package let level: AgencyLevel
    /// One tick an item, in the order of the page's columns.
    package let ticks: [Tick]

    package struct Tick: Sendable, Equatable {
        package let label: String
        package let isThere: Bool
    }

    package var isComplete: Bool { ticks.allSatisfy(\.isThere) }
}

/// Something that later targets know about an organisation: whether items (行政执法事项) or officers (行政执法人员) are
/// configured. They hand a condition to the list, so that it is filtered and paged in the database.
package protocol ConfigurationProof: Sendable {
    var label: String { get }
    /// True for the organisation whose id stands in `column`.
    func condition(_ column: SQL) -> SQL
}
