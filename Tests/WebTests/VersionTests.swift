import Authority
import Foundation
import Library
import Probing
import Storage
import Tasking
import Testing
import Timekeeping

@testable import Doors
@testable import Web
@testable import mingcha

/// OPS-04 for every act of the product, whoever wrote it: the tests walk the list of routes itself.
@Suite("版本", .serialized)
struct VersionTests {
    private static let acts = Assembly.routes.filter { $0.method != .get }

    @Test("OPS-04 每个改变内容的路由都说明如何核对所见的版本，不核对的写明理由；核对的路由都要求版本")
    func declared() {
        #expect(Self.acts.count > 100)
        for route in Self.acts {
            switch route.version {
            case .checked: #expect(route.form.contains { $0.name == Route.Versioning.fieldName }, "\(route.path)")
            case .byNoun(let whose):
                #expect(route.form.contains { $0.name == Route.Versioning.fieldName }, "\(route.path)")
                #expect(whose.count >= 5, "\(route.path)")
            case .notNeeded(let reason): #expect(reason.count >= 5, "\(route.path)")
            case .reads: Issue.record("\(route.path) 改变内容，却没有说明版本")
            }
        }
    }

    @Test("OPS-04 每个核对版本的路由都拒绝旧版本（409）和没有版本的提交，什么也不改变；看不到的记录仍是404")
    func stale() async throws {
        try await DemoServer.run { server in
            try await Self.fill(server)
            let before = try await Self.done(server)
            for route in Self.acts where Self.untried[route.path] == nil {
                guard case .checked(let table, _) = route.version else { continue }
                try await refusesStale(route, table, server)
            }
            #expect(try await Self.done(server) == before)
        }
    }

    private static func done(_ server: DemoServer) async throws -> [[String]] {
        try await server.database.read { transaction in
            try server.people.map { try ForeignRecords.acts(by: $0.name, in: transaction) }
        }
    }

    /// Acts that the walk can't fill in, each with the reason; the kit checks them as it checks the others.
    private static let untried = [
        "/tasks/{id}/subjects/list": "takes a file of a certain shape, which is read before anything else",
        "/workshops/{id}": "asks for the unit of each piece of equipment, before anything else",
    ]

    /// Records of the kinds that the demonstration has none of.
    private static func fill(_ server: DemoServer) async throws {
        let agency = try #require(server.countyPeople.first).actor.organization
        let supervisor = server.resident("秦观澜").actor.organization
        try await server.database.write {
            try DemoServer.issuePlan(to: agency, in: $0)
            try DemoServer.settleDraw(secondParty: supervisor, in: $0)
        }
        _ = try await StatedRecords.jointRecord(server, server.platform.clock.now())
        let waiting = try await server.database.read { try StatedRecords.waitingTask(in: $0) }
        _ = try await StatedRecords.exemptionRecord(waiting, server, server.platform.clock.now())
        for path in ["/security/findings", "/organizations/{id}/departments", "/inspection-types", "/inspection-frequencies", "/inspection-caps", "/task-volumes"] {
            let route = try #require(acts.first { $0.path == path })
            let target = "/api/v1" + path.replacing("{id}", with: agency.description)
            let matter = try await server.database.read { try DemoServer.matter(in: $0) }
            let typed = ["/inspection-types": ["matters": [matter]], "/task-volumes": ["family": ["daily"], "volume": ["100"]]][path] ?? [:]
            var answers: [String] = []
            for person in server.people where route.access.admits(person.actor) && !answers.contains("") {
                let reply = try await server.ask([person.visitor.post(target, json: FilledForm.json(route, typed: typed, version: nil))])[0]
                answers.append(reply.status == 200 ? "" : "\(reply.status) \(reply.text.prefix(300))")
            }
            #expect(answers.contains(""), "\(path)：\(answers)")
        }
    }

    /// As everybody who may use the route, on records of its kind: overtaken, or not there for the person.
    private func refusesStale(_ route: Route, _ table: VersionedTable, _ server: DemoServer) async throws {
        let targets = try await Self.targets(route, table, server)
        let visitors = server.people.filter { route.access.admits($0.actor) }.map(\.visitor)
            + server.enterprises.filter { route.access.admits($0.kind) }.map(\.visitor)
        var overtaken = 0
        for path in targets where overtaken == 0 {
            for visitor in visitors where overtaken == 0 {
                let typed = try await Self.typed(route, path, visitor, server)
                let replies = try await server.ask([
                    visitor.post("/api/v1" + path, json: FilledForm.json(route, typed: typed, version: "999999"), key: nil),
                    visitor.post("/api/v1" + path, json: FilledForm.json(route, typed: typed, version: nil), key: nil),
                ])
                // whoever may not open the form can't fill it in as the record asks
                let refusals = typed.isEmpty ? [404, 403, 409, 422] : [404, 403, 409]
                #expect(refusals.contains(replies[0].status), "\(route.path)：\(replies[0].status) \(replies[0].text.prefix(200))")
                guard replies[0].status == 409 else { continue }
                overtaken += 1
                #expect(replies[0].text.contains(StorageError.overtakenMessage), "\(route.path)")
                let missing = ["web.version.missing", "web.form.invalid", "storage.record.overtaken"]
                #expect(missing.contains(replies[1].problemCode ?? ""), "\(route.path)：\(replies[1].status)")
            }
        }
        #expect(overtaken > 0, "\(route.path)：示例县没有可试的记录（\(targets.count)，\(visitors.count)）")
    }

    private static func targets(_ route: Route, _ table: VersionedTable, _ server: DemoServer) async throws -> [String] {
        let names = Address(route: route, isAPI: true).placeholders
        return try await server.database.read { transaction in
            try DemoServer.ids(table, in: transaction).compactMap { id in
                var path = route.path.replacing("{id}", with: id)
                for name in names where name != "id" {
                    guard let part = try DemoServer.parts(name, of: id, in: transaction) else { return nil }
                    path = path.replacing("{\(name)}", with: part)
                }
                return path
            }
        }
    }

    /// What stands in the page that the act is made from, where there is one.
    private static func typed(_ route: Route, _ path: String, _ visitor: Visitor, _ server: DemoServer) async throws -> [String: [String]] {
        guard acts.contains(where: { $0.path == route.path }), path.split(separator: "/").count == 2 else { return [:] }
        let page = try await server.ask([visitor.get(path + "/edit")])[0]
        guard page.status == 200 else { return [:] }
        let form = page.text.split(separator: "<form").map(String.init).first { $0.contains("action=\"\(path)\"") } ?? ""
        var typed: [String: [String]] = [:]
        for tag in form.matches(of: /<input([^>]*)>/).map({ String($0.1) }) {
            guard let name = attribute("name", tag), tag.contains("type=\"checkbox\"") ? tag.contains(" checked") : true else { continue }
            typed[name, default: []].append(attribute("value", tag) ?? "")
        }
        for area in form.matches(of: /<textarea([^>]*)>([^<]*)<\/textarea>/) {
            if let name = attribute("name", String(area.1)) { typed[name] = [plain(String(area.2))] }
        }
        for choice in form.matches(of: /<select([^>]*)>(?s:(.*?))<\/select>/) {
            guard let name = attribute("name", String(choice.1)) else { continue }
            let chosen = String(choice.2).matches(of: /<option([^>]*)>/).map { String($0.1) }.first { $0.contains(" selected") }
            typed[name] = [chosen.flatMap { attribute("value", $0) } ?? ""]
        }
        return typed
    }

    private static func attribute(_ name: String, _ tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\"")?.upperBound, let end = tag[start...].firstIndex(of: "\"") else { return nil }
        return plain(String(tag[start..<end]))
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
    }

    @Test("OPS-04 页面上每个改变内容的表单都带着所见的版本")
    func forms() async throws {
        try await DemoServer.run { server in
            var seen: [String: Int] = [:]
            for person in server.countyPeople {
                // on a slow machine the login of the start has run out by the time the last of them walks
                for page in try await Self.pages(for: try await server.loggedInAnew(person), server) {
                    for form in Self.posts(in: page.text) {
                        guard let route = Self.route(for: form.action), route.version.isNamed else { continue }
                        seen[route.path, default: 0] += 1
                        #expect(form.version.flatMap { Int($0) } ?? 0 > 0 || route.isKeptByName, "\(page.path) → \(form.action)")
                    }
                }
            }
            #expect(seen.count > 20, "\(seen.keys.sorted())")
        }
    }

    /// Every page without a place in its path, and the first records that each list leads to.
    private static func pages(for person: DemoServer.Resident, _ server: DemoServer) async throws -> [(path: String, text: String)] {
        var known: Set<String> = [], waiting = Address.all(of: Assembly.routes)
            .filter { $0.isRead && !$0.isAPI && $0.placeholders.isEmpty && $0.route.access.admits(person.actor) && !$0.isPublic }
            .map { $0.path() }
        var pages: [(String, String)] = [], perShape: [String: Int] = [:]
        while let path = waiting.popLast() {
            guard known.insert(path).inserted else { continue }
            let shape = path.replacing(/[0-9a-f-]{36}/, with: "*")
            perShape[shape, default: 0] += 1
            guard perShape[shape, default: 0] <= 2 else { continue }
            let reply = try await server.ask([person.visitor.get(path)])[0]
            guard reply.status == 200, reply["content-type"]?.hasPrefix("text/html") == true else { continue }
            pages.append((path, reply.text))
            waiting += reply.text.matches(of: /href="(\/[^"#]*)"/).map { String($0.1).replacing("&amp;", with: "&") }
        }
        return pages
    }

    private static func posts(in html: String) -> [(action: String, version: String?)] {
        html.matches(of: /<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(?s:(.*?))<\/form>/).map { match in
            let version = match.2.firstMatch(of: /name="version" value="([^"]*)"/).map { String($0.1) }
            return (String(match.1), version)
        }
    }

    private static func route(for action: String) -> Route? {
        let steps = action.prefix { $0 != "?" }.split(separator: "/")
        return acts.first { route in
            let names = route.path.split(separator: "/")
            return names.count == steps.count && zip(names, steps).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
                && !names.enumerated().contains { $0.element.hasPrefix("{") && fixed(route, at: $0.offset, steps[$0.offset]) }
        }
    }

    /// A step that another route of the same length has by name is no id.
    private static func fixed(_ route: Route, at place: Int, _ step: Substring) -> Bool {
        acts.contains { other in
            let names = other.path.split(separator: "/")
            return names.count == route.path.split(separator: "/").count && names[place] == step
        }
    }

    @Test("OPS-04、PLAN-10、PLAN-12 撤回后改过的计划，不能从仍显示原内容的审核页通过或拒绝；重新打开后可以")
    func planReview() async throws {
        try await DemoServer.run { server in
            let planner = try #require(server.countyPeople.first { $0.actor.may(.makePlans) })
            let reviewer = try #require(server.countyPeople.first { $0.actor.may(.reviewPlans) && $0.name != planner.name })
            let now = Timekeeping.Clock.system.now()
            let (id, seen) = try await server.database.write { transaction in
                let claimed = try ItemQueries.claimed(by: planner.actor.organization, kind: .spotCheck, in: transaction).rows
                var record = PlanRecord(year: now.beijingDate.year, name: "核对版本的计划")
                record.contentLevel = .general
                record.leadDomain = .marketRegulation
                record.ways = [.onSite]
                record.items = Set(claimed.prefix(1).map(\.id))
                record.termStart = now.beijingDate
                record.termEnd = now.beijingDate
                let id = try PlanMaking(.doubleRandom, record).make(by: planner.actor, at: now, in: transaction)
                try PlanSubmission(of: id, to: reviewer.actor.account).make(by: planner.actor, at: now, in: transaction)
                let seen = try AnnualPlan.load(id, for: reviewer.actor, in: transaction).version
                try PlanWithdrawal(of: id).make(by: planner.actor, at: now, in: transaction)
                let draft = try AnnualPlan.load(id, for: planner.actor, in: transaction)
                record.name = "改过的计划"
                try PlanChange(of: id, version: draft.version, to: record).make(by: planner.actor, at: now, in: transaction)
                try PlanSubmission(of: id, to: reviewer.actor.account).make(by: planner.actor, at: now, in: transaction)
                return (id, seen)
            }
            let stale = try await server.ask([
                reviewer.visitor.post("/plans/\(id)/approval", form: ["version": "\(seen)"]),
                reviewer.visitor.post("/plans/\(id)/rejection", form: ["version": "\(seen)", "reason": "不符合要求"]),
            ])
            for reply in stale {
                #expect(reply.status == 409)
                #expect(reply.text.contains(StorageError.overtakenMessage))
            }
            #expect(stale[1].text.contains("不符合要求"))
            let page = try await server.ask([reviewer.visitor.get("/plan-reviews/\(id)")])[0].text
            let form = try #require(Self.posts(in: page).first { $0.action == "/plans/\(id)/approval" })
            let fresh = try await server.ask([
                reviewer.visitor.post("/plans/\(id)/approval", form: ["version": form.version ?? ""])
            ])[0]
            #expect(fresh.status == 303)
            let status = try await server.database.read { try AnnualPlan.load(id, for: reviewer.actor, in: $0).reviewStatus }
            #expect(status == .approvedIssued)
        }
    }
}

extension Route {
    /// Acts of a record that may not stand there yet: zero is what was seen of it.
    fileprivate var isKeptByName: Bool { path.hasPrefix("/parameters/") || path.hasPrefix("/result-templates/") }
}
