import Storage
import Timekeeping

extension SecurityReview {
    package static func load(for actor: Actor, at now: Instant, in transaction: Transaction) throws -> SecurityReview {
        let days = try Parameter.unusedAccountDays.value(for: actor.organization, in: transaction)
        let before = now.advanced(days: -Int64(days))
        let scope = actor.scope.condition("t.organization_id")
        let inUse: SQL = "t.status <> \(AccountStatus.disabled)"
        let held = Set(try transaction.all(
            """
            SELECT DISTINCT g.role FROM role_grant g JOIN account t ON t.id = g.account_id
            WHERE t.organization_id = \(actor.organization) AND \(inUse) AND g.role IN \(list: Role.separated)
            """) { try $0.next(Role.self) })
        return SecurityReview(
            unusedDays: days,
            unused: try lines(
                scope + "AND" + inUse + "AND t.status <> \(AccountStatus.mustChangePassword) AND coalesce(t.last_login_at, t.created_at) < \(before)",
                in: transaction),
            doubled: try lines(
                scope + "AND" + inUse + """
                    AND (SELECT count(*) FROM role_grant g WHERE g.account_id = t.id AND g.role IN \(list: Role.separated)) > 1
                    """, in: transaction),
            neverActivated: try lines(
                scope + "AND t.status = \(AccountStatus.mustChangePassword) AND t.password_expires_at < \(now)", in: transaction),
            unheld: Role.allCases.filter { Role.separated.contains($0) && !held.contains($0) },
            loosest: try Parameter.allCases.filter {
                try $0.value(for: actor.organization, in: transaction) == $0.standard
            },
            openFindings: try transaction.value(
                """
                SELECT count(*) FROM security_finding t WHERE \(scope) AND t.closed_at IS NULL
                """) ?? 0)
    }

    private static func lines(_ condition: SQL, in transaction: Transaction) throws -> [Line] {
        try transaction.all(
            """
            SELECT t.id, t.name, o.name, t.last_login_at FROM account t JOIN organization o ON o.id = t.organization_id
            WHERE \(condition) ORDER BY t.serial DESC LIMIT \(limit)
            """
        ) { Line(account: try $0.next(), name: try $0.next(), organizationName: try $0.next(), lastLogin: try $0.next()) }
    }
}
