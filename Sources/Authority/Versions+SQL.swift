import Storage

// What of this target is changed by people, and where its version stands (OPS-04).

extension Account: Versioned {
    package static let versions = VersionedTable("account")
}

extension EnterpriseAccount: Versioned {
    package static let versions = VersionedTable("enterprise_account")
}

extension Department: Versioned {
    package static let versions = VersionedTable("department")
}

extension Organization: Versioned {
    package static let versions = VersionedTable("organization")
}

extension SecurityFinding: Versioned {
    package static let versions = VersionedTable("security_finding")
}
