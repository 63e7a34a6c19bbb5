import Authority
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("年度计划的制定（PLAN-01、PLAN-06、PLAN-11）")
struct PlanTests {
    @Test("PLAN-06 暂存的计划只有本部门能看到")
    func draft() async throws {
        try await TaskingStore.each { town in
            let record = PlanRecord(year: 2026, name: "危险化学品企业抽查")
            let id = try await town.database.write { [now = town.now, actor = town[.cityPlanner]] in
                try PlanMaking(.doubleRandom, record).make(by: actor, at: now, in: $0)
            }
            let plan = try await town.database.read { [actor = town[.cityPlanner]] in
                try AnnualPlan.load(id, for: actor, in: $0)
            }
            #expect(plan.reviewStatus == .draft)
            #expect(plan.executionStatus == .pending)
            #expect(plan.record == record)
            await #expect(throws: NotFound.self) {
                _ = try await town.database.read { [actor = town[.provinceBusiness]] in
                    try AnnualPlan.load(id, for: actor, in: $0)
                }
            }
        }
    }
}
