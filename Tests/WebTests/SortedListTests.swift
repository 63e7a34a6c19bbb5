import Foundation
import Probing
import Testing

@testable import Authority
@testable import AuthorityPages
@testable import Doors
@testable import Importing
@testable import Inspecting
@testable import Library
@testable import Paperwork
@testable import Registry
@testable import RegistryPages
@testable import Storage
@testable import Tasking
@testable import TaskingPages
@testable import mingcha

/// The lists that can be sorted: the sorts that their routes declare, and what serves each.
@Suite("可排序的列表", .serialized)
struct SortedListTests {
    /// The queries behind them, for everybody at once and for one agency.
    private static func queries(_ scope: Scope, _ actor: Actor) -> [(query: ListQuery, columns: [SortedColumn])] {
        [
            (AnnualPlan.madeQuery(.doubleRandom, PlanFilter(), for: actor), PlanOrder.allCases.map(\.column)),
            (InspectionTask.query(.doubleRandom, .all, TaskFilter(), scope: scope), TaskOrder.allCases.map(\.column)),
            (SubjectList.query(.init(), scope: scope), SubjectOrder.allCases.map(\.column)),
            (OfficerList.query(.init(), scope: scope), OfficerOrder.allCases.map(\.column)),
            (EnforcementDocument.query(.init(), scope: scope), DocumentOrder.allCases.map(\.column)),
            (InspectionList.query(.init(), scope, nil), InspectionOrder.allCases.map(\.column)),
        ]
    }

    @Test("OPS-03 每个可排序的列表，每种排序都沿该列的索引翻页，两种数据库都不扫描也不整表排序")
    func plans() async throws {
        try await ListStore.each { store in
            let person = try #require(store.people.first)
            for (query, columns) in Self.queries(person.scope, person) {
                for column in columns {
                    for isDescending in [false, true] {
                        for place in [ListPage.Place.first, .after(50)] {
                            let page = ListPage(place: place, sort: ListSort(column, descending: isDescending, beside: "2026"))
                            let steps = try await store.planOfLong(query.statement(page, engine: store.platform.database.engine))
                            // by a unique column each group that is left to be sorted has one row
                            let dear = steps.filter { step in
                                step.contains("TEMP B-TREE") && !step.contains("LAST TERM") || step.hasPrefix("SCAN t") && !step.contains("USING")
                                    || step.contains("Seq Scan") || step.contains("Sort  (") && !step.contains("Incremental Sort")
                            }
                            #expect(dear == [], "\(column) \(place)\n\(steps.joined(separator: "\n"))")
                        }
                    }
                }
            }
        }
    }

    @Test("第0节“列表页” 每个可排序的列表，按路由声明的每种排序翻到底，每条记录恰好一次，升序恰是降序倒过来；筛选、每页条数保留排序")
    func pages() async throws {
        try await DemoServer.run { server in
            let sorted = Assembly.routes.filter { route in route.isPaged && route.query.contains { $0.name == ListSorting.name } }
            #expect(sorted.count >= 7)
            for route in sorted {
                let person = try #require(server.people.first { route.access.admits($0.actor) && $0.actor.permissions.count > 3 })
                let plain = try await Self.ids(route.path, nil, person, server)
                let sort = try #require(route.query.first { $0.name == ListSorting.name })
                guard case .choice(let options) = sort.kind else { continue }
                for option in options where !option.value.hasPrefix("-") {
                    let rising = try await Self.ids(route.path, option.value, person, server)
                    let falling = try await Self.ids(route.path, "-" + option.value, person, server)
                    #expect(rising == falling.reversed(), "\(route.path) \(option.value)")
                    #expect(rising.sorted() == plain.sorted(), "\(route.path) \(option.value)")
                    let page = try await server.ask([person.visitor.get(route.path + "?size=20" + Self.shown(route.path) + "&sort=" + option.value)])[0].text
                    if !plain.isEmpty { #expect(page.contains("aria-sort=\"ascending\""), "\(route.path) \(option.value)") }
                    #expect(page.contains("<option value=\"\(option.value)\" selected"), "\(route.path) \(option.value)")
                }
            }
        }
    }

    @Test("第0节“列表页” 执法人员按证件有效期排序，先到期的在前")
    func officers() async throws {
        try await DemoServer.run { server in
            let person = server.resident("唐晓舟").visitor
            let list = try await server.ask([person.get("/api/v1/officers?size=100&sort=validity")])[0]
            let days = try JSONDecoder().decode(ListModel<OfficerRow>.self, from: Data(list.body)).rows.map(\.validUntil)
            #expect(days.count > 10)
            #expect(days == days.sorted())
        }
    }

    /// The step of the tasks that has every column.
    private static func shown(_ path: String) -> String { path == "/tasks" ? "&tab=all" : "" }

    /// The ids of the whole list, page by page as its pages lead on; of a long one the first pages and as many from its end.
    private static func ids(
        _ path: String, _ sort: String?, _ person: DemoServer.Resident, _ server: DemoServer
    ) async throws -> [String] {
        var (ids, next) = ([String](), Optional("/api/v1" + path + "?size=100" + shown(path) + (sort.map { "&sort=" + $0 } ?? "")))
        while let address = next {
            let reply = try await server.ask([person.visitor.get(address)])[0]
            try #require(reply.status == 200, "\(address)")
            let list = try JSONDecoder().decode(Listing.self, from: Data(reply.body))
            ids += list.rows.map(\.id)
            next = list.next
        }
        return ids
    }

    private struct Listing: Decodable {
        struct Row: Decodable { let id: String }
        let rows: [Row]
        let next: String?
    }
}
