import Storage

/// The tables of this target, in order.
package enum RegistryMigrations {
    package static let all = [
        subjects, officers, officerPools, enforcementEquipment, subjectDetails, subjectKinds, subjectStates, equipment,
        checkMatters, annotations, licences, areaGrid, versions, officerLinks, codeParts, wideText,
        testingBodies, inspectionFrequencies,
    ]

    /// An account and its entry of the officer library know each other, whichever came first (ORG-13, PORT-14).
    private static let officerLinks = Migration(
        "registry.officer-links",
        """
        UPDATE enforcement_officer SET account_id = (SELECT a.id FROM account a
                WHERE a.officer_id = enforcement_officer.id ORDER BY a.created_at DESC LIMIT 1)
        WHERE account_id IS NULL AND status <> 'withdrawn'
            AND id IN (SELECT a.officer_id FROM account a WHERE a.officer_id IS NOT NULL)
        """,
        """
        UPDATE account SET officer_id = (SELECT f.id FROM enforcement_officer f
                WHERE f.account_id = account.id AND f.status <> 'withdrawn' ORDER BY f.serial DESC LIMIT 1)
        WHERE officer_id IS NULL
            AND id IN (SELECT f.account_id FROM enforcement_officer f WHERE f.account_id IS NOT NULL AND f.status <> 'withdrawn')
        """)

    /// The elements whose former states are kept (ELEM-06), those of the library too; agencies are Authority's.
    private static let versions = Migration("registry.versions")
        .versioned("item").versioned("enforcement_officer").versioned("check_form").versioned("regulated_subject")
        .versioned("enforcement_equipment").versioned("statute")

    /// Wide letters and digits are found as narrow ones.
    private static let wideText = Migration("registry.phone-01-wide-text")
        .refolded("regulated_subject").refolded("item").refolded("check_form").refolded("enforcement_officer").refolded("officer_pool").refolded("enforcement_equipment")
        .refolded("statute").refolded("statute_article").refolded("legal_rule").refolded("check_matter").refolded("inspection_type")
}
