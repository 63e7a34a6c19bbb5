import Authority
import Library
import Probing
import Storage
import Tasking
import Testing
import Timekeeping

@testable import Doors
@testable import TaskingPages

/// What the pages of plans and tasks show and take, on the demonstration.
@Suite("计划与任务的页面", .serialized)
struct TaskingPagesTests {
    /// Those of the columns that the heading of the list does not name, on its first line or below.
    private static func missing(_ columns: [String], in html: String) -> [String] {
        let head = html.firstMatch(of: /<thead>(?s:(.*?))<\/thead>/).map { String($0.1) } ?? ""
        return columns.filter { !head.contains(">\($0)<") }
    }

    private static func planner(_ server: DemoServer) throws -> DemoServer.Resident {
        try #require(server.countyPeople.first { $0.actor.may(.makePlans) && $0.actor.may(.makeTasks) })
    }

    private static func reviewer(_ server: DemoServer, besides planner: DemoServer.Resident) throws -> DemoServer.Resident {
        try #require(server.countyPeople.first { $0.actor.may(.reviewPlans) && $0.name != planner.name })
    }

    @Test("PLAN-01、PLAN-04 三类年度计划都有添加年度计划的入口，可以制定；检查方式六种，可多选")
    func plans() async throws {
        try await DemoServer.run { server in
            let planner = try Self.planner(server)
            for family in PlanFamily.allCases {
                let list = try await server.ask([planner.visitor.get("/plans?family=\(family.rawValue)")])[0].text
                #expect(list.contains("/plans/new?family=\(family.rawValue)") && list.contains("添加年度计划"))
                let form = try await server.ask([planner.visitor.get("/plans/new?family=\(family.rawValue)")])[0].text
                for way in ["实地检查", "书面检查", "行政部门检查结果或专业意见", "检验检测", "网络监测", "委托专业机构辅助"] {
                    #expect(form.contains(way), "\(family) \(way)")
                }
                let saved = try await server.ask([
                    planner.visitor.post(
                        "/plans?family=\(family.rawValue)",
                        form: [
                            "family": family.rawValue, "name": "\(family.label)计划甲", "year": "2026", "ways": "onSite", "ways": "testing",
                            "then": "draft",
                        ])
                ])[0]
                #expect(saved.status == 303)
                let page = try await server.ask([planner.visitor.get(saved["location"] ?? "")])[0].text
                #expect(page.contains("实地检查、检验检测"), "\(family)")
            }
        }
    }

    @Test("PLAN-15 年度计划审核有待审核和全部；全部列出本人审核过的计划，逐列如要求")
    func reviews() async throws {
        try await DemoServer.run { server in
            let planner = try Self.planner(server), reviewer = try Self.reviewer(server, besides: planner)
            let all = try await server.ask([reviewer.visitor.get("/plan-reviews?tab=all")])[0].text
            let wanted = ["序号", "计划编号", "计划年度", "计划名称", "监管事项", "内容分级", "计划类型", "牵头领域", "计划来源", "审核状态", "接收状态", "操作"]
            #expect(Self.missing(wanted, in: all) == [])
            #expect(all.contains("待审核") && all.contains("详情"))
            let ids = try await server.database.read { transaction in
                try AnnualPlan.reviews(pendingOnly: false, for: reviewer.actor, in: transaction).rows.map(\.id.description)
            }
            #expect(!ids.isEmpty)
            for id in ids { #expect(all.contains(id)) }
            let own = try await server.ask([reviewer.visitor.get("/plan-reviews")])[0].text
            #expect(!ids.contains { own.contains($0) })
        }
    }

    @Test("PLAN-22 计划详情列出要求的各项、关联任务和办理过程")
    func detail() async throws {
        try await DemoServer.run { server in
            let planner = try Self.planner(server)
            let id = try await server.database.read { transaction in
                try #require(try AnnualPlan.made(.doubleRandom, PlanFilter(), for: planner.actor, in: transaction).rows.last).id
            }
            let page = try await server.ask([planner.visitor.get("/plans/\(id)")])[0].text
            for label in [
                "计划年度", "牵头领域", "计划编号", "执行状态", "计划名称", "计划类型", "联合领域", "内容分级", "检查方式", "检查对象", "检查对象数",
                "不同地区抽查比例", "关联信用规则要求", "检查主体", "检查要求", "计划期限", "期限说明", "创建人", "创建日期", "修改人", "修改日期",
                "审核完成日期", "下发日期",
            ] { #expect(page.contains("<dt>\(label)</dt>"), "\(label)") }
            #expect(page.contains("关联任务") && page.contains("/tasks/"))
            #expect(page.contains("办理过程"))
        }
    }

    @Test("TASK-01、TASK-05 三种检查模式都可添加任务；任务确认的筛选条件和列如要求，筛选有效")
    func tasks() async throws {
        try await DemoServer.run { server in
            let planner = try Self.planner(server)
            for mode in TaskPages.modes {
                let path = "/tasks?mode=\(mode.rawValue)&tab=confirmation"
                let list = try await server.ask([planner.visitor.get(path)])[0].text
                #expect(list.contains("/tasks/new?mode=\(mode.rawValue)") && list.contains("添加任务"))
                for label in ["任务名称", "任务编号", "制定机构", "任务年度", "任务来源", "创建人", "任务状态"] { #expect(list.contains(label), "\(label)") }
                #expect(try await server.ask([planner.visitor.get("/tasks/new?mode=\(mode.rawValue)")])[0].status == 200)
            }
            let item = try await server.database.read { transaction in
                try #require(try ItemQueries.claimed(by: planner.actor.organization, kind: .spotCheck, in: transaction).rows.first { $0.hasForm }).id
            }
            let made = try await server.ask([
                planner.visitor.post(
                    "/tasks?mode=doubleRandom",
                    form: [
                        "mode": "doubleRandom", "name": "抽查任务甲", "nature": "formal", "year": "2026", "source": "adHoc", "startDate": "2026-06-01",
                        "endDate": "2026-06-30", "leadDomain": "marketRegulation", "contentMode": "byForm", "fixation": "fixed",
                        "subjectSelection": "random", "officerSelection": "random", "items": item.description, "then": "draft",
                    ])
            ])[0]
            #expect(made.status == 303, "\(made.text.prefix(400))")
            let shown = try await server.ask([planner.visitor.get("/tasks?mode=doubleRandom&tab=confirmation&name=任务甲&status=draft".percentEncoded)])[0].text
            #expect(shown.contains("抽查任务甲"))
            let columns = [
                "序号", "检查任务编号", "检查任务名称", "任务来源", "任务类型", "执行状态", "制定机构", "牵头领域", "配合机构", "检查对象选定方式",
                "检查机构人员选派方式", "操作",
            ]
            #expect(Self.missing(columns, in: shown) == [])
            for query in ["name=没有这个", "status=completed", "year=2001", "number=没有", "creator=没有", "source=planned", "organization=没有"] {
                let none = try await server.ask([planner.visitor.get("/tasks?mode=doubleRandom&tab=confirmation&\(query)".percentEncoded)])[0].text
                #expect(!none.contains("抽查任务甲"), "\(query)")
            }
        }
    }

    @Test("DRAW-04 排除规则的检查时间段默认为本年，可以改")
    func period() throws {
        let today = try #require(CalendarDate("2026-06-15"))
        let fresh = ChoosingForms.values(of: nil, today: today)
        #expect(fresh["from"] == "2026-01-01" && fresh["to"] == "2026-12-31")
        let typed = Values(["set": "rule", "count": "2", "ways": "doubleRandom", "from": "2025-03-01", "to": "2025-04-30"])
        let rule = try ChoosingForms.rule(typed, listed: [], today: today)
        #expect(rule.byRecord?.from == CalendarDate("2025-03-01") && rule.byRecord?.to == CalendarDate("2025-04-30"))
        let again = ChoosingForms.values(of: rule, today: today)
        #expect(again["from"] == "2025-03-01" && again["to"] == "2025-04-30")
    }

    @Test("STD-06 平台生成的计划编号、任务编号、文书编号，年份都用六角括号")
    func numbers() async throws {
        try await DemoServer.run { server in
            let numbers = try await server.database.read { try DemoServer.numbers(in: $0) }
            #expect(numbers.map(\.kind) == ["plan", "task", "document"])
            for (kind, texts) in numbers {
                #expect(!texts.isEmpty, "\(kind)")
                for text in texts { #expect(text.contains(/〔20[0-9]{2}〕/), "\(kind) \(text)") }
            }
        }
    }
}

extension String {
    /// For an address with Chinese words.
    fileprivate var percentEncoded: String {
        utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16, uppercase: true) }.joined()
    }
}
