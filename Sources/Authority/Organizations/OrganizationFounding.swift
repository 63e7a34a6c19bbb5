import Storage
import Timekeeping

/// A new organisation enters the tree (ORG-01). The root is founded by the platform at set-up, all others by a
/// system administrator above them.
package struct OrganizationFounding: Sendable {
    package let record: OrganizationRecord

    package init(_ record: OrganizationRecord) { self.record = record }

    package static let founded = FactKind(code: "authority.organization.founded", sentence: "{actor}新增机构“{name}”")

    /// What the rule looks at.
    struct Standing {
        var mayManageParent: Bool
        /// Nil when the tree is still empty or the parent does not exist.
        var parentLevel: AgencyLevel?
        var parentIsEnabled: Bool
        var treeIsEmpty: Bool
    }

    func permit(_ standing: Standing) throws(OrganizationRefused) {
        guard record.parent != nil else {
            guard standing.treeIsEmpty else { throw .parentMissing }
            return
        }
        guard standing.mayManageParent, let parentLevel = standing.parentLevel else { throw .outOfScope }
        guard standing.parentIsEnabled else { throw .parentDisabled }
        guard record.level <= parentLevel else { throw .levelAboveParent }
    }
}
