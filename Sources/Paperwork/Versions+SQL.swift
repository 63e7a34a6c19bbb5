import Storage

// What of this target is changed by people, and where its version stands (OPS-04).

extension EnforcementDocument: Versioned {
    package static let versions = VersionedTable("enforcement_document")
}

extension DocumentNumberRule: Versioned {
    package static let versions = VersionedTable("document_number_rule")
}
