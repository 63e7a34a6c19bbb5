import Storage

// What of this target is changed by people, and where its version stands (OPS-04).

extension AnnualPlan: Versioned {
    package static let versions = VersionedTable("annual_plan")
}

extension InspectionTask: Versioned {
    package static let versions = VersionedTable("inspection_task")
}

extension DrawRecord: Versioned {
    package static let versions = VersionedTable("draw")
}

extension CapExemption: Versioned {
    package static let versions = VersionedTable("cap_exemption")
}

extension TaskSubject: Versioned {
    package static let versions = VersionedTable("task_subject")
}
