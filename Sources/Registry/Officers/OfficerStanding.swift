import Authority
import Importing
import Storage

package enum OfficerAct: String, OfferedAct {
    case change
    /// 撤回 (OFCR-06)
    case withdraw
}

/// What the acts on an entry of the officer library look at.
package struct OfficerStanding: ActStanding {
    let status: OfficerStatus
    let isManager: Bool

    /// - Parameter officer: one in scope.
    package init(_ officer: EnforcementOfficer, _ actor: Actor) {
        (status, isManager) = (officer.status, actor.may(.manageOfficers))
    }

    package func isCallers(_ act: OfficerAct) -> Bool { isManager }

    package func permit(_ act: OfficerAct) throws(OfficerRefused) {
        switch (status, act) {
        case (.active, .change), (.active, .withdraw), (.disabled, .change), (.disabled, .withdraw): break
        case (.withdrawn, .change), (.withdrawn, .withdraw): throw .withdrawn
        }
    }
}
