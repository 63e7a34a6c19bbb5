import Storage

extension Scope {
    /// The condition on `column`, which holds the agency a record belongs to: `scope.condition("t.agency_id")`.
    package func condition(_ column: SQL) -> SQL {
        switch reach {
        case .own: column + "= \(organization)"
        case .descendants:
            """
            EXISTS (SELECT 1 FROM organization_ancestry reach
                WHERE reach.ancestor_id = \(organization) AND reach.organization_id = \(column))
            """
        case .everything: "1 = 1"
        }
    }

    /// The agencies inside, for lists that are found by a tag of each.
    package func agencies(in transaction: Transaction) throws -> [Organization.ID] {
        switch reach {
        case .own: [organization]
        case .descendants, .everything: try Organization.descendants(of: organization, in: transaction)
        }
    }

    /// Whether the records of `agency` are inside.
    package func covers(_ agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        switch reach {
        case .own: agency == organization
        case .everything: true
        case .descendants:
            try transaction.value(
                "SELECT 1 FROM organization_ancestry WHERE ancestor_id = \(organization) AND organization_id = \(agency)",
                as: Int.self) != nil
        }
    }
}
