import Registry

/// What an import has found and done.
struct ImportModel: Codable, Sendable {
    struct Problem: Codable, Sendable {
        let row: Int
        let column: String
        let message: String
    }

    let label: String
    let fileName: String
    let findings: String
    let standing: String
    let problems: [Problem]
    let hasMore: Bool

    init(_ report: ImportReport, label: String) {
        self.label = label
        fileName = report.fileName
        findings = report.state.findings
        standing = report.standing
        problems = report.problems.map { Problem(row: $0.row, column: $0.column, message: $0.message) }
        hasMore = report.problems.count == ImportReport.shown
    }
}

/// The page a file is handed in on.
struct ImportFormModel: Codable, Sendable {
    struct Column: Codable, Sendable {
        let heading: String
        let isRequired: Bool
        let note: String
    }

    let kind: String
    let label: String
    let instructions: [String]
    let columns: [Column]

    init(_ kind: any SheetImport) {
        self.kind = kind.code
        label = kind.label
        instructions = kind.layout.instructions
        columns = kind.layout.columns.map { Column(heading: $0.heading, isRequired: $0.isRequired, note: $0.note) }
    }
}
