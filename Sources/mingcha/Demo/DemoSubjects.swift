import Authority
import Library
import Registry

/// Invented enterprises, the same at every start.
enum DemoSubjects {
    static let count = 2000

    private static let stems = [
        "云湾", "穗香", "青禾", "恒润", "启明", "永丰", "岭秀", "溪畔", "松鹤", "百味", "康宁", "德盛", "金穗", "悦来", "清源",
        "同济", "万和", "锦程", "福临", "瑞泽", "长青", "宏达", "聚贤", "安泰", "新月", "翠屏", "石桥", "南塘", "北苑", "东篱",
    ]
    private static let seconds = ["", "兴", "源", "丰", "福", "泰", "和", "盛", "嘉", "信"]
    private static let lines: [(word: String, tail: String, kind: EntityKind)] = [
        ("食品商贸", "有限公司", .enterprise), ("餐饮", "店", .individualBusiness), ("生鲜超市", "", .individualBusiness),
        ("机械制造", "有限公司", .enterprise), ("物业管理", "有限公司", .enterprise), ("大药房", "", .enterprise),
        ("果蔬种植", "专业合作社", .farmerCooperative), ("酒店管理", "有限公司", .enterprise),
    ]
    private static let streets = ["青石大道", "云溪路", "文昌街", "临江路", "工业一路", "建设北路", "果园村", "南塘老街"]
    private static let families = ["陆", "谢", "顾", "秦", "史", "邹", "孟", "邵"]
    private static let given = ["一鸣", "思远", "雅文", "立行", "晓岚", "子墨", "明哲", "静怡"]

    static func name(_ number: Int) -> String {
        let line = lines[number % lines.count]
        let stem = stems[number / lines.count % stems.count]
        let second = seconds[number / (stems.count * lines.count) % seconds.count]
        return "青石县" + stem + second + line.word + line.tail
    }

    static func record(_ number: Int, jurisdiction: Organization.ID) -> SubjectRecord? {
        guard let code = InventedIdentity.creditCode(number: number) else { return nil }
        let line = lines[number % lines.count]
        var record = SubjectRecord(name: name(number), code: code, jurisdiction: jurisdiction)
        record.entityKind = line.kind
        record.registrationStatus = number % 37 == 0 ? .untraceable : number % 53 == 0 ? .deregistered : .existing
        record.legalRepresentative = families[number % families.count] + given[number / 8 % given.count]
        record.representativePosition = line.kind == .individualBusiness ? "经营者" : "法定代表人"
        record.liaison = families[(number + 3) % families.count] + given[(number / 8 + 5) % given.count]
        record.phone = "199" + String(String(100_000_000 + number).dropFirst())
        record.registeredAddress = "云岭省云溪市青石县\(streets[number % streets.count])\(number % 300 + 1)号"
        record.businessAddress = record.registeredAddress
        record.divisionCode = DemoAgency.county.division
        record.riskLevel = [.a, .b, .a, .c, .b, .a, .d, .unrated][number / 3 % 8]
        record.publicCredit = [.a, .a, .b, .c, .a, .b, .unrated, .d][number / 5 % 8]
        return record
    }
}
