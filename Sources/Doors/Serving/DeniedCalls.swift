import Authority
import Synchronization
import Timekeeping

/// Keeps the facts of refused calls few: the same person at the same door is one fact in ten minutes, so that nobody
/// fills the log by knocking.
final class DeniedCalls: Sendable {
    private struct Knock: Hashable {
        let account: [UInt8]
        let door: String
    }

    private let told = Mutex<[Knock: Instant]>([:])
    private static let seconds: Int64 = 600
    private static let most = 10_000

    func isNew(_ account: [UInt8], _ door: String, at now: Instant) -> Bool {
        told.withLock { told in
            let knock = Knock(account: account, door: door)
            if let last = told[knock], last <= now, now < last.advanced(seconds: Self.seconds) { return false }
            if told.count >= Self.most { told.removeAll() }
            told[knock] = now
            return true
        }
    }
}

extension Server {
    /// Records that somebody was refused; a log that can't be written now must not take the answer away.
    func noteDenial(_ error: any Error, _ route: Route?, _ login: Login?, _ enterprise: EnterpriseLogin?) async {
        guard error is PermissionDenied, let route else { return }
        let (now, door) = (platform.clock.now(), route.method.rawValue + " " + route.path)
        let denial = AccessDenial(to: route.summary)
        do {
            if let actor = login?.actor, deniedCalls.isNew(actor.account.bytes, door, at: now) {
                try await platform.database.write { try denial.make(by: actor, at: now, in: $0) }
            } else if let actor = enterprise?.actor, deniedCalls.isNew(actor.account.bytes, door, at: now) {
                try await platform.database.write { try denial.make(by: actor, at: now, in: $0) }
            }
        } catch {
            platform.log.error("denial not recorded", metadata: ["door": "\(door)", "cause": "\(error)"])
        }
    }
}
