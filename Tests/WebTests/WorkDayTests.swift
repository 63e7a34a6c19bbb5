import Authority
import Probing
import Storage
import Tasking
import Testing
import Timekeeping
import Vault

@testable import Doors
@testable import RegistryPages
@testable import Web
@testable import mingcha

/// What a day at the desk needs of several areas at once, on the demonstration.
@Suite("一天的工作", .serialized)
struct WorkDayTests {
    @Test("TASK-08 到期的测试任务由平台定时清除，连同检查对象、结果和文书；正式任务不动")
    func purge() async throws {
        try await DemoServer.run { server in
            let sweeping = Sweeping(platform: server.platform, vault: try server.platform.service(FileVault.self))
            let before = try await server.database.read { try DemoServer.tasks(in: $0) }
            #expect(before > 0)
            try await sweeping.sweep()
            #expect(try await server.database.read { try DemoServer.tasks(in: $0) } == before)
            let now = server.platform.clock.now()
            try await server.database.write { try DemoServer.endTests(at: now, in: $0) }
            try await sweeping.sweep()
            #expect(try await server.database.read { try DemoServer.tasks(in: $0) } == 0)
            #expect(try await server.database.read { try DemoServer.visits(in: $0) } == 0)
        }
    }

    @Test("待公示、待答复、待选派、待认证的事项都计入各自办理人的待办")
    func workload() async throws {
        try await DemoServer.run { server in
            let kinds: [(Workload.Kind, Permission)] = [
                (.planReceipt, .receivePlans), (.publication, .publish), (.drawOfficers, .drawOfficers), (.enterprise, .verifyEnterprises),
            ]
            let today = server.platform.clock.today()
            let agency = try #require(server.countyPeople.first).actor.organization
            try await server.database.write { try DemoServer.makeWork(for: agency, in: $0) }
            for (kind, permission) in kinds {
                for person in server.countyPeople {
                    let load = try await server.database.read { try Workload.load(for: person.actor, today: today, in: $0) }
                    #expect((load.count(kind) > 0) == person.actor.may(permission), "\(kind) \(person.name)")
                    for matter in load.matters where matter.kind == kind {
                        let reply = try await server.ask([person.visitor.get(matter.kind.href(matter.id))])[0]
                        #expect(reply.status == 200, "\(matter.kind.href(matter.id)) \(person.name)")
                    }
                }
            }
        }
    }

    @Test("PLAN-17 已接收、还没有任务的计划在接收机构制定任务的人的待办里，打开就是该计划；有了任务就没有了")
    func receivedPlans() async throws {
        try await DemoServer.run { server in
            let today = server.platform.clock.today()
            let agency = try #require(server.countyPeople.first).actor.organization
            try await server.database.write { transaction in
                try DemoServer.issuePlan(to: agency, in: transaction)
                try DemoServer.receivePlan(at: agency, in: transaction)
            }
            for isOfPlan in [false, true] {
                try await server.database.write { try DemoServer.setTasks(ofPlan: isOfPlan, in: $0) }
                for person in server.countyPeople {
                    let load = try await server.database.read { try Workload.load(for: person.actor, today: today, in: $0) }
                    #expect((load.count(.planTask) > 0) == (person.actor.may(.makeTasks) && !isOfPlan), "\(person.name)")
                    for matter in load.matters where matter.kind == .planTask {
                        let reply = try await server.ask([person.visitor.get(matter.kind.href(matter.id))])[0]
                        #expect(reply.status == 200 && matter.status == "待执行", "\(person.name)")
                    }
                }
            }
        }
    }

    @Test("复制计划和任务：新表单带着原来的内容，日期移到今年、今天，保存后是另一条记录")
    func copies() async throws {
        try await DemoServer.run { server in
            let planner = try #require(server.countyPeople.first { $0.actor.may(.makePlans) && $0.actor.may(.makeTasks) })
            let plan = try await Self.first("plans", planner, server), task = try await Self.first("tasks", planner, server)
            for (list, id) in [("plans", plan), ("tasks", task)] {
                #expect(try await server.ask([planner.visitor.get("/\(list)/\(id)")])[0].text.contains("/\(list)/new?copy=\(id)"))
                let page = try await server.ask([planner.visitor.get("/\(list)/new?copy=\(id)")])[0]
                #expect(page.status == 200)
                #expect(page.text.contains("（复制）"))
                #expect(page.text.contains("copy=\(id)\""))
                #expect(!page.text.contains("name=\"version\" value=\"1\""))
            }
            let foreign = try await server.ask([server.neighbour.visitor.get("/tasks/new?copy=\(task)")])[0]
            #expect(foreign.status == 404)
            let year = "\(server.platform.clock.today().year)"
            let saved = try await server.ask([
                planner.visitor.post("/plans?family=doubleRandom&copy=\(plan)", form: ["name": "计划（复制）", "year": year, "then": "draft"])
            ])[0]
            #expect(saved.status == 303)
            #expect(saved["location"]?.hasSuffix(plan) == false)
        }
    }

    private static func first(_ list: String, _ person: DemoServer.Resident, _ server: DemoServer) async throws -> String {
        let tab = list == "tasks" ? "?tab=all" : ""
        let text = try await server.ask([person.visitor.get("/\(list)\(tab)")])[0].text
        let found = text.firstMatch(of: try Regex("href=\"/\(list)/([0-9a-f-]{36})\"", as: (Substring, Substring).self))
        return String(try #require(found).output.1)
    }
}
