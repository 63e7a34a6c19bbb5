/// The last row of a table that was taken out, saying by whom and when (SEC-10). It is no record: a table that comes in
/// again is read without it.
package enum SheetMark {
    private static let opening = "导出人："

    package static func row(exporter: String, agency: String, at time: String, count: Int) -> [String] {
        ["\(opening)\(exporter)（\(agency)），导出时间：\(time)，共\(count)条"]
    }

    static func isMark(_ cells: SheetCells) -> Bool { cells.count == 1 && cells[0].hasPrefix(opening) }
}
