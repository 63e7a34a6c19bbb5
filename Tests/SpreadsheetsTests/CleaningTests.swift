import Testing

@testable import Spreadsheets

@Suite("单元格清洗与表头核对")
struct CleaningTests {
    @Test("文字去掉首尾各种空白和不可见字符，字母数字转半角，名称中的（）保留", arguments: [
        ("\u{FEFF} 　甲店\u{00A0}\u{200B}", "甲店"), ("甲\n\t 店", "甲 店"), ("ＡＢ１２＃", "AB12#"), ("甲（乙）店，丙", "甲（乙）店，丙"),
        ("甲\u{200B}店", "甲店"), ("'=1+1", "=1+1"), ("'引'", "'引'"), ("   ", ""),
    ])
    func text(raw: String, cleaned: String) {
        #expect(Cleaning.text(raw) == cleaned)
    }

    @Test("代码转成半角大写，去掉内部空格、前导撇号和 =\"…\"", arguments: [
        ("９１３ａ", "913A"), (" 9133 0100-x ", "91330100-X"), ("'00123", "00123"), ("’00123", "00123"), ("=\"00123\"", "00123"),
        ("1380 000－0000", "1380000-0000"), ("\u{202A}123\u{202C}", "123"),
    ])
    func code(raw: String, cleaned: String) {
        #expect(Cleaning.code(raw) == cleaned)
    }

    @Test("日期的各种写法都认得", arguments: [
        "2026-1-5", "2026-01-05", "2026/01/05", "2026/1/5", "2026年1月5日", "2026年01月05号", "20260105", "2026.1.5", "46027", "46027.0", "46027.35",
        "２０２６－１－５", " 2026-01-05 08:30:00", "2026-01-05T08:30:00+08:00", "2026/1/5 0:00", "2026年1月5日 8时30分", "20260105083000", "2026 - 1 - 5",
    ])
    func dates(raw: String) {
        #expect(Cleaning.date(raw) == YearMonthDay(year: 2026, month: 1, day: 5))
    }

    @Test("不存在的日子和不是日期的文字不当作日期", arguments: [
        "2026-02-29", "2026-13-1", "2026-1", "2026年1月", "2026", "5/1/2026", "26-1-5", "2026-1/5", "2026年1月5", "202601055", "不详", "", "2026-1-5某", "99999999",
        "2026-1-005", "20260105某", "2026-01-05-2026-02-05", "2026-01-05 2026-02-05", "2026-01-05 00:00:00 - 2026-02-05 00:00:00",
    ])
    func noDates(raw: String) {
        #expect(Cleaning.date(raw) == nil)
    }

    @Test("日期序号与日期互相换算，闰年和 1900 年的错误日都对")
    func serials() {
        for serial in [1, 31, 59, 61, 366, 367, 36_526, 45_351, 45_352, 46_027, 73_050, 2_958_465] {
            #expect(SerialDate.date(serial).map(SerialDate.serial) == serial)
        }
        #expect(SerialDate.date(60) == nil)
        #expect(SerialDate.date(45_351) == YearMonthDay(year: 2024, month: 2, day: 29))
        #expect(SerialDate.date(2_958_465) == YearMonthDay(year: 9999, month: 12, day: 31))
    }

    @Test("数字、整数和金额")
    func numbers() {
        #expect(Cleaning.number("１，２３４.5") == 1234.5)
        #expect(Cleaning.number("¥1,234.50元") == 1234.5)
        #expect(Cleaning.number("-3") == -3)
        #expect(Cleaning.integer("3.0") == 3)
        #expect(Cleaning.fen("1,234.5") == 123_450)
        #expect(Cleaning.fen("-0.05") == -5)
        for raw in ["", "12万", "1,23", "1.2.3", ".", "1.", "abc", "--1", "1e5"] { #expect(Cleaning.number(raw) == nil) }
        #expect(Cleaning.integer("3.5") == nil)
        #expect(Cleaning.fen("0.005") == nil)
        #expect(Cleaning.fen("99999999999999999999") == nil)
    }
}

@Suite("导入模板表头核对 ()")
struct HeaderMatchingTests {
    let scratch: Scratch
    let headings = ["主体名称", "统一社会信用代码", "联系电话（手机）"]

    init() throws { scratch = try Scratch() }

    private func records(_ text: String) throws -> [NumberedRow] {
        var found: [NumberedRow] = []
        try SheetReader.open(path: scratch.file(text)).forEachRecord(under: headings) { found.append(NumberedRow($0, Array($1))) }
        return found
    }

    @Test("标题行之下、带必填标记和全半角差别的表头认得，短行缺的单元格为空，只有空白的行略去")
    func found() throws {
        let text = "监管对象导入模板,,\n\n主体名称（必填）*, ＊统一社会 信用代码,联系电话(手机)*\n甲店\n 　, ,\n乙店,1,2\n"
        #expect(try records(text) == [NumberedRow(4, ["甲店"]), NumberedRow(6, ["乙店", "1", "2"])])
    }

    @Test("一行的单元格按位置取出，缺的为空；看不见的字符不算内容")
    func cells() {
        let cells: SheetCells = ["甲店", "", " \u{3000}\u{200B}", "a1", "𠮷"]
        #expect(Array(cells) == ["甲店", "", " \u{3000}\u{200B}", "a1", "𠮷"])
        #expect(cells[7] == "")
        #expect((0..<7).map(cells.isBlank) == [false, true, true, false, false, true, true])
    }

    @Test("表头被增、删、改、调换顺序的文件整体拒绝，并指出哪一列不同", arguments: [
        ("主体名称,统一社会信用代码\n甲\n", "缺少列“联系电话(手机)”"),
        ("统一社会信用代码,主体名称,联系电话（手机）\n甲\n", "列的顺序应为主体名称、统一社会信用代码、联系电话(手机)"),
        ("主体名称,统一社会信用代码,联系电话（手机）,备注\n甲\n", "多出列“备注”"),
        ("主体名称,统一社会信用代码,,联系电话（手机）\n甲\n", "多出列没有表头的一列"),
        ("主体名称,统一社会信用代码,主体名称,联系电话（手机）\n甲\n", "重复的列“主体名称”"),
        ("填表说明\n名称,统一社会信用代码,联系电话（手机）\n甲\n", "缺少列“主体名称”，多出列“名称”"),
    ])
    func altered(text: String, difference: String) {
        #expect(throws: SpreadsheetError.alteredTemplate(difference)) { try records(text) }
        #expect(SpreadsheetError.alteredTemplate(difference).message == "请使用系统提供的导入模板，模板格式不得修改：" + difference)
    }

    @Test("别的表格整体拒绝", arguments: [
        "甲,乙,丙\n", "主体名称,地址,备注\n", "\n\n\n\n\n\n\n\n\n\n主体名称,统一社会信用代码,联系电话（手机）\n甲\n",
    ])
    func another(text: String) {
        #expect(throws: SpreadsheetError.notOurTemplate) { try records(text) }
    }

    @Test("拒绝的话就是 SUBJ-14 规定的话")
    func words() {
        #expect(SpreadsheetError.notOurTemplate.message == "请使用系统提供的导入模板，模板格式不得修改")
    }

    @Test("系统自己写出的模板能通过自己的核对")
    func ownTemplate() throws {
        let columns = [SheetColumn("主体名称", isRequired: true), SheetColumn("统一社会信用代码", .code, isRequired: true), SheetColumn("联系电话（手机）", .code)]
        for format in SheetFormat.allCases {
            let path = scratch.path("模板.\(format.rawValue)")
            let writer = try format.writer(path: path, layout: SheetLayout(name: "模板", columns: columns))
            try writer.append(["甲店", "1", "2"])
            try writer.finish()
            var count = 0
            try SheetReader.open(path: path).forEachRecord(under: headings) { _, _ in count += 1 }
            #expect(count == 1)
        }
    }
}
