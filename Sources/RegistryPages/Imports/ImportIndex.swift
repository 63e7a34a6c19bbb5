import Doors
import Importing
import Library

/// What an import has found and done.
package struct ImportModel: Codable, Sendable {
    package struct Problem: Codable, Sendable {
        package let row: Int
        package let column: String
        package let message: String
    }

    package let label: String
    /// Where a file of the kind is handed in.
    package let again: String
    let fileName: String
    package let findings: String
    package let standing: String
    /// What good rows would do; nil where nobody looked ahead.
    let forecast: Forecast?
    package let problems: [Problem]
    package let hasMore: Bool
    /// What taking it back would do; nil where it cannot be taken back.
    package let takingBack: String?
    /// Said before it is written: that it can't be taken back; nil where it can.
    let staying: String?

    struct Forecast: Codable, Sendable {
        let created: Int
        let changed: Int
        let unchanged: Int
        let wrong: Int
        /// “联系电话3处、名称1处”
        let columns: String
        let changes: [Change]
        let hasMore: Bool
    }

    struct Change: Codable, Sendable {
        let name: String
        let column: String
        let before: String
        let after: String
    }

    package init(_ report: ImportReport, of kind: (any SheetImport)?) {
        let (label, canBeTakenBack) = (kind?.label ?? "", kind?.canBeTakenBack ?? false)
        self.label = label
        again = "/imports/" + report.kind
        fileName = report.fileName
        findings = report.state.findings
        standing = report.standing
        problems = report.problems.map { Problem(row: $0.row, column: $0.column, message: $0.message) }
        hasMore = report.problems.count == ImportReport.shown
        takingBack = report.touched.flatMap { canBeTakenBack ? $0 : nil }.map { "删除本次新增的\($0.created)条记录，恢复本次更新的\($0.changed)条记录导入前的内容。导入之后已被修改或使用的记录会逐条列出，那时不撤回。" }
        staying = report.state.forecast != nil && !canBeTakenBack ? "\(label)的导入确认之后不能撤回。" : nil
        forecast = report.state.forecast.map { forecast in
            Forecast(
                created: forecast.created, changed: forecast.changed, unchanged: forecast.unchanged, wrong: report.state.bad,
                columns: forecast.columns.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key)\($0.value)处" }.joined(separator: "、"),
                changes: report.changes.map { Change(name: $0.name, column: $0.column, before: $0.before, after: $0.after) },
                hasMore: forecast.columns.values.reduce(0, +) > report.changes.count)
        }
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
