import Authority
import Ledger
import Storage
import TestKit
import Testing
import Vault

@testable import Importing
@testable import Library
@testable import Registry
@testable import Spreadsheets

/// Cells that are wrong whatever the table.
@Suite("导入的单元格")
struct CellFaultTests {
    @Test("SUBJ-13 公式留下的错误值逐行逐列指出，再次导入也不覆盖库中内容；表格文字里写着的错误值一样")
    func errorValues() async throws {
        try await ImportDesk.each { desk in
            _ = try await desk.importAll(try desk.file(SubjectImport(), [ImportDesk.row(1)]), "subjects")
            let book = try RawWorkbook.bytes(
                SubjectImport(), in: desk.folder,
                rows: [
                    RawWorkbook.subject(1, [.name: .error("#N/A"), .businessAddress: .error("#REF!")]),
                    RawWorkbook.subject(2, [.alias: .error("#VALUE!")]),
                ])
            let report = try await desk.importAll(book, "subjects")
            #expect(report.problems == [
                ImportProblemLine(row: 2, column: "主体名称", message: "该单元格是错误值#N/A，请改正公式或直接填写内容"),
                ImportProblemLine(row: 2, column: "实际经营地址", message: "该单元格是错误值#REF!，请改正公式或直接填写内容"),
                ImportProblemLine(row: 3, column: "别名", message: "该单元格是错误值#VALUE!，请改正公式或直接填写内容"),
            ].map { ImportProblemLine(row: $0.row, column: Self.heading($0.column), message: $0.message) })
            #expect(try await desk.subject(ImportDesk.code(1))?.record.name == "白石县第1机械厂")

            let text = try await desk.importAll(
                try desk.file(SubjectImport(), [ImportDesk.row(3, [.legalRepresentative: "#div/0!"])]), "subjects")
            #expect(text.problems.map(\.message) == ["该单元格是错误值#DIV/0!，请改正公式或直接填写内容"])
        }
    }

    private static func named(_ words: String) -> SubjectList.Filter {
        var filter = SubjectList.Filter()
        filter.text = words
        return filter
    }

    /// The label of the address is the library's.
    private static func heading(_ column: String) -> String {
        column == "实际经营地址" ? SubjectColumn.businessAddress.heading : column
    }

    @Test("SUBJ-13 存成数字而丢了后几位的代码在每一列都被拒绝，科学计数法的文字也是；位数够用的电话照读")
    func longNumbers() async throws {
        try await ImportDesk.each { desk in
            let special = try #require(SubjectKindImport.all.first { $0.layout.columns.contains { $0.heading == "注册代码" } })
            let lost = CellFault.digitsLost.message
            #expect(lost == "该列是数字格式，后几位已丢失，请改为文本格式后重新填写")
            let row = special.layout.columns.map { column -> RawWorkbook.Cell in
                switch column.heading {
                case "注册代码": .number("3.1109901012024001E+19")
                case "使用登记证号": .text("9.9E+16")
                case _: .text("甲")
                }
            }
            let report = try await desk.importAll(try RawWorkbook.bytes(special, in: desk.folder, rows: [row]), special.code)
            #expect(report.problems.filter { $0.message == lost }.map(\.column) == ["注册代码", "使用登记证号"])
            #expect(report.problems.filter { ["注册代码", "使用登记证号"].contains($0.column) }.count == 2)

            let subjects = try RawWorkbook.bytes(
                SubjectImport(), in: desk.folder,
                rows: [
                    RawWorkbook.subject(1, [.code: .number("919901210000000012")]),
                    RawWorkbook.subject(2, [.phone: .number("1.9900000001E+10")]),
                ])
            let second = try await desk.importAll(subjects, "subjects")
            #expect(second.problems == [ImportProblemLine(row: 2, column: "统一社会信用代码", message: lost)])
            #expect(try await desk.subject(ImportDesk.code(2))?.record.phone == "19900000001")

            let officer = OfficerImport().layout.columns.map { column in
                switch column.heading {
                case EnforcementOfficer.Label.citizenID: "9.90101E+16"
                case EnforcementOfficer.Label.phone: "1.99E+10"
                case EnforcementOfficer.Label.certificateNumber: "9.9E+16"
                case EnforcementOfficer.Label.certificateValidUntil: "2099-12-31"
                case EnforcementOfficer.Label.domains: "应急"
                case _: ""
                }
            }
            let third = try await desk.importAll(try desk.file(OfficerImport(), [officer]), "officers")
            #expect(Set(third.problems.filter { $0.message == lost }.map(\.column)) == [
                EnforcementOfficer.Label.citizenID, EnforcementOfficer.Label.phone, EnforcementOfficer.Label.certificateNumber,
            ])
        }
    }

    @Test("SUBJ-13 数据行中有合并单元格的文件整个被拒绝并说出是哪几行，没有写入；标题行的合并不影响")
    func mergedCells() async throws {
        try await ImportDesk.each { desk in
            let rows = (1...4).map { RawWorkbook.subject($0, [.jurisdiction: .text($0 % 2 == 1 ? Agency.eastCounty.name : "")]) }
            let merged = try RawWorkbook.bytes(SubjectImport(), in: desk.folder, rows: rows, merged: ["Q2:Q3", "R2:R3", "Q4:Q5", "A1:B1"])
            let refused = ImportRefused.unreadable(.mergedCells(rows: "第2至3行、第4至5行"))
            #expect(refused.message == "第2至3行、第4至5行有合并单元格，请取消合并并在每一行填写后重新上传")
            await #expect(throws: refused) { _ = try await desk.submit(merged, "subjects", name: "合并.xlsx", isAttended: true) }
            #expect(try await desk.count() == 0)

            let headed = try RawWorkbook.bytes(SubjectImport(), in: desk.folder, rows: rows, merged: ["A1:B1", "A9:C9"])
            #expect(try await desk.importAll(headed, "subjects").state.created == 4)
        }
    }

    @Test("SUBJ-14 旧版、有密码、网页改名的表格，各说各的原因和办法；UTF-16 文本和反斜线命名部件的工作簿能读")
    func foreignFiles() async throws {
        try await ImportDesk.each { desk in
            let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
            let cases: [([UInt8], SpreadsheetError)] = [
                (compound + [UInt8](repeating: 0, count: 600), .oldFormat),
                (compound + [UInt8](repeating: 0, count: 600) + "EncryptedPackage".utf8.flatMap { [$0, 0] }, .encrypted),
                (Array("<html><body><table><tr><td>主体名称</td></tr></table></body></html>".utf8), .unsupported),
            ]
            for (bytes, error) in cases {
                await #expect(throws: ImportRefused.unreadable(error)) {
                    _ = try await ImportSubmission.prepare(bytes, named: "名录.xls", kind: "subjects", for: desk.job())
                }
            }
            let text = String(decoding: try desk.file(SubjectImport(), [ImportDesk.row(1)]), as: UTF8.self)
                .drop { $0 == "\u{FEFF}" }
            for (number, isLittle) in [(1, true), (2, false)] {
                let units = text.replacing(ImportDesk.code(1), with: ImportDesk.code(number)).utf16
                let bytes = (isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]) + units.flatMap { unit -> [UInt8] in
                    let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
                    return isLittle ? [low, high] : [high, low]
                }
                #expect(try await desk.importAll(bytes, "subjects").problems.isEmpty)
                #expect(try await desk.subject(ImportDesk.code(number)) != nil)
            }
            let backslashes = try RawWorkbook.bytes(
                SubjectImport(), in: desk.folder, rows: [RawWorkbook.subject(3)], separator: "\\")
            #expect(try await desk.importAll(backslashes, "subjects").state.created == 1)
        }
    }

    @Test("SUBJ-13 从 PDF 带来的康熙部首、旧编码的私用区字存成通用汉字，能查到；不能打印的字符逐行指出")
    func ideographs() async throws {
        try await ImportDesk.each { desk in
            let rows = [
                ImportDesk.row(1, name: "白石县⾦⽯⼯贸公司", [.legalRepresentative: "阿不力孜・买买提"]),
                ImportDesk.row(2, name: "白石县\u{E863}轩商行"), ImportDesk.row(3, name: "白石县\u{2ED3}\u{2ECB}行"),
                ImportDesk.row(4, name: "白石县笑脸\u{1F600}商行"), ImportDesk.row(5, name: "白石县\u{FFFD}\u{FFFD}商行"),
                ImportDesk.row(6, [.registeredAddress: "工业路\u{E000}号"]), ImportDesk.row(7, name: "白石县Ⅲ号（有限合伙）"),
            ]
            let report = try await desk.importAll(try desk.file(SubjectImport(), rows), "subjects")
            #expect(report.state.created == 4)
            #expect(report.problems.map { "\($0.row) \($0.column) \($0.message.prefix(21))" } == [
                "5 主体名称 含有不能显示和打印的字符（U+1F600）", "6 主体名称 含有不能显示和打印的字符（U+FFFD），",
                "7 注册地址 含有不能显示和打印的字符（U+E000），",
            ])
            let record = try #require(try await desk.subject(ImportDesk.code(1))).record
            #expect(record.name.unicodeScalars.elementsEqual("白石县金石工贸公司".unicodeScalars))
            #expect(record.legalRepresentative == "阿不力孜·买买提")
            #expect(try await desk.subject(ImportDesk.code(2))?.record.name == "白石县䶮轩商行")
            #expect(try await desk.subject(ImportDesk.code(3))?.record.name == "白石县长车行")
            #expect(try await desk.count(.provinceBusiness, Self.named("金石工贸")) == 1)
        }
    }
}
