import Authority
import Logging
import Storage
import Timekeeping
import Vault

/// What every route works with; put together once by the executable.
package struct Platform: Sendable {
    package let database: Database
    package let clock: Clock
    package let settings: Settings
    package let log: Logger
    package let sessions: SessionReading
    package let enterpriseSessions: EnterpriseSessionReading
    package let hashing: PasswordHashing
    /// Opens and seals the sensitive fields (SEC-06).
    package let protection: any FieldProtection
    /// Finds whether a person is an enforcement officer, whenever an account is saved (ORG-13).
    package let officers: any OfficerFinding
    /// Style sheets, modules and icons.
    package let assets: AssetStore
    /// Answers that are made once.
    package let fixed = FixedAnswers()
    /// What further targets need (vault, typesetter, sequencer …), by type.
    private let services: [ObjectIdentifier: any Sendable]

    package struct Settings: Sendable {
        /// Shown in the header and titles.
        package var name = "明察"
        /// The address people reach the platform under; codes on documents lead there.
        package var publicURL = "http://127.0.0.1:8080"
        /// Folder with the icon sprite made at set-up.
        package var assets = ".assets"
        /// What the store is for; invented data come with their accounts on the login page.
        package var purpose = InstallationPurpose.production
        package var isDemo: Bool { purpose.isInvented }
        /// Proxies whose X-Forwarded-For is believed; none by default.
        package var trust = ProxyTrust()
        /// What looks into uploaded files.
        package var malware = MalwareProtection.none
        package init() {}

        /// Cookies are `Secure` unless the platform is tried out on plain HTTP.
        package var isSecure: Bool { publicURL.hasPrefix("https://") }
    }

    package init(
        database: Database, clock: Clock, settings: Settings, log: Logger, protection: any FieldProtection,
        officers: any OfficerFinding, assets: AssetStore, services: [any Sendable] = []
    ) {
        self.database = database
        self.clock = clock
        self.settings = settings
        self.log = log
        self.protection = protection
        self.officers = officers
        sessions = SessionReading(database: database, clock: clock)
        enterpriseSessions = EnterpriseSessionReading(database: database, clock: clock)
        hashing = PasswordHashing()
        self.assets = assets
        self.services = Dictionary(
            services.map { (ObjectIdentifier(type(of: $0 as Any)), $0) }, uniquingKeysWith: { _, last in last })
    }

    /// - Throws: `StorageError.broken` when the executable did not provide it: a fault of the assembly.
    package func service<T: Sendable>(_ type: T.Type = T.self) throws -> T {
        guard let service = services[ObjectIdentifier(type)] as? T else {
            throw StorageError.broken("no \(type) was provided")
        }
        return service
    }
}
