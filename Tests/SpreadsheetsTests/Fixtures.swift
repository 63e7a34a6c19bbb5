import Glibc
import Testing

@testable import Spreadsheets

/// A folder for the files of one test.
final class Scratch {
    let folder: String

    init() throws {
        var template = Array("/tmp/spreadsheets-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SpreadsheetError.cannotWrite }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    private var names: [String] = []

    func path(_ name: String) -> String {
        if !names.contains(name) { names.append(name) }
        return "\(folder)/\(name)"
    }

    func file(_ bytes: [UInt8], _ name: String = "表.csv") throws -> String {
        let output = try OutputFile(path: path(name))
        try output.write(bytes)
        try output.finish()
        return path(name)
    }

    func file(_ text: String, _ name: String = "表.csv") throws -> String {
        try file(Array(text.utf8), name)
    }

    /// A workbook of raw parts: what stands between the sheetData tags, and the other parts.
    func workbook(_ rows: String, strings: String? = nil, styles: String? = nil, properties: String = "", prolog: String = "") throws -> String {
        let zip = try ZipWriter(path: path("表.xlsx"))
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        try zip.part("[Content_Types].xml", "<Types/>")
        try zip.part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"\(office)/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>")
        try zip.part(
            "xl/workbook.xml",
            "<workbook xmlns:r=\"\(office)\">\(properties)<sheets><sheet name=\"隐藏\" state=\"hidden\" r:id=\"r9\"/><sheet name=\"名单\" r:id=\"r1\"/></sheets></workbook>")
        try zip.part(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="r1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>\
            <Relationship Id="r2" Type="\(office)/sharedStrings" Target="../xl/sharedStrings.xml"/>\
            <Relationship Id="r3" Type="\(office)/styles" Target="styles.xml"/></Relationships>
            """)
        try zip.part("xl/sharedStrings.xml", "<sst>\(strings ?? "")</sst>")
        try zip.part("xl/styles.xml", "<styleSheet>\(styles ?? "")</styleSheet>")
        try zip.part("xl/worksheets/sheet1.xml", "\(prolog)<worksheet><sheetData>\(rows)</sheetData></worksheet>")
        try zip.finish()
        return path("表.xlsx")
    }
}

/// A row as read, with its number.
struct NumberedRow: Equatable {
    let row: Int
    let cells: [String]

    init(_ row: Int, _ cells: [String]) {
        self.row = row
        self.cells = cells
    }
}

func rows(of path: String, sheet: String? = nil, limits: SheetLimits = SheetLimits()) throws -> [NumberedRow] {
    var found: [NumberedRow] = []
    try SheetReader.open(path: path, sheet: sheet, limits: limits).forEachRow { found.append(NumberedRow($0, Array($1))) }
    return found
}

func contents(of path: String) throws -> [UInt8] {
    let file = try ByteFile(path: path)
    return try withExtendedLifetime(file) {
        var bytes: [UInt8] = []
        while bytes.count < file.size { bytes += try file.read(at: bytes.count) }
        return bytes
    }
}
