/// The invented accounts a demonstration shows on its login page.
package enum DemoAccounts {
    /// One password for all of them; a demonstration holds no real data and says so on every page.
    package static let password = "Mingcha-2026"

    package struct Row: Codable, Sendable {
        package let account: String
        package let name: String
        package let organization: String
        package let roles: String
    }

    package struct EnterpriseRow: Codable, Sendable {
        package let code: String
        package let mobile: String
        package let name: String
        package let enterprise: String
        package let kind: String
    }
}
