import Foundation
import Spreadsheets

/// A table made for download.
package enum SheetFile {
    package static func made(
        _ layout: SheetLayout, _ format: SheetFormat, named name: String, _ fill: (any SheetWriter) throws -> Void
    ) throws -> FileAnswer {
        FileAnswer(.made(try file(layout, format, fill)), type: format.mediaType, downloadName: name + "." + format.rawValue)
    }

    /// The same as bytes, for what is kept.
    package static func bytes(_ layout: SheetLayout, _ format: SheetFormat, _ fill: (any SheetWriter) throws -> Void) throws -> [UInt8] {
        let file = try file(layout, format, fill)
        guard let data = FileManager.default.contents(atPath: file.path) else { throw SpreadsheetError.cannotWrite }
        return Array(data)
    }

    private static func file(
        _ layout: SheetLayout, _ format: SheetFormat, _ fill: (any SheetWriter) throws -> Void
    ) throws -> TemporaryFile {
        let file = TemporaryFile()
        let writer = try format.writer(path: file.path, layout: layout)
        try fill(writer)
        try writer.finish()
        return file
    }
}

extension SheetFormat {
    package var mediaType: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        }
    }
}

extension FileAnswer {
    /// A workbook for downloading; its rows are few enough to be held.
    package init(workbook name: String, _ layout: SheetLayout, _ rows: [[String]]) throws {
        self = try SheetFile.made(layout, .xlsx, named: name) { writer in
            for row in rows { try writer.append(row) }
        }
    }
}
