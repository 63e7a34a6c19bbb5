import Storage

// What of this target is changed by people, and where its version stands (OPS-04).

extension RegulatoryArea: Versioned {
    package static let versions = VersionedTable("regulatory_area")
}

extension EnforcementEquipment: Versioned {
    package static let versions = VersionedTable("enforcement_equipment")
}

extension InspectionType: Versioned {
    package static let versions = VersionedTable("inspection_type")
}

extension Licence: Versioned {
    package static let versions = VersionedTable("licence")
}

extension CheckMatter: Versioned {
    package static let versions = VersionedTable("check_matter")
}

extension EnforcementOfficer: Versioned {
    package static let versions = VersionedTable("enforcement_officer")
}

extension OfficerPool: Versioned {
    package static let versions = VersionedTable("officer_pool")
}

extension RegulatedSubject: Versioned {
    package static let versions = VersionedTable("regulated_subject")
}

extension Workshop: Versioned {
    package static let versions = VersionedTable("workshop")
}
