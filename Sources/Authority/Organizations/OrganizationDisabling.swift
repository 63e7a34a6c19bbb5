import Storage

/// An organisation is taken out of use, or back into it. Its records stay; its accounts can't log in.
package struct OrganizationDisabling: Sendable {
    package let organization: Organization.ID
    package let version: Int
    package let status: Organization.Status

    /// - Parameter status: what the organisation is to become.
    package init(of organization: Organization.ID, version: Int, to status: Organization.Status = .disabled) {
        (self.organization, self.version, self.status) = (organization, version, status)
    }

    package static let disabled = FactKind(code: "authority.organization.disabled", sentence: "{actor}停用机构“{name}”")
    package static let enabled = FactKind(code: "authority.organization.enabled", sentence: "{actor}启用机构“{name}”")

    struct Standing {
        var isRoot: Bool
        var hasEnabledChildren: Bool
        var parentIsEnabled: Bool
    }

    package enum Refused: Refusal, Equatable {
        case root, hasEnabledChildren, parentDisabled

        package var code: String {
            switch self {
            case .root: "authority.organization.rootStaysEnabled"
            case .hasEnabledChildren: "authority.organization.hasEnabledChildren"
            case .parentDisabled: OrganizationRefused.disabledAbove.code
            }
        }

        package var message: String {
            switch self {
            case .root: "最上级机构不能停用"
            case .hasEnabledChildren: "请先停用其下级机构"
            case .parentDisabled: OrganizationRefused.disabledAbove.message
            }
        }
    }

    func permit(_ standing: Standing) throws(Refused) {
        switch status {
        case .disabled:
            if standing.isRoot { throw .root }
            if standing.hasEnabledChildren { throw .hasEnabledChildren }
        case .enabled:
            guard standing.parentIsEnabled || standing.isRoot else { throw .parentDisabled }
        }
    }
}
