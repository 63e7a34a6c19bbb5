/// Writes rows to a file as they come. The file appears under its name when it is whole, and never before.
package protocol SheetWriter: AnyObject {
    /// One row; the cells stand in the order of the columns, dates as 2026-01-05.
    func append(_ cells: [String]) throws(SpreadsheetError)
    func finish() throws(SpreadsheetError)
}

package enum SheetFormat: String, CaseIterable, Sendable {
    case xlsx, csv

    /// A writer that has already written the heading row.
    package func writer(path: String, layout: SheetLayout) throws(SpreadsheetError) -> any SheetWriter {
        switch self {
        case .xlsx: try WorkbookWriter(path: path, layout: layout)
        case .csv: try TextTableWriter(path: path, layout: layout)
        }
    }
}
