import Storage

// What of this target is changed by people, and where its version stands (OPS-04).

extension Inspection: Versioned {
    package static let versions = VersionedTable("inspection")
}
