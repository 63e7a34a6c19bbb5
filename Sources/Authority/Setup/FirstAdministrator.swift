import Storage
import Timekeeping

/// The first organisation and its system administrator, made by the operator on the command line before anybody can
/// log in (ORG-08: a province, a city or a county can begin alone).
package struct FirstAdministrator: Sendable {
    package let organization: OrganizationRecord
    package let administrator: AccountRecord

    package init(organization: OrganizationRecord, administrator: AccountRecord) {
        (self.organization, self.administrator) = (organization, administrator)
    }

    package enum Refused: Refusal, Equatable {
        case alreadySetUp

        package var code: String { "authority.setup.alreadySetUp" }
        package var message: String { "系统中已有机构，不能再次初始化" }
    }

    /// - Returns: the activation code, to be shown once; it is stored nowhere.
    package func create(
        in database: Database, clock: Clock, hashing: PasswordHashing, protection: any FieldProtection
    ) async throws -> String {
        let now = clock.now()
        let (code, credential) = try await Credential.activation(at: now, by: hashing)
        try await database.write { transaction in
            guard try Organization.lockTree(in: transaction) == nil else { throw Refused.alreadySetUp }
            var root = organization
            root.parent = nil
            let id = try OrganizationFounding(root).make(by: nil, at: now, protection: protection, in: transaction)
            _ = try AccountCreation(in: id, administrator, roles: [.systemAdmin], credential: credential)
                .make(by: nil, at: now, protection: protection, in: transaction)
        }
        return code
    }
}
