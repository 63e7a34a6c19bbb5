/// Which agencies' records a person may see (ORG-23, SEC-08): the own agency, or also all below it.
/// Every list and every record is loaded through it; what is outside does not exist for the caller.
package struct Scope: Sendable, Equatable {
    package let organization: Organization.ID
    let reach: Reach

    enum Reach: Sendable, Equatable {
        /// Records of the own agency only; also when the agency has nobody below it.
        case own
        /// The own agency and all its descendants.
        case descendants
        /// The root of the tree sees every agency.
        case everything
    }

    init(organization: Organization.ID, reach: Reach) { (self.organization, self.reach) = (organization, reach) }

    /// Whether the whole tree is inside: the agency is the one at its top.
    package var isEverything: Bool { reach == .everything }

    /// The same person's view of the own agency alone.
    package var ownOnly: Scope { Scope(organization: organization, reach: .own) }

    /// The key under which lists keep their totals (own agency by id, everything by “all”); nil where none is kept.
    package var counterKey: String? {
        switch reach {
        case .own: organization.description
        case .everything: "all"
        case .descendants: nil
        }
    }
}
