import Authority
import Storage

extension DemoAccounts {
    /// The accounts the demo made, in the order it made them.
    package static func list(in transaction: Transaction) throws -> [Row] {
        try transaction.all("SELECT login, name, organization, roles FROM demo_account WHERE enterprise_code IS NULL ORDER BY position") {
            Row(account: try $0.next(), name: try $0.next(), organization: try $0.next(), roles: try $0.next())
        }
    }

    /// The accounts of enterprises.
    package static func enterprises(in transaction: Transaction) throws -> [EnterpriseRow] {
        try transaction.all(
            """
            SELECT enterprise_code, login, name, organization, roles FROM demo_account
            WHERE enterprise_code IS NOT NULL ORDER BY position
            """
        ) {
            EnterpriseRow(
                code: try $0.next(), mobile: try $0.next(), name: try $0.next(), enterprise: try $0.next(), kind: try $0.next())
        }
    }

    package static func add(
        position: Int, login: String, name: String, organization: String, roles: String, enterpriseCode: String? = nil, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO demo_account (position, login, name, organization, roles, enterprise_code)
            VALUES (\(position), \(login), \(name), \(organization), \(roles), \(enterpriseCode))
            """)
    }
}
