import Storage
import Testing

@testable import Tasking

@Suite("检查对象名单的索引")
struct CandidatePlanTests {
    @Test("DRAW-09 OPS-03 检查对象名单按顺序从索引读取，不扫描也不排序，与任务包含多少对象无关", arguments: [nil, true, false])
    func ordered(excluded: Bool?) async throws {
        var filter = CandidateList.Filter()
        filter.excluded = excluded
        let query = CandidateList.query(of: InspectionTask.ID(), filter)
        try await DrawStage.each(subjects: 3) { stage in
            let plan = try await stage.read { transaction in
                try Self.plan(of: query.statement(ListPage(), engine: transaction.engine), in: transaction)
            }
            let dear = plan.filter { step in
                step.hasPrefix("SCAN") || step.contains("TEMP B-TREE") || step.contains("Seq Scan on task_candidate")
                    || step.contains("Seq Scan on regulated_subject") || step.contains("Sort ")
            }
            #expect(dear == [], "\(plan.joined(separator: "\n"))")
        }
    }

    @Test("任务的进展按对象状态的索引读到第一条为止，不扫描也不排序任务的对象")
    func standing() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let plan = try await stage.read { transaction in
                try Self.plan(of: InspectionTask.courseStatement(of: InspectionTask.ID()), in: transaction)
            }
            let read = plan.filter { $0.contains("task_subject") }
            #expect(!read.isEmpty && read.allSatisfy { $0.contains("task_subject_by_task") }, "\(plan.joined(separator: "\n"))")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("Sort ") })
        }
    }
}
