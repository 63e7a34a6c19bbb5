import Authority
import Storage

extension DemoAccounts {
    /// The accounts the demo made, in the order it made them.
    static func list(in transaction: Transaction) throws -> [Row] {
        try transaction.all("SELECT login, name, organization, roles FROM demo_account ORDER BY position") {
            Row(account: try $0.next(), name: try $0.next(), organization: try $0.next(), roles: try $0.next())
        }
    }

    package static func add(
        position: Int, login: String, name: String, organization: String, roles: String, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO demo_account (position, login, name, organization, roles)
            VALUES (\(position), \(login), \(name), \(organization), \(roles))
            """)
    }
}
