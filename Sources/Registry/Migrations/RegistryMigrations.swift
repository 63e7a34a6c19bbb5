import Storage

/// The tables of this target, in order.
package enum RegistryMigrations {
    package static let all = [
        subjects, items, checkForms, officers, officerPools, enforcementEquipment,
        imports, subjectDetails, subjectKinds,
        laws, lawImports, legalRules, subjectStates, equipment, checkMatters, annotations, resultTemplates,
        licences,
    ]
}
