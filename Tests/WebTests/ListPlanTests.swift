import Foundation
import Markup
import Storage
import Testing
import Timekeeping

@testable import Authority
@testable import Doors
@testable import mingcha

/// Every page that reads, and of every list each filter that its route declares: no plan of any engine reads a table whole
/// that grows with a province. The tests walk the routes, so a new list and a new filter are looked at without being named here.
@Suite("所有列表的查询计划", .serialized)
struct ListPlanTests {
    @Test("OPS-03、SUBJ-04 每个列表页的每个筛选条件、每两个一起、全部一起，三级机构的人查看，两种数据库都不整表扫描")
    func lists() async throws {
        try await ListStore.each { store in
            var plans = PlannedStatements()
            for route in Assembly.routes where route.method == .get && route.answer != nil && !Self.isOfEnterprises(route) {
                for person in store.people { try await plans.add(route, person, store) }
            }
            let faults = try await plans.faults(store)
            #expect(faults == [], "\(faults.joined(separator: "\n"))")
            #expect(plans.unfiltering.subtracting(ListSample.shownOnly) == [], "这些筛选条件不改变查询：在 ListSample 中给出能用的值")
            #expect(plans.undeclared == [], "页面上的筛选条件没有写在路由的 query 中")
            #expect(plans.lists > 25)
        }
    }

    /// The other side, which lists nothing but its own few records (ORG-25).
    private static func isOfEnterprises(_ route: Route) -> Bool {
        if case .enterprise = route.access { true } else { false }
    }
}
