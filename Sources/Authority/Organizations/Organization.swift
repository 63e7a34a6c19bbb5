import Storage

/// An agency or another organisation of the tree (机构, ORG-01, A.1).
package struct Organization: Sendable {
    package typealias ID = Identifier<Organization>

    package let id: ID
    package let version: Int
    package let status: Status
    package let record: OrganizationRecord

    package enum Status: String, Sendable, Codable, CaseIterable, SQLConvertible {
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
    /// ORG-04, ORG-05: what an organisation lacks for acts in its own name.
    package enum Refused: Refusal, Equatable {
        case notEnforcementBody
        case incompleteForFines(missing: [String])

        package var code: String {
            switch self {
            case .notEnforcementBody: "authority.organization.notEnforcementBody"
            case .incompleteForFines: "authority.organization.incompleteForFines"
            }
        }

        package var message: String {
            switch self {
            case .notEnforcementBody: "本机构不是行政执法主体"
            case .incompleteForFines(let missing):
                "本机构基础信息不完整：缺少\(missing.joined(separator: "、"))，不能制作罚款决定"
            }
        }
    }

    /// Plans, tasks, documents and cases are made by enforcement bodies only (ORG-05).
    package func requireEnforcementBody() throws(Refused) {
        guard record.isEnforcementBody else { throw .notEnforcementBody }
    }

    /// A decision on a fine names where to pay (ORG-04).
    package func requireCompleteForFines() throws(Refused) {
        let missing = record.missingForFines
        guard missing.isEmpty else { throw .incompleteForFines(missing: missing) }
    }
}
