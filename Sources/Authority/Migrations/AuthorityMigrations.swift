import Storage

/// The schema of this target, in order.
package enum AuthorityMigrations {
    package static let all: [Migration] = [
        factMigration, organizationMigration, accountMigration, divisionMigration, parameterMigration,
        securityMigration, enterpriseMigration, installationMigration,
        Migration("authority.versions").versioned("organization"),
        Migration(
            "authority.intake-01-division-names",
            "CREATE INDEX administrative_division_name ON administrative_division (name, serial)"),
        loginSourceMigration,
        personalSettingMigration,
        factSealMigration,
        proxyMigration,
        nodeMigration,
        wideText,
    ]

    /// Wide letters and digits are found as narrow ones.
    private static let wideText = Migration("authority.phone-01-wide-text").refolded("organization").refolded("account").refolded("administrative_division")
}
