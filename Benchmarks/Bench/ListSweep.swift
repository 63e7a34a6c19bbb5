import Authority
import Registry
import Storage

/// Every combination of filters that the lists of subjects and officers offer, through Storage: what the dearest costs,
/// and what they cost in the middle.
struct ListSweep {
    let measured: Measured
    let subjects: Int

    init(_ measured: Measured, subjects: Int) { (self.measured, self.subjects) = (measured, subjects) }

    /// In the names of invented subjects: in all, in some, in few, in none; of one, two and four characters.
    private static let words = [nil, "虚", "鹿", "虚构", "鹿鸣", "有限公司", "鹿鸣餐饮", "虚构云湾", "鼎", "鼎鼎", "鼎鼎鼎鼎", "第3号"]

    func figures() async throws -> [Figure] {
        var figures: [Figure] = []
        for account in [DemoStore.Account.county, .province] {
            let scope = try await measured.database.read { try account.actor(in: $0).scope }
            let name = account == .county ? "县级" : "全省"
            let changes: [(String, @Sendable (inout SubjectList.Filter) -> Void)] = [
                ("尾号", { $0.codeTail = "0011" }), ("类型", { $0.entityKind = .socialOrganization }),
                ("登记状态", { $0.registrationStatus = .untraceable }), ("风险", { $0.riskLevel = .d }),
                ("信用", { $0.publicCredit = .d }),
            ]
            var costs: [(words: String, cost: Double)] = []
            for text in Self.words {
                for chosen in 0..<1 << changes.count {
                    var filter = SubjectList.Filter()
                    filter.text = text
                    let parts = changes.enumerated().filter { chosen >> $0.offset & 1 == 1 }.map(\.element)
                    for part in parts { part.1(&filter) }
                    let asked = filter
                    let cost = try await measured.directCost(of: measured.requests) { transaction in
                        _ = try SubjectList.load(asked, scope: scope, page: ListPage(size: 50), in: transaction)
                    }
                    costs.append((([text].compactMap { $0 } + parts.map(\.0)).joined(separator: "+"), cost))
                }
            }
            figures += Self.figures("监管对象列表，50/\(subjects)，\(name)", costs, measured.engine)
        }
        figures += Self.figures("执法人员列表，50条", try await officers(), measured.engine)
        return figures
    }

    private func officers() async throws -> [(words: String, cost: Double)] {
        let scope = try await measured.database.read { try DemoStore.Account.province.actor(in: $0).scope }
        let changes: [(String, @Sendable (inout OfficerList.Filter) -> Void)] = [
            ("姓名", { $0.text = "执法" }), ("证号", { $0.certificateNumber = "虚构000001" }), ("组长", { $0.isLeader = true }),
            ("状态", { $0.status = .withdrawn }), ("资格", { $0.qualification = .delegated }),
        ]
        var costs: [(words: String, cost: Double)] = []
        for chosen in 0..<1 << changes.count {
            var filter = OfficerList.Filter()
            let parts = changes.enumerated().filter { chosen >> $0.offset & 1 == 1 }.map(\.element)
            for part in parts { part.1(&filter) }
            let asked = filter
            let cost = try await measured.directCost(of: measured.requests) { transaction in
                _ = try OfficerList.load(asked, scope: scope, page: ListPage(size: 50), in: transaction)
            }
            costs.append((parts.map(\.0).joined(separator: "+"), cost))
        }
        return costs
    }

    private static func figures(_ list: String, _ costs: [(words: String, cost: Double)], _ engine: EngineKind) -> [Figure] {
        let dearest = costs.max { $0.cost < $1.cost }
        for (words, cost) in costs.sorted(by: { $0.cost > $1.cost }).prefix(12) { say("\(cost) \(words)") }
        return [
            Figure(
                name: "lists", what: "\(list)，\(costs.count)种筛选组合中最贵的（\(dearest?.words ?? "")）", unit: .cpuMilliseconds,
                values: [dearest?.cost ?? 0], database: engine.rawValue),
            Figure(
                name: "lists", what: "\(list)，\(costs.count)种筛选组合的中位数", unit: .cpuMilliseconds,
                values: [costs.map(\.cost).median], database: engine.rawValue),
        ]
    }
}
