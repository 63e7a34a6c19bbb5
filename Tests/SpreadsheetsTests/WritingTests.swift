import Glibc
import Testing

@testable import Spreadsheets

@Suite("表格导出与导入模板 ()")
struct WritingTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    static let layout = SheetLayout(
        name: "监管对象",
        columns: [
            SheetColumn("主体名称", isRequired: true, note: "与营业执照一致"), SheetColumn("证件号码", .code), SheetColumn("从业人数", .number),
            SheetColumn("成立日期", .date), SheetColumn("登记状态", .choice(["存续", "注销"])),
        ],
        instructions: ["请勿修改表头。"])

    static let dirty: [[String]] = [
        ["甲&乙<丙>\"店\"", "110101199003070011", "12", "2026-01-05", "存续"],
        ["=1+1", "00123", "-5", "1900-03-01", "注销"],
        [" 首尾空格 ", "", "0123", "不详", ""],
        ["换\n行,逗号", "_x0041_", "1.5", "2026-01-05 08:30", "存续"],
    ]

    @Test("写出的 XLSX 读回后一字不差")
    func workbookRoundTrip() throws {
        let path = scratch.path("表.xlsx")
        let writer = try SheetFormat.xlsx.writer(path: path, layout: Self.layout)
        for cells in Self.dirty { try writer.append(cells) }
        try writer.finish()
        let read = try rows(of: path)
        #expect(read.first?.cells == ["主体名称*", "证件号码", "从业人数", "成立日期", "登记状态"])
        #expect(read.dropFirst().map(\.cells) == Self.dirty.map { cells in cells.last == "" ? Array(cells.dropLast()) : cells })
        #expect(try rows(of: path, sheet: "填写说明").map(\.cells).contains(["主体名称", "必填", "与营业执照一致"]))
        #expect(try rows(of: path, sheet: "选项").map(\.cells) == [["存续"], ["注销"]])
    }

    @Test("写出的 CSV 带 BOM，防公式注入，清洗后与原文一致")
    func textRoundTrip() throws {
        let path = scratch.path("表.csv")
        let writer = try SheetFormat.csv.writer(path: path, layout: Self.layout)
        for cells in Self.dirty { try writer.append(cells) }
        for start in ["+86", "-减", "@甲", "\t制表", "\r回车", "＝1", "＋1", "－1", "＠1", "，1"] { try writer.append([start]) }
        try writer.finish()
        #expect(try contents(of: path).starts(with: [0xEF, 0xBB, 0xBF]))
        let read = try rows(of: path).dropFirst().map(\.cells)
        #expect(read[0] == Self.dirty[0])
        #expect(read[1] == ["'=1+1", "00123", "-5", "1900-03-01", "注销"])
        #expect(Cleaning.text(read[1][0]) == "=1+1")
        #expect(read[3] == Self.dirty[3])
        #expect(read[4...].map { $0[0] } == ["'+86", "'-减", "'@甲", "'\t制表", "'\r回车", "'＝1", "'＋1", "'－1", "'＠1", "，1"])
        #expect(["'＝1", "'＋1", "'－1", "'＠1"].map(Cleaning.text) == ["=1", "+1", "-1", "@1"])
    }

    @Test("同样的内容写出同样的字节")
    func reproducible() throws {
        let files = try ["一.xlsx", "二.xlsx"].map { name in
            let writer = try SheetFormat.xlsx.writer(path: scratch.path(name), layout: Self.layout)
            try writer.append(Self.dirty[0])
            try writer.finish()
            return try contents(of: scratch.path(name))
        }
        #expect(files[0] == files[1])
    }

    @Test("没有写完的文件不留下")
    func abandoned() throws {
        let path = scratch.path("半.xlsx")
        do {
            let writer = try SheetFormat.xlsx.writer(path: path, layout: Self.layout)
            try writer.append(Self.dirty[0])
        }
        #expect(access(path, F_OK) != 0)
        #expect(access(path + ".part", F_OK) != 0)
    }

    @Test("写不进去的地方报告失败")
    func unwritable() {
        #expect(throws: SpreadsheetError.cannotWrite) { _ = try SheetFormat.csv.writer(path: "/不存在/表.csv", layout: Self.layout) }
    }

    @Test("二十万行的写出和读入，内存不随行数增长")
    func bounded() async {
        // in a process of its own: the peak is of the whole process, and other tests run beside this one
        await #expect(processExitsWith: .success) {
            let scratch = try Scratch()
            let path = scratch.path("大.xlsx")
            let before = WritingTests.peakMegabytes()
            let writer = try SheetFormat.xlsx.writer(path: path, layout: WritingTests.layout)
            for number in 0..<200_000 {
                try writer.append(["某某市粮油经营有限公司第\(number)号分店", "11010119900307\(number % 10_000)", String(number), "2026-01-05", "存续"])
            }
            try writer.finish()
            var count = 0
            try SheetReader.open(path: path).forEachRow { _, _ in count += 1 }
            #expect(count == 200_001)
            #expect(WritingTests.peakMegabytes() - before < 150)
        }
    }

    static func peakMegabytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}
