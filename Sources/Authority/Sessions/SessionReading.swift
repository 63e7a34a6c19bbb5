import Storage
import Synchronization
import Timekeeping

/// Answers who sends a request. What was read is good for a second on this node, so that the many requests of one page
/// cost one look-up; a login that is ended or changed elsewhere is therefore known everywhere within a second.
package final class SessionReading: Sendable {
    private let database: Database
    private let clock: Clock
    private let remembered = Mutex<[[UInt8]: (row: SessionRow, readAt: Instant)]>([:])
    private static let goodFor: Int64 = 1000  // ms
    private static let mostRemembered = 10_000

    package init(database: Database, clock: Clock) { (self.database, self.clock) = (database, clock) }

    /// Nil when nobody is logged in with this token, or no longer (“登录已超时，请重新登录”).
    /// - Parameter origin: where the request comes from, for the log.
    package func current(token: SessionToken, channel: Channel, origin: String) async throws -> CurrentSession? {
        let digest = token.digest
        let now = clock.now()
        guard var row = try await row(digest, channel, at: now), !row.hasEnded(at: now) else { return nil }
        // once a minute is exact enough for a limit of thirty
        if now >= row.lastSeen.advanced(seconds: 60) {
            try await database.write { try SessionRow.touch(digest, at: now, in: $0) }
            row.lastSeen = now
            remember(row, digest, readAt: now)
        }
        return row.session(token, digest: digest, origin: origin)
    }

    /// The person behind the token; nil when nobody is logged in, or the first password is not yet set.
    package func actor(token: SessionToken, channel: Channel, origin: String) async throws -> Actor? {
        guard let session = try await current(token: token, channel: channel, origin: origin),
            !session.mustChangePassword
        else { return nil }
        return session.actor
    }

    /// What is remembered of this login is forgotten: after signing off or setting a password.
    package func forget(_ session: CurrentSession) { remembered.withLock { _ = $0.removeValue(forKey: session.digest) } }

    private func row(_ digest: [UInt8], _ channel: Channel, at now: Instant) async throws -> SessionRow? {
        let known = remembered.withLock { $0[digest] }
        if let known, known.row.channel == channel, (0..<Self.goodFor).contains(now.milliseconds - known.readAt.milliseconds) {
            return known.row
        }
        let row = try await database.read { try SessionRow.load(digest, channel: channel, in: $0) }
        if let row { remember(row, digest, readAt: now) } else { remembered.withLock { _ = $0.removeValue(forKey: digest) } }
        return row
    }

    private func remember(_ row: SessionRow, _ digest: [UInt8], readAt: Instant) {
        remembered.withLock { known in
            if known.count >= Self.mostRemembered { known.removeAll(keepingCapacity: true) }
            known[digest] = (row, readAt)
        }
    }
}
