import Storage

/// An agency or another organisation of the tree (机构, ORG-01, A.1).
package struct Organization: Sendable {
    package typealias ID = Identifier<Organization>

    package let id: ID
    package let version: Int
    package let status: Status
    package let record: OrganizationRecord

    package enum Status: String, Labelled, Codable, SQLConvertible {
        case enabled, disabled

        package var label: String {
            switch self {
            case .enabled: "启用"
            case .disabled: "停用"
            }
        }
    }
}

extension Organization {
    /// ORG-05: what an organisation lacks for acts in its own name.
    package enum Refused: Refusal, Equatable {
        case notEnforcementBody

        package var code: String {
            switch self {
            case .notEnforcementBody: "authority.organization.notEnforcementBody"
            }
        }

        package var message: String {
            switch self {
            case .notEnforcementBody: "本机构不是行政执法主体"
            }
        }
    }

    /// Plans, tasks, documents and cases are made by enforcement bodies only (ORG-05).
    package func requireEnforcementBody() throws(Refused) {
        guard record.isEnforcementBody else { throw .notEnforcementBody }
    }
}
