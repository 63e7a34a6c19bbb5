import Authority
import Probing
import Storage

/// The store of a measurement: the demonstration county, made by the platform itself, and many subjects.
struct DemoStore: Sendable {
    let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    /// Everybody's password in the demonstration.
    static let password = "Mingcha-2026"

    /// The accounts that measurements log in with.
    enum Account: String, Sendable {
        /// 唐晓舟, business administrator of the county.
        case county = "19900000006"
        /// 江海宁, of the province.
        case province = "19900000009"
        /// 周启明, planner of the county.
        case planner = "19900000001"
        /// 魏青云, system administrator of the province.
        case systemAdmin = "19900000010"
        /// 高远航 and 林知秋, officers of the county.
        case officer = "19900000003"
        case partner = "19900000004"
    }

    /// Lets the platform make its tables and the county, and adds subjects.
    func fill(subjects: Int) async throws {
        let server = try RunningServer(installation, options: ["--demo"])
        server.program.stop()
        let database = try Database(installation.database)
        defer { database.close() }
        say("filling \(subjects) subjects (\(database.engine.rawValue))")
        let agencies = try await database.read { try FilledAgency.load(in: $0) }
        let batch = 5_000
        for start in stride(from: 0, to: subjects, by: batch) {
            let numbers = start..<min(subjects, start + batch)
            try await database.write { transaction in
                let rows = try numbers.compactMap { try FilledSubject(number: $0, agencies).insert(in: transaction) }
                for start in stride(from: 0, to: rows.count, by: 500) {
                    try transaction.index("regulated_subject", Array(rows[start..<min(start + 500, rows.count)]))
                }
            }
            if (start + batch) % 100_000 == 0 { say("\(start + batch)") }
        }
        try await database.write { try FilledSubject.count(subjects, agencies, in: $0) }
    }
}

/// An invented enterprise of a filled store. The same number gives the same enterprise.
struct FilledSubject: Sendable {
    let number: Int
    let agency: FilledAgency

    init(number: Int, _ agencies: [FilledAgency]) {
        self.number = number
        agency = agencies[number % agencies.count]
    }

    private static let trades = ["粮油", "餐饮", "药品", "建材", "化工", "物流", "百货", "教育"]
    private static let families = ["喆丰", "瑞祥", "恒远", "云锦", "启明", "和顺", "万通", "金穗", "长青", "安泰", "博文"]

    var name: String { "云岭省\(Self.families[number % 11])\(Self.trades[number / 11 % 8])第\(number)号有限公司" }
    var address: String { "\(agency.name.prefix(3))政务路\(number % 900 + 1)号" }
    /// Every tenth no longer exists.
    var isExisting: Bool { number % 10 != 0 }
    /// A quarter each.
    var risk: String { ["A", "B", "C", "D"][number / 4 % 4] }

    var code: String {
        UnifiedSocialCreditCode(completing: "91990101F" + String(String(100_000_000 + number).suffix(8)))?.description ?? ""
    }
}

/// An agency of the demonstration that subjects are put under.
struct FilledAgency: Sendable {
    let id: Organization.ID
    let name: String
}
