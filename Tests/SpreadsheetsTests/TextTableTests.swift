import Testing

@testable import Spreadsheets

@Suite("CSV 读取 ()")
struct TextTableTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test("带 BOM 的 UTF-8、引号、引号内换行和逗号都按原样读出，行号是记录的第一行")
    func quoting() throws {
        let path = try scratch.file("\u{FEFF}名称,地址\r\n\"甲\"\"店\"\"\",\"一层,东\r\n二层\"\r\n\r\n乙店,南街\r\n")
        #expect(try rows(of: path) == [
            NumberedRow(1, ["名称", "地址"]), NumberedRow(2, ["甲\"店\"", "一层,东\r\n二层"]), NumberedRow(5, ["乙店", "南街"]),
        ])
    }

    @Test("GB18030 编码的文件自动识别，四字节汉字也能读出")
    func chineseEncoding() throws {
        // 名称,编号 / 粮油店,7 / 㐀 (U+3400, four bytes 81 39 EE 39)
        let bytes: [UInt8] = [0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xB1, 0xE0, 0xBA, 0xC5, 0x0A, 0xC1, 0xB8, 0xD3, 0xCD, 0xB5, 0xEA, 0x2C, 0x37, 0x0A, 0x81, 0x39, 0xEE, 0x39, 0x0A]
        #expect(try rows(of: scratch.file(bytes)).map(\.cells) == [["名称", "编号"], ["粮油店", "7"], ["㐀"]])
    }

    @Test("跨越读取块边界的 GB18030 汉字不被切断")
    func encodingAcrossPieces() throws {
        let line: [UInt8] = [0xC1, 0xB8, 0xD3, 0xCD, 0xB5, 0xEA, 0x0A]
        let read = try rows(of: scratch.file(Array(repeatElement(line, count: 30_000).joined())))
        #expect(read.count == 30_000)
        #expect(read.allSatisfy { $0.cells == ["粮油店"] })
    }

    @Test("Excel 的“Unicode 文本”(UTF-16) 可以读出")
    func utf16() throws {
        let text: [UInt16] = Array("名称\t编号\r\n甲店\t1\r\n".utf16)
        let bytes: [UInt8] = text.reduce(into: [0xFF, 0xFE]) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        #expect(try rows(of: scratch.file(bytes)).map(\.cells) == [["名称", "编号"], ["甲店", "1"]])
    }

    @Test("没有字节序标记的 UTF-16 也可以读出，两种字节序都认；不是文本的不当作文本", arguments: [true, false])
    func unmarkedUTF16(isLittle: Bool) throws {
        let text: [UInt16] = Array("名称,编号\r\n一店,1\r\n".utf16)
        let bytes = text.flatMap { isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try rows(of: scratch.file(bytes)).map(\.cells) == [["名称", "编号"], ["一店", "1"]])
        let path = try scratch.file([0x00, 0x01, 0x02, 0x00, 0x00, 0x00])
        #expect(throws: SpreadsheetError.unsupported) { try rows(of: path) }
    }

    @Test("UTF-32 的文件不当作 UTF-16 读：第一平面以外的字会无声地丢失", arguments: [true, false])
    func utf32(isLittle: Bool) throws {
        let bytes = ("\u{FEFF}" + "名称,编号\r\n𡒄店,1\r\n").unicodeScalars.flatMap { scalar in
            let bytes = [UInt8(scalar.value & 0xFF), UInt8(scalar.value >> 8 & 0xFF), UInt8(scalar.value >> 16), 0]
            return isLittle ? bytes : bytes.reversed()
        }
        let path = try scratch.file(bytes)
        #expect(throws: SpreadsheetError.unsupported) { try rows(of: path) }
        #expect(throws: SpreadsheetError.unsupported) { try TextFile.decoded(bytes) }
    }

    @Test("UTF-8 文件中一个被截断的汉字不使整个文件变成乱码")
    func oneBrokenCharacter() throws {
        let bytes = Array(String(repeating: "粮油店,南街一号\n", count: 20).utf8) + [0xE7, 0xB2] + Array(",尾\n".utf8)
        let read = try rows(of: scratch.file(bytes))
        #expect(read.first?.cells == ["粮油店", "南街一号"])
        #expect(read.last?.cells == ["\u{FFFD}", "尾"])
    }

    @Test("分隔符和换行各有写法", arguments: [",", "\t", ";"], ["\n", "\r\n", "\r"])
    func dialects(delimiter: String, lineEnd: String) throws {
        let text = ["名称\(delimiter)电话", "甲店\(delimiter)\(delimiter)", "\"乙\"\(delimiter)12"].joined(separator: lineEnd)
        #expect(try rows(of: scratch.file(text)) == [NumberedRow(1, ["名称", "电话"]), NumberedRow(2, ["甲店"]), NumberedRow(3, ["乙", "12"])])
    }

    @Test("引号没有成对时说出是哪一行")
    func unclosed() throws {
        let path = try scratch.file("名称\n\"甲店\n乙店\n")
        #expect(throws: SpreadsheetError.unclosedQuote(row: 2)) { try rows(of: path) }
    }

    @Test("超过行数、列数、单元格长度的文件被拒绝")
    func limits() throws {
        var limits = SheetLimits()
        (limits.rows, limits.columns, limits.cellBytes) = (2, 3, 30)
        #expect(throws: SpreadsheetError.tooManyRows(limit: 2)) { try rows(of: scratch.file("1\n2\n3\n"), limits: limits) }
        #expect(throws: SpreadsheetError.tooManyColumns(row: 1, limit: 3)) { try rows(of: scratch.file("1,2,3,4\n"), limits: limits) }
        #expect(throws: SpreadsheetError.cellTooLong(row: 1)) { try rows(of: scratch.file(String(repeating: "长", count: 11)), limits: limits) }
        #expect(try rows(of: scratch.file("1,2,3,,,\n"), limits: limits) == [NumberedRow(1, ["1", "2", "3"])])
    }

    @Test("不是表格的文件按内容被拒绝，并说明怎么办")
    func foreign() throws {
        #expect(throws: SpreadsheetError.empty) { try rows(of: scratch.file("")) }
        #expect(throws: SpreadsheetError.unsupported) { try rows(of: scratch.file("%PDF-1.7")) }
        #expect(throws: SpreadsheetError.unsupported) { try rows(of: scratch.file("<html><table>", "表.xls")) }
        #expect(throws: SpreadsheetError.unsupported) { try rows(of: scratch.file([0x89, 0x50, 0x4E, 0x47, 0, 0, 1])) }
        #expect(throws: SpreadsheetError.cannotOpen) { try rows(of: "/不存在/表.csv") }
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 70_000)
        #expect(throws: SpreadsheetError.oldFormat) { try rows(of: scratch.file(compound, "表.xlsx")) }
        let encrypted = compound + "EncryptedPackage".utf8.flatMap { [$0, 0] }
        #expect(throws: SpreadsheetError.encrypted) { try rows(of: scratch.file(encrypted, "表.xlsx")) }
        #expect(SpreadsheetError.oldFormat.message.contains("请另存为 .xlsx 或 .csv 后重新上传"))
    }

    @Test("调用者抛出的错误原样传出，读取随即停止")
    func stops() throws {
        var seen = 0
        let reader = try SheetReader.open(path: scratch.file("1\n2\n3\n"))
        #expect(throws: CancellationError.self) { try reader.forEachRow { _, _ in seen += 1; throw CancellationError() } }
        #expect(seen == 1)
    }
}
