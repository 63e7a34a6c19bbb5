import Authority

/// The people of the demo who have accounts.
struct DemoPerson: Sendable {
    let name: String
    let agency: DemoAgency
    let roles: Set<Role>
    let position: String
    let number: Int

    /// 199 0000 nnnn: invented.
    var mobile: String { "1990000" + String(String(10_000 + number).dropFirst()) }

    var citizenID: String { InventedIdentity.citizenID(number: number) }

    static let staff = [
        DemoPerson("周启明", .county, [.planner], "双随机专班", 1),
        DemoPerson("沈若兰", .county, [.planReviewer], "副局长", 2),
        DemoPerson("高远航", .county, [.officer], "执法一科", 3),
        DemoPerson("林知秋", .county, [.officer], "执法一科", 4),
        DemoPerson("罗文涛", .county, [.resultReviewer], "法制科", 5),
        DemoPerson("唐晓舟", .county, [.businessAdmin], "综合科", 6),
        DemoPerson("许慎行", .county, [.systemAdmin], "信息中心", 7),
        DemoPerson("方正平", .county, [.auditor], "审计员", 8),
        DemoPerson("江海宁", .province, [.provincialBusinessAdmin, .businessAdmin], "省局双随机办", 9),
        DemoPerson("魏青云", .province, [.systemAdmin], "省局信息中心", 10),
        DemoPerson("白一凡", .neighbour, [.businessAdmin, .planner, .officer], "邻县（看不到青石县的数据）", 11),
        DemoPerson("程思远", .county, [.approver], "副局长（分管执法）", 12),
        DemoPerson("秦观澜", .province, [.supervisor], "省局执法监督处", 13),
    ]

    private init(_ name: String, _ agency: DemoAgency, _ roles: Set<Role>, _ position: String, _ number: Int) {
        self.name = name
        self.agency = agency
        self.roles = roles
        self.position = position
        self.number = number
    }
}

/// Codes with valid check digits that belong to nobody: division 990101 does not exist.
enum InventedIdentity {
    static func citizenID(number: Int) -> String {
        let birth = "1988" + twoDigits(number % 12 + 1) + twoDigits(number % 28 + 1)
        let sequence = String(String(1000 + number % 1000).dropFirst())
        return CitizenIDNumber(completing: "990101" + birth + sequence)?.description ?? ""
    }

    static func creditCode(number: Int) -> UnifiedSocialCreditCode? {
        UnifiedSocialCreditCode(completing: "91990101DEM" + String(String(1_000_000 + number).dropFirst()))
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
