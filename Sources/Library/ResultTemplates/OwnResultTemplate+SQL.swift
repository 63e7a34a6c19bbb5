import Authority
import Importing
import Storage
import Timekeeping

extension OwnResultTemplate {
    private static let columns: SQL = "t.id, t.version, t.organization_id, o.name, t.status, t.content"

    package static func load(_ id: ID, for actor: Actor, in transaction: Transaction) throws -> OwnResultTemplate {
        guard let found = try find(id, for: actor, in: transaction) else { throw NotFound() }
        return found
    }

    package static func find(_ id: ID, for actor: Actor, in transaction: Transaction) throws -> OwnResultTemplate? {
        try select("t.id = \(id)", for: actor, in: transaction).first
    }

    /// Those of the agency and its superiors, the newest last. An agency has a handful.
    package static func all(for actor: Actor, in transaction: Transaction) throws -> [OwnResultTemplate] {
        try select("TRUE", for: actor, in: transaction)
    }

    private static func select(_ condition: SQL, for actor: Actor, in transaction: Transaction) throws -> [OwnResultTemplate] {
        try transaction.all(
            """
            SELECT \(columns) FROM result_template t JOIN organization o ON o.id = t.organization_id
            WHERE \(condition) AND t.organization_id IN (SELECT up.ancestor_id FROM organization_ancestry up
                WHERE up.organization_id = \(actor.organization)) ORDER BY t.serial
            """
        ) { row in
            let (id, version): (ID, Int) = (try row.next(), try row.next())
            let (organization, name): (Organization.ID, String) = (try row.next(), try row.next())
            let status: CheckFormStatus = try row.next()
            return OwnResultTemplate(
                id: id, version: version, organization: organization, organizationName: name, status: status,
                template: try ResultTemplate(json: try row.next()))
        }
    }

    package func set(_ status: CheckFormStatus, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE result_template SET version = version + 1, status = \(status), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }
}

extension ResultTemplate {
    package func insert(_ id: OwnResultTemplate.ID, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO result_template (id, version, name, organization_id, content, status, created_at, created_by, updated_at)
            VALUES (\(id), 1, \(name), \(actor.organization), \(try keyed(id).json), \(CheckFormStatus.enabled), \(now),
                \(actor.account), \(now))
            """)
    }

    package func update(_ id: OwnResultTemplate.ID, expecting version: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE result_template SET version = version + 1, name = \(name), content = \(try keyed(id).json), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
    }

    private func keyed(_ id: OwnResultTemplate.ID) -> ResultTemplate {
        var template = self
        template.key = id.description
        return template
    }
}
