import Authority
import Foundation
import Ledger
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry
@testable import Spreadsheets

/// Sheets as agencies really hand them in: kept by hand for years in a spreadsheet program.
@Suite("导入真实的脏数据")
struct DirtySheetTests {
    @Test("SUBJ-13 合并的标题行、带星号的表头、存成数字的电话和邮编、日期格式的数字，都按人看到的读")
    func handMadeWorkbook() async throws {
        try await ImportDesk.each { desk in
            let path = try Self.workbook(
                in: desk.folder,
                rows: [
                    .init(1, [.phone: .number("1.9900000001E+10"), .postcode: .number("330000"), .establishedOn: .date("43957")]),
                    .init(2, [.phone: .number("19900000002"), .establishedOn: .number("43957")]),
                    .init(3, [.name: .text("　白石县第3机械厂（东厂） "), .establishedOn: .text("2020年5月6日")]),
                    .init(4, [.postcode: .number("10000")]),
                ])
            let report = try await desk.importAll(path, "subjects")
            #expect(report.problems == [ImportProblemLine(row: 7, column: "邮编", message: "邮编应为6位数字")])
            for number in 1...3 {
                let record = try #require(try await desk.subject(ImportDesk.code(number))).record
                #expect(record.phone == "1990000000\(number)")
                #expect(record.establishedOn?.description == "2020-05-06")
            }
            #expect(try await desk.subject(ImportDesk.code(1))?.record.postcode == "330000")
            #expect(try await desk.subject(ImportDesk.code(3))?.record.name == "白石县第3机械厂（东厂）")
        }
    }

    @Test("STD-01 每一种错误都逐行说明：校验码、重复、缺项、日期、选项、机构、过长；有错误行的文件再次导入不改变任何记录")
    func everyProblem() async throws {
        try await ImportDesk.each { desk in
            let code = ImportDesk.code(2)
            let wrongCheck = String(code.dropLast()) + (code.hasSuffix("0") ? "1" : "0")
            let rows = [
                ImportDesk.row(1),
                ImportDesk.row(2, [.code: wrongCheck]),
                ImportDesk.row(3, [.code: "91990121MA00O0003"]),
                ImportDesk.row(4, [.code: ImportDesk.code(1).lowercased()]),
                ImportDesk.row(5, [.legalRepresentative: "　"]),
                ImportDesk.row(6, [.establishedOn: "2021-02-29"]),
                ImportDesk.row(7, [.entityKind: "有限公司"]),
                ImportDesk.row(8, [.jurisdiction: "无此局"]),
                ImportDesk.row(9, [.registeredAddress: String(repeating: "长", count: 301)]),
                ImportDesk.row(10, [.divisionCode: "9901A1", .establishedOn: "去年"]),
                ImportDesk.row(11, [.establishedOn: desk.town.now.beijingDate.advanced(days: 1).description]),
            ]
            let file = try desk.file(SubjectImport(), rows)
            let report = try await desk.importAll(file, "subjects")
            #expect(report.state.outcome == "新增1行，更新0行，未变化0行，未导入10行")
            #expect(report.problems.map { "\($0.row) \($0.column) \($0.message)" } == [
                "3 统一社会信用代码 统一社会信用代码格式不正确", "4 统一社会信用代码 统一社会信用代码格式不正确", "5  与第2行重复",
                "6 法定代表人/负责人 请填写法定代表人/负责人", "7 成立日期 成立日期应为日期，如 2026-01-31",
                "8 主体类型 主体类型应为以下之一：企业、个体工商户、农民专业合作社、机关事业单位、社会组织、其他",
                "9 管辖机构 管辖机构“无此局”不存在，或不在您的管理范围内", "10 注册地址 注册地址限制在300字符",
                "11 行政区划代码 行政区划代码格式不正确，应为6位，乡级为9位", "11 成立日期 成立日期应为日期，如 2026-01-31",
                "12 成立日期 成立日期不能晚于今天",
            ])
            let again = try await desk.importAll(file, "subjects")
            #expect(again.state.outcome == "新增0行，更新0行，未变化1行，未导入10行")
            #expect(again.problems == report.problems)
            #expect(try await desk.count() == 1)
            #expect(try await desk.facts("registry.subject.changed") == 0)
        }
    }

    @Test("OFCR-05 身份证号的全角、空格、小写 x 能识别；校验码错误、存成数字丢了末位、文件内重复的逐行说明")
    func officers() async throws {
        try await ImportDesk.each { desk in
            let ids = (1...6).compactMap { CitizenIDNumber(completing: "99010119880101" + "10\($0)")?.description }
            try #require(ids.count == 6)
            let wide = String(String.UnicodeScalarView(ids[0].unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
            let wrong = String(ids[2].dropLast()) + (ids[2].hasSuffix("1") ? "2" : "1")
            let typed = [
                wide, " '" + ids[1].prefix(6) + " " + ids[1].dropFirst(6).lowercased(), wrong, String(ids[3].prefix(15)) + "000", ids[0],
            ]
            let rows = typed.enumerated().map { Self.officer($0 + 1, $1) }
            let report = try await desk.importAll(try desk.file(OfficerImport(), rows), "officers")
            #expect(report.state.created == 2)
            #expect(report.problems == [
                ImportProblemLine(row: 4, column: "身份证号", message: "身份证号码格式不正确"),
                ImportProblemLine(row: 5, column: "身份证号", message: "身份证号码格式不正确"),
                ImportProblemLine(row: 6, column: "", message: "与第2行重复"),
            ])
        }
    }

    private static func officer(_ number: Int, _ citizenID: String) -> [String] {
        OfficerImport().layout.columns.map { column in
            switch column.heading {
            case EnforcementOfficer.Label.fullName: "甘\(number)"
            case EnforcementOfficer.Label.citizenID: citizenID
            case EnforcementOfficer.Label.phone: "1990000000\(number)"
            case EnforcementOfficer.Label.certificateNumber: "X\(number)"
            case EnforcementOfficer.Label.certificateValidUntil: "2099.12.31"
            case EnforcementOfficer.Label.domains: "应急"
            case _: ""
            }
        }
    }
}

/// A workbook made part by part, as other programs make them.
extension DirtySheetTests {
    private enum Cell {
        case text(String), number(String), date(String)

        var markup: String {
            switch self {
            case .text(let text): "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
            case .number(let number): "<c><v>\(number)</v></c>"
            case .date(let serial): "<c s=\"1\"><v>\(serial)</v></c>"
            }
        }
    }

    private struct SheetRow {
        let markup: String

        init(_ number: Int, _ set: [SubjectColumn: Cell]) {
            let cells = zip(SubjectColumn.allCases, ImportDesk.row(number)).map { set[$0] ?? .text($1) }
            markup = "<row>" + cells.map(\.markup).joined() + "</row>"
        }
    }

    /// Two merged title rows, then the headings, then the rows: the first record is row 4.
    private static func workbook(in folder: String, rows: [SheetRow]) throws -> [UInt8] {
        let headings = SubjectColumn.allCases.map { column in
            Cell.text((column.column.isRequired ? "*" : "") + column.heading).markup
        }
        let titles = ["白石县监管对象名录", "填报单位：综合科"].map { "<row>" + Cell.text($0).markup + "</row>" }
        let data = titles.joined() + "<row>" + headings.joined() + "</row>" + rows.map(\.markup).joined()
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
                "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                    + "<Relationship Id=\"r2\" Type=\"\(office)/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
            ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>\(data)</sheetData><mergeCells count=\"2\"><mergeCell ref=\"A1:T1\"/>"
                    + "<mergeCell ref=\"A2:T2\"/></mergeCells></worksheet>"
            ),
        ] { try zip.part(name, content) }
        try zip.finish()
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }
}
