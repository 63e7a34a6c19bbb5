/// The invented accounts a demonstration shows on its login page.
package enum DemoAccounts {
    /// One password for all of them; a demonstration holds no real data and says so on every page.
    package static let password = "Mingcha-2026"

    package struct Row: Codable, Sendable {
        let account: String
        let name: String
        let organization: String
        let roles: String
    }

    package struct EnterpriseRow: Codable, Sendable {
        let code: String
        let mobile: String
        let name: String
        let enterprise: String
        let kind: String
    }
}
