import Authority
import Registry
import Spreadsheets

/// Invented enterprises in the columns of the import template, fifteen of them filled in. The same number gives the same
/// row at every run.
struct EnterpriseRows {
    static let layout = SubjectImport().layout
    private static let headings = layout.columns.map(\.heading)

    private static let characters = Array(
        "云湾穗香青禾恒润启明永丰岭秀溪畔松鹤百味康宁德盛金悦来清源同济万和锦程福临瑞泽长宏达聚贤安泰新月翠屏石桥南塘北苑东篱鹿鸣嘉兴海川博雅文昌")
    private static let lines = [("食品商贸有限公司", "企业"), ("餐饮店", "个体工商户"), ("机械制造有限公司", "企业"), ("果蔬种植专业合作社", "农民专业合作社")]
    private static let streets = ["青石大道", "云溪路", "文昌街", "临江路", "工业一路", "建设北路", "果园村", "南塘老街"]
    private static let families = Array("陆谢顾秦史邹孟邵温柳")

    static func code(_ number: Int) -> String {
        UnifiedSocialCreditCode(completing: "91990101T" + String(String(100_000_000 + number).dropFirst()))?.description ?? ""
    }

    static func row(_ number: Int) -> [String] {
        var random = UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15
        func next(_ count: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % count
        }
        let line = lines[next(lines.count)]
        let name = "虚构" + String((0..<2 + number % 2).map { _ in characters[next(characters.count)] }) + line.0
        let address = "云岭省云溪市\(streets[next(streets.count)])\(next(900) + 1)号"
        let (month, day) = (number % 12 + 1, number % 28 + 1)
        let filled = [
            "主体名称": name, "统一社会信用代码": code(number), "主体类型": line.1, "登记状态": "存续",
            "法定代表人/负责人": String(families[next(10)]) + "一鸣", "职务": "经营者", "联络员": String(families[next(10)]) + "雅文",
            "联系电话": "199" + String(String(100_000_000 + number % 100_000_000).dropFirst()), "注册地址": address,
            "生产经营地址": address, "行政区划代码": "990101",
            "成立日期": "\(2000 + number % 25)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)",
            "经营范围": line.0 + "相关业务", "风险等级": ["A", "B", "C", "D"][next(4)], "公共信用等级": ["A", "B", "C"][next(3)],
        ]
        return headings.map { filled[$0] ?? "" }
    }

    /// Writes a file of so many rows.
    static func write(_ count: Int, _ format: SheetFormat, to path: String) throws {
        let writer = try format.writer(path: path, layout: layout)
        for number in 1...count { try writer.append(row(number)) }
        try writer.finish()
    }
}
