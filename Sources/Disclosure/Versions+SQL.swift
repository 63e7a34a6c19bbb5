import Storage

// What of this target is changed by people, and where its version stands (OPS-04).

extension PublishableResult: Versioned {
    package static let versions = VersionedTable("publishable_result", key: "inspection_id")
}
