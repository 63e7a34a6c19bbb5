import Authority
import Library
import Registry
import Storage
import Tasking
import Vault

/// The combinations of filters that the large lists offer, through Storage: what the dearest costs, and what they cost in
/// the middle. That none reads a table whole is for the tests, which take the filters from the pages (`ListPlanTests`).
struct ListSweep {
    let measured: Measured
    let subjects: Int

    init(_ measured: Measured, subjects: Int) { (self.measured, self.subjects) = (measured, subjects) }

    typealias Cost = (words: String, cost: Double)
    typealias Change<Filter> = (name: String, apply: @Sendable (inout Filter) -> Void)

    /// In the names of invented subjects: in some, in few, in none; of one, two and four characters.
    private static let words = ["虚", "鹿鸣", "有限公司", "鹿鸣餐饮", "鼎鼎", "鼎鼎鼎鼎", "第3号"]

    func figures() async throws -> [Figure] {
        let cipher = try FieldCipher(keysIn: measured.installation.data + "/keys")
        let ground = try await measured.database.write { try ListGround.make(protection: cipher, in: $0) }
        var figures: [Figure] = []
        for account in [DemoStore.Account.county, .province] {
            let scope = try await measured.database.read { try account.actor(in: $0).scope }
            let name = account == .county ? "县级" : "全省"
            let costs = try await sweep(Self.subjectChanges(ground), SubjectList.Filter()) { filter, transaction in
                _ = try SubjectList.load(filter, scope: scope, page: ListPage(size: 50), in: transaction)
            }
            figures += Self.figures("监管对象列表，50/\(subjects)，\(name)", costs, measured.engine)
        }
        let scope = try await measured.database.read { try DemoStore.Account.province.actor(in: $0).scope }
        let officers = try await sweep(Self.officerChanges, OfficerList.Filter()) { filter, transaction in
            _ = try OfficerList.load(filter, scope: scope, page: ListPage(size: 50), in: transaction)
        }
        figures += Self.figures("执法人员列表，50条", officers, measured.engine)
        let candidates = try await sweep(Self.candidateChanges(ground), CandidateList.Filter()) { filter, transaction in
            _ = try CandidateList.load(of: ground.task, filter, page: ListPage(size: 50), in: transaction)
        }
        figures += Self.figures("任务的检查对象名单，50/\(ground.candidates)", candidates, measured.engine)
        let tree = try await tree(ground, scope)
        return figures + Self.figures("\(ground.agencies)个机构的组织树", tree, measured.engine)
    }

    private static func subjectChanges(_ ground: ListGround) -> [Change<SubjectList.Filter>] {
        let others: [Change<SubjectList.Filter>] = [
            ("尾号", { $0.codeTail = "0011" }), ("主体类型", { $0.entityKind = .socialOrganization }),
            ("登记状态", { $0.registrationStatus = .untraceable }), ("风险", { $0.riskLevel = .d }),
            ("信用", { $0.publicCredit = .d }), ("行业", { $0.trade = "钢铁企业" }), ("类别", { $0.category = .catering }),
            ("安全要素", { $0.safetyElement = .industryTrade }), ("机构类", { $0.subjectClass = .organization }),
            ("特种设备", { ($0.subjectClass, $0.kind) = (.attached, .specialEquipment) }), ("待补全", { $0.status = .incomplete }),
            ("管辖机构", { $0.jurisdiction = ground.agency }), ("片区", { $0.area = ground.area }),
            ("名录库", { $0.directory = .init(of: ground.agency, item: nil) }),
            ("名录库的一个事项", { $0.directory = .init(of: ground.agency, item: ground.item) }),
        ]
        return words.map(named) + others
    }

    private static func named(_ word: String) -> Change<SubjectList.Filter> {
        let apply: @Sendable (inout SubjectList.Filter) -> Void = { $0.text = word }
        return ("“\(word)”", apply)
    }

    private static let officerChanges: [Change<OfficerList.Filter>] = [
        ("姓名", { $0.text = "执法" }), ("证号", { $0.certificateNumber = "虚构000001" }), ("组长", { $0.isLeader = true }),
        ("状态", { $0.status = .withdrawn }), ("资格", { $0.qualification = .delegated }),
        ("有效", { $0.expired = .init(false, on: .init(dayNumber: 20_600)) }), ("过期", { $0.expired = .init(true, on: .init(dayNumber: 20_600)) }),
    ]

    private static func candidateChanges(_ ground: ListGround) -> [Change<CandidateList.Filter>] {
        [
            ("名称", { $0.name = "鹿鸣" }), ("常见名称", { $0.name = "有限公司" }), ("编码", { $0.code = ground.code }),
            ("类型", { $0.kind = .socialOrganization }), ("地址", { $0.address = "云溪路" }),
            ("管辖机构", { $0.jurisdiction = ground.agency }), ("已排除", { $0.excluded = true }),
        ]
    }

    private func tree(_ ground: ListGround, _ scope: Scope) async throws -> [Cost] {
        let pages: [(String, @Sendable (Transaction) throws -> Void)] = [
            ("树的一层", { _ = try OrganizationBranch.load(ground.parent, scope: scope, in: $0) }),
            ("列表", { _ = try Organization.list(scope: scope, page: ListPage(size: 50), in: $0) }),
            ("按名称", { _ = try Organization.list(scope: scope, named: "所", page: ListPage(size: 50), in: $0) }),
            ("选择框用的整棵树", { _ = try Organization.tree(scope: scope, in: $0) }),
        ]
        var costs: [Cost] = []
        for (name, page) in pages { costs.append((name, try await measured.directCost(of: measured.requests, page))) }
        return costs
    }

    /// Every filter by itself, every two, and all but those that exclude each other.
    private func sweep<Filter: Sendable>(
        _ changes: [Change<Filter>], _ plain: Filter, _ load: @escaping @Sendable (Filter, Transaction) throws -> Void
    ) async throws -> [Cost] {
        var combinations: [[Change<Filter>]] = [[], changes]
        for first in changes.indices {
            combinations.append([changes[first]])
            for second in changes.indices where second > first { combinations.append([changes[first], changes[second]]) }
        }
        var costs: [Cost] = []
        for chosen in combinations {
            let filter = chosen.reduce(into: plain) { $1.apply(&$0) }
            let cost = try await measured.directCost(of: min(measured.requests, 200)) { try load(filter, $0) }
            costs.append((chosen.map(\.name).joined(separator: "+"), cost))
        }
        return costs
    }

    private static func figures(_ list: String, _ costs: [Cost], _ engine: EngineKind) -> [Figure] {
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
