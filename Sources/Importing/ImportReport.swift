import Ledger
import Spreadsheets
import Storage

/// What an import has done so far, for its page and for the command line.
package struct ImportReport: Sendable, Equatable {
    package let kind: String
    package let fileName: String
    package let state: ImportState
    package let problems: [ImportProblemLine]
    /// What would change, or has changed: the first of it.
    package let changes: [ImportChange]
    /// What taking the import back would remove and restore; nil where it cannot be taken back.
    package let touched: (created: Int, changed: Int)?

    package static func == (a: ImportReport, b: ImportReport) -> Bool {
        a.kind == b.kind && a.fileName == b.fileName && a.state == b.state && a.problems == b.problems && a.changes == b.changes
    }

    /// Problems shown in place; the download has all.
    package static let shown = 100

    /// Nil when the job is no import.
    package static func load(_ job: Job, in transaction: Transaction) throws -> ImportReport? {
        guard job.kind == ImportJob.jobCode else { return nil }
        let order = try ImportOrder.read(json: job.payload)
        let text = job.result.isEmpty ? job.cursor : job.result
        return ImportReport(
            kind: order.kind, fileName: order.name, state: text.isEmpty ? ImportState() : try ImportState.read(json: text),
            problems: try ImportProblemLine.list(job.id, limit: shown, in: transaction),
            changes: try ImportChange.list(job.id, in: transaction),
            touched: job.state.isFinal ? try ImportTouch.counts(job.id, in: transaction) : nil)
    }

    /// Which rows are in and which are not, when the import was cancelled or failed midway.
    package var standing: String {
        switch state.phase {
        case .checking, .confirming: "尚未导入任何一行"
        case .applying: "已处理到第\(state.row)行：\(state.outcome)；其后的行没有导入"
        case .ended: state.outcome
        }
    }
}

extension ImportProblemLine {
    /// The table of all problems, for download.
    package static let layout = SheetLayout(
        name: "错误明细",
        columns: [SheetColumn("行号", .number), SheetColumn("列", width: 20), SheetColumn("原因", width: 60)])

    package static func write(_ job: Job.ID, to writer: any SheetWriter, in transaction: Transaction) throws {
        try forEach(job, in: transaction) { line in try writer.append(["\(line.row)", line.column, line.message]) }
    }
}
