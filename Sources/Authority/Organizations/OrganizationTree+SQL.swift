import Storage

/// One place of the tree (ORG-01) with what stands directly below it, so that a tree of thousands is opened place by place.
package struct OrganizationBranch: Sendable {
    package struct Child: Sendable {
        package let line: OrganizationLine
        /// How many stand below it, at any depth.
        package let below: Int
    }

    package let here: OrganizationLine
    /// From the top of what the person sees down to the parent.
    package let above: [OrganizationLine]
    package let children: [Child]
}

extension OrganizationBranch {
    /// - Parameter id: nil for the top of what the person sees.
    package static func load(_ id: Organization.ID?, scope: Scope, in transaction: Transaction) throws -> OrganizationBranch {
        let id = id ?? scope.organization
        guard try scope.covers(id, in: transaction),
            let here = try Organization.line(id, in: transaction)
        else { throw NotFound() }
        let above = try transaction.all(
            """
            SELECT \(OrganizationLine.columns) FROM organization t
            JOIN organization_ancestry up ON up.ancestor_id = t.id AND up.organization_id = \(id)
            WHERE up.depth > 0 AND \(scope.condition("t.id")) ORDER BY up.depth DESC
            """) { try OrganizationLine(&$0) }
        let children = try transaction.all(
            """
            SELECT \(OrganizationLine.columns),
                (SELECT count(*) - 1 FROM organization_ancestry down WHERE down.ancestor_id = t.id)
            FROM organization t WHERE t.parent_id = \(id) AND \(scope.condition("t.id"))
            ORDER BY t.division_code, t.serial
            """) { Child(line: try OrganizationLine(&$0), below: try $0.next()) }
        return OrganizationBranch(here: here, above: above, children: children)
    }
}

extension Organization {
    static func line(_ id: ID, in transaction: Transaction) throws -> OrganizationLine? {
        try transaction.first("SELECT \(OrganizationLine.columns) FROM organization t WHERE t.id = \(id)") {
            try OrganizationLine(&$0)
        }
    }

    /// By the whole name, in scope; nil when none or several are called so.
    package static func named(_ name: String, scope: Scope, in transaction: Transaction) throws -> Organization.ID? {
        let found: [ID] = try transaction.all(
            "SELECT t.id FROM organization t WHERE t.name = \(name) AND \(scope.condition("t.id")) LIMIT 2") { try $0.next() }
        return found.count == 1 ? found[0] : nil
    }
}
