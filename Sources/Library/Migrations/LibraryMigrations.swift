import Storage

/// The tables of this target, in order. Their names begin with `registry`, where they were made first.
package enum LibraryMigrations {
    package static let all = [items, checkForms, laws, lawImports, legalRules, resultTemplates, lawReadings]

    /// What was read of a file before it enters the law library (LIB-03).
    private static let lawReadings = Migration(
        "registry.intake-02-law-readings",
        "ALTER TABLE statute_file ADD COLUMN reading TEXT NOT NULL DEFAULT ''"
    )
}
