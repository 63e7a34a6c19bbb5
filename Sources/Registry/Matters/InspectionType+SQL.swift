import Authority
import Importing
import Library
import Storage
import Timekeeping

extension InspectionType {
    private static let columns: SQL = "t.id, t.version, t.name, t.organization_id, t.account_id, t.status"

    /// One's own, and those of the agency and its superiors.
    private static func visible(to actor: Actor) -> SQL {
        """
        (t.account_id = \(actor.account) OR (t.account_id IS NULL
            AND \(CheckForm.visible("t.organization_id", to: actor.organization))))
        """
    }

    package static func load(_ id: ID, for actor: Actor, in transaction: Transaction) throws -> InspectionType {
        let found = try transaction.first(
            "SELECT \(columns) FROM inspection_type t WHERE t.id = \(id) AND \(visible(to: actor))") { try InspectionType(&$0, []) }
        guard let found else { throw NotFound() }
        return found.holding(try transaction.all(
            "SELECT matter_id FROM inspection_type_matter WHERE type_id = \(id) ORDER BY number") { try $0.next() })
    }

    /// A line of the list.
    package struct Line: Sendable {
        package let type: InspectionType
        package let count: Int
        package let organizationName: String
    }

    package static func list(
        named words: String?, for actor: Actor, page: ListPage, in transaction: Transaction
    ) throws -> Listed<Line> {
        var query = ListQuery(
            "inspection_type",
            columns: "\(columns), (SELECT count(*) FROM inspection_type_matter m WHERE m.type_id = t.id), o.name",
            lookups: "JOIN organization o ON o.id = t.organization_id")
        query.filter(visible(to: actor))
        query.search(words)
        return try query.load(page, in: transaction) {
            let type = try InspectionType(&$0, [])
            return Line(type: type, count: try $0.next(), organizationName: try $0.next())
        }
    }

    private init(_ row: inout Row, _ matters: [CheckMatter.ID]) throws {
        id = try row.next()
        version = try row.next()
        name = try row.next()
        organization = try row.next()
        owner = try row.next()
        status = try row.next()
        self.matters = matters
    }

    private func holding(_ matters: [CheckMatter.ID]) -> InspectionType {
        InspectionType(
            id: id, version: version, name: name, organization: organization, owner: owner, status: status, matters: matters)
    }

    func insert(by account: Account.ID, at now: Instant, in transaction: Transaction) throws {
        let serial = try transaction.value(
            """
            INSERT INTO inspection_type (id, version, name, organization_id, account_id, status, created_at, created_by,
                updated_at)
            VALUES (\(id), 1, \(name), \(organization), \(owner), \(status), \(now), \(account), \(now)) RETURNING serial
            """, as: Int64.self)
        try insertMatters(matters, in: transaction)
        if let serial { try transaction.index("inspection_type", serial: serial, text: name) }
    }

    func update(
        name: String, matters: [CheckMatter.ID], status: CheckFormStatus, expecting version: Int, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.executeVersioned(
            """
            UPDATE inspection_type SET version = version + 1, name = \(name), status = \(status), updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        if matters != self.matters {
            try transaction.execute("DELETE FROM inspection_type_matter WHERE type_id = \(id)")
            try insertMatters(matters, in: transaction)
        }
        guard name != self.name,
            let serial = try transaction.value("SELECT serial FROM inspection_type WHERE id = \(id)", as: Int64.self)
        else { return }
        try transaction.index("inspection_type", serial: serial, text: name)
    }

    private func insertMatters(_ matters: [CheckMatter.ID], in transaction: Transaction) throws {
        for (number, matter) in matters.enumerated() {
            try transaction.execute(
                "INSERT INTO inspection_type_matter (type_id, matter_id, number) VALUES (\(id), \(matter), \(number + 1))")
        }
    }
}
