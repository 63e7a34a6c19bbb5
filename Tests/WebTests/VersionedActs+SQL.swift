import Authority
@testable import Storage

/// Records for the acts that name a version, out of the demonstration.
extension DemoServer {
    /// What the table of versions holds, newest first.
    static func ids(_ table: VersionedTable, in transaction: Transaction) throws -> [String] {
        try transaction.all("SELECT \(table.key) FROM \(table.table) ORDER BY \(table.key) DESC LIMIT 60") {
            try $0.next(Identifier<Never>.self).description
        }
    }

    /// A draw that a supervising body and a public event take part in.
    static func settleDraw(secondParty: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE draw SET second_party_id = \(secondParty), beacon = '公开事件' WHERE serial = (SELECT max(serial) FROM draw)
            """)
    }

    /// An item that the agency has claimed serves no form any more.
    static func takeForms(of agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM check_form_item WHERE item_id = (SELECT c.item_id FROM item_claim c JOIN item i ON i.id = c.item_id
                WHERE c.organization_id = \(agency) AND i.status = 'enabled' ORDER BY i.serial LIMIT 1)
            """)
    }

    static func matter(in transaction: Transaction) throws -> String {
        try transaction.value("SELECT id FROM check_matter", as: Identifier<Never>.self)?.description ?? ""
    }

    /// What the further places of a path can name of the record in its first.
    static func parts(_ name: String, of id: String, in transaction: Transaction) throws -> String? {
        guard let record = Identifier<Never>(id) else { return nil }
        switch name {
        case "item":
            return try transaction.value("SELECT item_id FROM task_item WHERE task_id = \(record)", as: Identifier<Never>.self)?.description
        case "category":
            return try transaction.value(
                "SELECT id FROM sampling_category WHERE task_id = \(record)", as: Identifier<Never>.self)?.description
        case "article":
            return try transaction.value("SELECT article_key FROM statute_article WHERE statute_id = \(record)", as: String.self)
        default: return nil
        }
    }
}
