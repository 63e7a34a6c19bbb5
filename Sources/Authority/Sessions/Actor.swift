import Storage

/// Who does something, as known from the session of this request. Acts are made by an `Actor`, never by an id alone.
package struct Actor: Sendable {
    package let account: Account.ID
    package let name: String
    package let organization: Organization.ID
    package let organizationName: String
    package let permissions: Set<Permission>
    package let scope: Scope
    /// The officer entry of this person, when there is one (是否执法人员, ORG-13).
    package let officer: Identifier<OfficerMark>?
    /// Where the request came from, for the operation log (SEC-05).
    package let origin: String

    package init(
        account: Account.ID, name: String, organization: Organization.ID, organizationName: String,
        permissions: Set<Permission>, scope: Scope, officer: Identifier<OfficerMark>?, origin: String
    ) {
        self.account = account
        self.name = name
        self.organization = organization
        self.organizationName = organizationName
        self.permissions = permissions
        self.scope = scope
        self.officer = officer
        self.origin = origin
    }

    package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// - Throws: `PermissionDenied` (“无操作权限”, ORG-24).
    package func require(_ permission: Permission) throws(PermissionDenied) {
        guard may(permission) else { throw PermissionDenied(permission: permission) }
    }
}

/// Stands for the officer noun, which a later target owns.
package enum OfficerMark {}

/// ORG-24: a call without permission is refused by the server.
package struct PermissionDenied: Error, Sendable, Equatable {
    package let permission: Permission
    package init(permission: Permission) { self.permission = permission }
    package static let message = "无操作权限"
}
