import Storage
import Timekeeping

/// Everything one SELECT tells about a login: who, where, and with which roles.
struct SessionRow: Sendable {
    let channel: Channel
    let started: Instant
    var lastSeen: Instant
    let account: Account.ID
    let name: String
    let status: AccountStatus
    let officer: Identifier<OfficerMark>?
    let organization: Organization.ID
    let organizationName: String
    let organizationIsRoot: Bool
    let organizationIsLeaf: Bool
    /// What the agency and those above it have set (CONF-04).
    let idleSettings: Int?
    /// Rows a page of lists, as the person has chosen (PORT-19).
    let pageSize: Int?
    var roles: Set<Role>

    /// SEC-03: the clock starts again with every action, up to the longest a login lasts. What a clock that was set back
    /// puts into the future has ended too.
    func hasEnded(at now: Instant) -> Bool {
        let ahead = now.advanced(seconds: LoginThrottle.clockTolerance)
        guard started <= ahead, lastSeen <= ahead, now < started.advanced(seconds: channel.longestHours * 3600) else { return true }
        let minutes: Int64 = switch channel {
        case .desktop: min(channel.idleMinutes, idleSettings.map(Int64.init) ?? channel.idleMinutes)
        case .mobile: channel.idleMinutes
        }
        return now >= lastSeen.advanced(seconds: minutes * 60)
    }

    func session(_ token: SessionToken, digest: [UInt8], origin: String) -> CurrentSession {
        CurrentSession(
            actor: actor(origin: origin), channel: channel, mustChangePassword: status == .mustChangePassword,
            csrfToken: token.csrfToken, digest: digest, pageSize: pageSize)
    }

    /// Until the first password is set there is nothing an actor may do (ORG-11).
    func actor(origin: String) -> Actor {
        Actor(
            account: account, name: name, organization: organization, organizationName: organizationName,
            permissions: status == .mustChangePassword ? [] : roles.permissions, scope: scope, officer: officer,
            origin: origin)
    }

    /// ORG-23: roles of supervision, statistics and administration look down the tree, everybody else at the own agency.
    private var scope: Scope {
        guard roles.contains(where: \.seesDescendants) else { return Scope(organization: organization, reach: .own) }
        // an agency with nobody below it is looked up by itself, not by its place in the tree
        return Scope(
            organization: organization, reach: organizationIsRoot ? .everything : organizationIsLeaf ? .own : .descendants)
    }
}
