import Foundation
import Testing

@testable import Importing
@testable import Library
@testable import Registry
@testable import Spreadsheets

/// A workbook made cell by cell, as spreadsheet programs leave them after years of use.
enum RawWorkbook {
    enum Cell {
        case text(String), number(String), error(String)

        var markup: String {
            switch self {
            case .text(""): "<c/>"
            case .text(let text): "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
            case .number(let number): "<c><v>\(number)</v></c>"
            case .error(let word): "<c t=\"e\"><f>VLOOKUP(1,Z:Z,2,0)</f><v>\(word)</v></c>"
            }
        }
    }

    /// - Parameter merged: ranges such as `Q2:Q3`; the headings stand in row 1.
    static func bytes(
        _ sheet: any SheetImport, in folder: String, rows: [[Cell]], merged: [String] = [], separator: String = "/"
    ) throws -> [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let data = ([sheet.layout.columns.map { Cell.text($0.heading) }] + rows)
            .map { "<row>" + $0.map(\.markup).joined() + "</row>" }.joined()
        let ranges = merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        let path = folder + "/手工.xlsx"
        let zip = try ZipWriter(path: path)
        for (name, content) in [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"\(office)/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"
            ),
            ("xl/workbook.xml", "<workbook xmlns:r=\"\(office)\"><sheets><sheet name=\"名录\" r:id=\"r1\"/></sheets></workbook>"),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>\(data)</sheetData>" + (ranges.isEmpty ? "" : "<mergeCells>\(ranges)</mergeCells>") + "</worksheet>"
            ),
        ] { try zip.part(name.replacing("/", with: separator), content) }
        try zip.finish()
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }

    static func subject(_ number: Int, _ set: [SubjectColumn: Cell] = [:]) -> [Cell] {
        zip(SubjectColumn.allCases, ImportDesk.row(number)).map { set[$0] ?? .text($1) }
    }
}
