import Storage

/// The tables of this target, in order.
package enum RegistryMigrations {
    package static let all = [
        subjects, items, checkForms, officers, officerPools, enforcementEquipment,
        imports, subjectDetails, subjectKinds,
        laws, lawImports, legalRules, subjectStates, equipment, checkMatters, annotations, resultTemplates,
        licences, areaGrid, versions, importChanges, lawReadings, codeParts, importTouches,
    ]

    /// The elements whose former states are kept (ELEM-06); agencies are Authority's.
    private static let versions = Migration("registry.versions")
        .versioned("item").versioned("enforcement_officer").versioned("check_form").versioned("regulated_subject")
        .versioned("enforcement_equipment").versioned("statute")
}
