import Authority
import Importing
import Library
import Timekeeping

/// Subjects that nobody can take for real ones: the name says it, division 990101 does not exist, and the codes have
/// valid check digits so that they pass the rules. The same number gives the same subject at every run.
enum InventedSubject {
    /// More than the largest province has.
    static let limit = 99_999_999
    /// How every invented credit code of this project begins; no real division begins with 99.
    static let codeBeginning = "9199"

    private static let stems = [
        "云湾", "穗香", "青禾", "恒润", "启明", "永丰", "岭秀", "溪畔", "松鹤", "百味", "康宁", "德盛", "金穗", "悦来", "清源", "同济", "万和",
        "锦程", "福临", "瑞泽", "长青", "宏达", "聚贤", "安泰", "新月", "翠屏", "石桥", "南塘", "北苑", "东篱", "鹿鸣",
    ]
    private static let lines: [(words: String, tail: String, kind: EntityKind)] = [
        ("食品商贸", "有限公司", .enterprise), ("餐饮", "店", .individualBusiness), ("生鲜", "超市", .individualBusiness),
        ("机械制造", "有限公司", .enterprise), ("物业管理", "有限公司", .enterprise), ("医药", "零售药店", .enterprise),
        ("果蔬种植", "专业合作社", .farmerCooperative), ("酒店管理", "有限公司", .enterprise), ("化工", "有限公司", .enterprise),
        ("建材", "经营部", .individualBusiness), ("幼儿教育", "服务中心", .socialOrganization),
    ]
    private static let trades: [Int: ProgrammeTrade] = [3: .steel, 13: .aluminium, 23: .dust, 33: .confinedSpace]
    private static let categories: [Int: EnterpriseCategory] = [0: .foodTrade, 1: .catering, 5: .drugRetail]
    private static let streets = ["青石大道", "云溪路", "文昌街", "临江路", "工业一路", "建设北路", "果园村", "南塘老街"]
    private static let families = ["陆", "谢", "顾", "秦", "史", "邹", "孟", "邵", "温", "柳"]
    private static let given = ["一鸣", "思远", "雅文", "立行", "晓岚", "子墨", "明哲", "静怡", "书言"]

    static func code(_ number: Int) -> UnifiedSocialCreditCode? {
        UnifiedSocialCreditCode(completing: codeBeginning + "0101X" + String(String(100_000_000 + number).dropFirst()))
    }

    static func record(_ number: Int, _ code: UnifiedSocialCreditCode, jurisdiction: Organization.ID) -> SubjectRecord {
        let line = lines[number % lines.count]
        let stem = stems[number / lines.count % stems.count]
        var record = SubjectRecord(
            name: "虚构" + stem + line.words + "第\(number)号" + line.tail, code: code, jurisdiction: jurisdiction)
        record.entityKind = line.kind
        record.registrationStatus = number % 37 == 0 ? .untraceable : number % 53 == 0 ? .deregistered : .existing
        record.legalRepresentative = families[number % families.count] + given[number / 10 % given.count]
        record.representativePosition = line.kind == .individualBusiness ? "经营者" : "法定代表人"
        record.liaison = families[(number + 3) % families.count] + given[(number / 10 + 5) % given.count]
        record.phone = "199" + String(String(100_000_000 + number % 100_000_000).dropFirst())
        record.registeredAddress = "云岭省云溪市\(streets[number % streets.count])\(number % 900 + 1)号（虚构）"
        record.businessAddress = record.registeredAddress
        record.divisionCode = "990101"
        record.establishedOn = CalendarDate(year: 2000 + number % 25, month: number % 12 + 1, day: number % 28 + 1)
        record.riskLevel = [.a, .b, .a, .c, .b, .a, .d, .unrated][number / 3 % 8]
        if let trade = trades[number % 40] {
            (record.trades, record.safetyElement) = ([trade.label], .industryTrade)
        }
        if let category = categories[number % 11] { record.categories = [category] }
        record.publicCredit = [.a, .a, .b, .c, .a, .b, .unrated, .d][number / 5 % 8]
        return record
    }
}

/// Officers of the same invention.
enum InventedOfficer {
    static let limit = 999_999

    static func citizenID(_ number: Int) -> CitizenIDNumber? {
        let day = number / 1000
        let birth = (1950 + day / 336) * 10_000 + (day / 28 % 12 + 1) * 100 + day % 28 + 1
        return CitizenIDNumber(completing: "990101\(birth)" + padded(number % 1000, 3))
    }

    static func record(
        _ number: Int, _ citizenID: CitizenIDNumber, organization: Organization.ID, domains: [EnforcementDomain],
        validUntil: CalendarDate
    ) -> OfficerRecord {
        var record = OfficerRecord(
            fullName: "虚构执法员\(number)", citizenID: citizenID, phone: "1995" + padded(number, 7),
            organization: organization, certificateNumber: "虚构" + padded(number, 6), certificateValidUntil: validUntil)
        record.position = "执法\(["一", "二", "三", "四", "五", "六"][number % 6])科"
        record.domains = domains
        record.isLeader = number % 7 == 0
        return record
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
