import Storage
import Timekeeping

/// A login of an enterprise (ORG-25), apart from the accounts of agencies: other table, other sessions, other cookie, no
/// role and no scope. It is bound to one regulated object of class organisation and sees the file of that one alone.
package struct EnterpriseAccount: Sendable, Equatable {
    package typealias ID = Identifier<EnterpriseAccount>

    package let id: ID
    package let version: Int
    package let kind: Kind
    package let status: Status
    /// 统一社会信用代码 as it was typed or found; with the mobile number it is what one logs in by.
    package let code: String
    /// Nil while nobody has found the enterprise in the library.
    package let enterprise: Identifier<EnterpriseMark>?
    package let enterpriseName: String
    /// As the applicant wrote it; compared with the library when the enterprise is verified.
    package let legalRepresentative: String
    package let name: String
    /// Masked.
    package let mobile: String
    /// Of a delegated account: the last day of the authorisation.
    package let validUntil: CalendarDate?
    package let decision: Decision?
    package let createdAt: Instant
    package let lastLogin: Instant?

    /// What the agency decided about an application, or who revoked the account.
    package struct Decision: Sendable, Equatable {
        package let at: Instant
        package let by: String
        package let reason: String
    }

    /// As shown: an authorisation past its last day is over, whatever stands in the row.
    package func shown(on today: CalendarDate) -> String {
        guard let validUntil, validUntil < today, status.isOpen else { return status.label }
        return "已到期"
    }
}

/// Stands for the regulated object, which a later target owns.
package enum EnterpriseMark {}

extension EnterpriseAccount {
    /// The two roles of Appendix C that enterprises have.
    package enum Kind: String, Labelled, Codable, SQLConvertible {
        /// 法人账号
        case legalPerson = "enterpriseLegalPerson"
        /// 法人授权账号 (DelegatedAccount)
        case delegate = "enterpriseDelegate"

        package var label: String {
            switch self {
            case .legalPerson: "法人账号"
            case .delegate: "法人授权账号"
            }
        }

        /// Whether holders authorise others.
        package var mayAuthorize: Bool { self == .legalPerson }
    }

    package enum Status: String, Labelled, SQLConvertible {
        case pendingVerification, rejected, mustChangePassword, active, revoked

        package enum Act: String, OfferedAct { case verify, reject, setPassword, resetPassword, revoke }

        /// The state after `act`, or nil where the act is not possible.
        package func after(_ act: Act) -> Status? {
            switch (self, act) {
            case (.pendingVerification, .verify): .active
            case (.pendingVerification, .reject): .rejected
            case (.mustChangePassword, .setPassword), (.active, .setPassword): .active
            case (.mustChangePassword, .resetPassword), (.active, .resetPassword): .mustChangePassword
            case (.mustChangePassword, .revoke), (.active, .revoke): .revoked
            case (.pendingVerification, .setPassword), (.pendingVerification, .resetPassword), (.pendingVerification, .revoke): nil
            case (.mustChangePassword, .verify), (.mustChangePassword, .reject), (.active, .verify), (.active, .reject): nil
            case (.rejected, _), (.revoked, _): nil
            }
        }

        /// Whether one can log in.
        package var isOpen: Bool { after(.revoke) != nil }

        package var label: String {
            switch self {
            case .pendingVerification: "待认证"
            case .rejected: "认证未通过"
            case .mustChangePassword: "待首次登录"
            case .active: "启用"
            case .revoked: "已撤销"
            }
        }
    }
}
