/// Reads the rows of a table that somebody made, XLSX or CSV, told apart by content and not by name.
///
/// Memory stays bounded whatever the size of the file. Cells come as the text a person sees.
package final class SheetReader {
    private enum Source {
        case workbook(Workbook)
        case text(TextTable)
    }

    private let source: Source
    private let limits: SheetLimits

    private init(source: Source, limits: SheetLimits) {
        self.source = source
        self.limits = limits
    }

    /// Opens the file; of a workbook the sheet called `sheet`, or the first visible one.
    package static func open(
        path: String, sheet: String? = nil, limits: SheetLimits = SheetLimits()
    ) throws(SpreadsheetError) -> SheetReader {
        let file = try ByteFile(path: path)
        guard file.size > 0 else { throw .empty }
        guard file.size <= limits.fileBytes else { throw .fileTooLarge(limitInMegabytes: limits.fileBytes >> 20) }
        switch try FileKind.recognise(file) {
        case .zip:
            return SheetReader(source: .workbook(try Workbook(file: file, sheet: sheet, limits: limits)), limits: limits)
        case .text:
            return SheetReader(source: .text(try TextTable(file: file)), limits: limits)
        case .encryptedOffice: throw .encrypted
        case .oldOffice: throw .oldFormat
        case .foreign: throw .unsupported
        }
    }

    /// What keeps a file from being read at all; nil where nothing is seen by opening it.
    package static func fault(of bytes: [UInt8]) -> SpreadsheetError? {
        do {
            let kept = try TemporaryFile(holding: bytes)
            return withExtendedLifetime(kept) { fault(path: kept.path) }
        } catch {
            return error as? SpreadsheetError
        }
    }

    /// The same of a file that is there.
    package static func fault(path: String) -> SpreadsheetError? {
        do throws(SpreadsheetError) {
            _ = try open(path: path)
            return nil
        } catch {
            return error
        }
    }

    /// Calls `body` with every row that holds something, in order, with the number a spreadsheet program
    /// shows beside it (of a CSV record: its first line). Trailing empty cells are left out.
    ///
    /// Throws what `body` throws, or a `SpreadsheetError`.
    package func forEachRow(_ body: (_ row: Int, _ cells: SheetCells) throws -> Void) throws {
        _ = try forEachRowFindingMerged(body)
    }

    /// - Returns: the cells that were made one.
    func forEachRowFindingMerged(_ body: (_ row: Int, _ cells: SheetCells) throws -> Void) throws -> [MergedRange] {
        var count = 0
        let limit = limits.rows
        func counted(_ row: Int, _ cells: SheetCells) throws {
            count += 1
            guard count <= limit else { throw SpreadsheetError.tooManyRows(limit: limit) }
            try body(row, cells)
        }
        switch source {
        case .workbook(let workbook): return try workbook.forEachRow(counted)
        case .text(let table):
            try table.forEachRow(limits: limits, counted)
            return []
        }
    }
}
