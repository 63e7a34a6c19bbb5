import Storage

/// The fields of an organisation are changed, its place in the tree among them (ORG-01, ORG-02).
package struct OrganizationChange: Sendable {
    package let organization: Organization.ID
    /// The version that the person saw (OPS-04).
    package let version: Int
    package let record: OrganizationRecord

    package init(of organization: Organization.ID, version: Int, to record: OrganizationRecord) {
        (self.organization, self.version, self.record) = (organization, version, record)
    }

    package static let changed = FactKind(code: "authority.organization.changed", sentence: "{actor}修改机构“{name}”")

    struct Standing {
        var isRoot: Bool
        /// Whether the parent named now is another than before.
        var isMoved: Bool
        var mayManageParent: Bool
        var parentIsOwnDescendant: Bool
        var parentLevel: AgencyLevel?
        /// The highest level of those directly below.
        var highestChildLevel: AgencyLevel?
    }

    func permit(_ standing: Standing) throws(OrganizationRefused) {
        if standing.parentIsOwnDescendant { throw .parentIsOwnDescendant }
        guard standing.isRoot || record.parent != nil else { throw .parentMissing }
        if standing.isMoved, !standing.mayManageParent || standing.parentLevel == nil { throw .outOfScope }
        if let parentLevel = standing.parentLevel, record.level > parentLevel { throw .levelAboveParent }
        if let child = standing.highestChildLevel, child > record.level { throw .levelAboveParent }
    }
}
