import Storage

// What of this target is changed by people, and where its version stands (OPS-04).

extension CheckForm: Versioned {
    package static let versions = VersionedTable("check_form")
}

extension Item: Versioned {
    package static let versions = VersionedTable("item")
}

extension Statute: Versioned {
    package static let versions = VersionedTable("statute")
}
