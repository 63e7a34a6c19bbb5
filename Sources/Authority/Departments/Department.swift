import Storage

/// 内设机构 of one organisation, in plans 责任处室 (ORG-06).
package struct Department: Sendable, Equatable {
    package typealias ID = Identifier<Department>

    package let id: ID
    package let organization: Organization.ID
    package let name: String
    package let status: Organization.Status
    package let version: Int
}

/// Why an act on a department is refused.
package enum DepartmentRefused: Refusal, Equatable {
    case missing(MissingField)
    case outOfScope
    case nameTaken

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .outOfScope: OrganizationRefused.outOfScope.code
        case .nameTaken: "authority.department.nameTaken"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .outOfScope: OrganizationRefused.outOfScope.message
        case .nameTaken: "本机构已有同名内设机构"
        }
    }
}
