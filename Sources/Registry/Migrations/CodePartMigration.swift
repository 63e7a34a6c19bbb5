import Storage

extension RegistryMigrations {
    /// Objects are found by the part of their code that names the organisation.
    static let codeParts = Migration(
        "registry.intake-03-code-parts",
        "CREATE INDEX regulated_subject_code_part ON regulated_subject (substr(code, 9))"
    )
}
