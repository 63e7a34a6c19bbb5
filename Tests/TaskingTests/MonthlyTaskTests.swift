import Ledger
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Authority
@testable import Importing
@testable import Library
@testable import Tasking

@Suite("由年度计划建议生成任务")
struct MonthlyTaskTests {
    private static func make(_ month: Int?, _ stage: ProposalStage, by person: Person = .eastPlanner) async throws -> [MonthlyTasks.Made] {
        try await stage.act(person) { [plan = stage.plan] in try MonthlyTasks(of: plan, in: month).make(in: $0) }
    }

    @Test("TASK-36 一个月的检查生成一个日常任务：来源计划任务，关联计划，期限为该月，事项由计划带入，检查对象按检查类别列入；不会生成第二次")
    func oneMonth() async throws {
        try await ProposalStage.each { stage in
            try await stage.compute()
            let planned = try await stage.inspections { $0.month = 3 }
            let made = try await Self.make(3, stage)
            let id = try #require(made.first?.task), task = try await stage.office.task(id)
            #expect(made.count == 1 && made[0].subjects == planned.count && made[0].passedOver == 0)
            #expect(task.mode == .daily && task.record.source == .planned && task.record.plan == stage.plan && task.status == .awaitingSubjects)
            #expect(task.record.name == "日常监督检查（3月）" && task.record.year == 2027)
            #expect(task.record.startDate.description == "2027-03-01" && task.record.endDate.description == "2027-03-31")
            let (items, categories, candidates) = try await stage.town.database.read { transaction in
                (
                    try TaskItem.all(of: id, in: transaction), try SamplingCategory.all(of: id, in: transaction),
                    try CandidateList.load(of: id, CandidateList.Filter(), page: ListPage(size: 100), in: transaction).rows.map(\.subject)
                )
            }
            #expect(items.map(\.origin) == [.plan] && items[0].forms.count == 1)
            #expect(categories.map(\.name) == ["一般检查"] && Set(candidates) == Set(planned.map(\.subject)))
            #expect(try await stage.inspections { $0.month = 3 }.allSatisfy { $0.task == id && $0.taskNumber == task.number })
            await #expect(throws: ProposalRefused.nothingLeft) { _ = try await Self.make(3, stage) }
            #expect(try await stage.office.plan(stage.plan).executionStatus == .inProgress)
            let inspection = planned[0].id, plan = stage.plan
            await #expect(throws: ProposalRefused.hasTask) {
                try await stage.act { try PlannedMove(of: inspection, in: plan, to: 5, because: "").make(in: $0) }
            }
            try await stage.compute()
            #expect(try await stage.counts() == (120, 0, 0))
            #expect(try await stage.inspections { $0.month = 3 }.count { $0.task == id } == planned.count)
        }
    }

    @Test("TASK-36 全部月份一次生成；删除任务后该月可以再生成；没有抽取检查对象权限的不能生成")
    func all() async throws {
        try await ProposalStage.each(enterprises: 50) { stage in
            try await stage.compute()
            await #expect(throws: PermissionDenied.self) { _ = try await Self.make(nil, stage, by: .eastOfficer) }
            let made = try await Self.make(nil, stage)
            #expect(made.map(\.month) == Array(1...12) && made.reduce(0) { $0 + $1.subjects } == 60)
            await #expect(throws: ProposalRefused.nothingLeft) { _ = try await Self.make(nil, stage) }
            let second = made[1].task
            try await stage.office.act(.eastPlanner) { try TaskDeletion(of: second).make(by: $0, at: $1, in: $2) }
            #expect(try await Self.make(nil, stage).map(\.month) == [2])
        }
    }

    @Test("TASK-36 两人同时生成同一个月的任务：只有一个任务")
    func atOnce() async throws {
        try await ProposalStage.each(enterprises: 50) { stage in
            try await stage.compute()
            @Sendable func tried(_ person: Person) async throws -> Int {
                do { return try await Self.make(4, stage, by: person).count } catch ProposalRefused.nothingLeft { return 0 }
            }
            async let first = tried(.eastPlanner)
            async let second = tried(.eastBusiness)
            #expect(try await first + second == 1)
            let tasks = try await stage.town.database.read { [stage] in
                try InspectionTask.linked(to: stage.plan, scope: stage.town[.eastPlanner].scope, in: $0)
            }
            #expect(tasks.count == 1)
        }
    }

    @Test("TASK-36 已核销的企业不列入任务，并说明有几个；仍留在明细中待安排")
    func passedOver() async throws {
        try await ProposalStage.each(enterprises: 50) { stage in
            try await stage.compute()
            let planned = try await stage.inspections { $0.month = 6 }, gone = planned[0]
            try await stage.town.database.write { try PlanProposal.writeOff(gone.subject, in: $0) }
            let made = try await Self.make(6, stage)
            #expect(made[0].subjects == planned.count - 1 && made[0].passedOver == 1)
            #expect(try await stage.inspections { $0.month = 6 }.filter { $0.task == nil }.map(\.id) == [gone.id])
        }
    }

    @Test("PLAN-26 执行进度：建议安排的从一开始就算计划检查；已下发的按对象状态算已完成、未完成、已逾期，按月、机构、检查类别；排除的对象不再算；测试任务不算")
    func progress() async throws {
        try await ProposalStage.each { stage in
            try await stage.compute()
            #expect(try await stage.progress().total == PlanProgress.Counts(planned: 120, done: 0, overdue: 0))
            let made = try await Self.make(1, stage), (task, count) = (made[0].task, made[0].subjects)
            #expect(try await stage.progress().total.planned == 120)
            let left = try await stage.inspections { $0.month = 1 }[0].subject
            try await stage.office.act(.eastPlanner) { actor, now, transaction in
                try ExclusionSetting(of: task, to: .none).make(by: actor, at: now, in: transaction)
                try CandidateMarking(of: task, subjects: [left], as: .exclude).make(by: actor, at: now, in: transaction)
            }
            _ = try await stage.office.act(.eastPlanner) { try SubjectIssuing(of: task).make(by: $0, at: $1, in: $2) }
            try await stage.town.database.write { try PlanProposal.finish(4, of: task, in: $0) }
            let now = try await stage.progress()
            let issued = try await stage.town.database.read { try TaskSubject.objects(of: task, page: ListPage(size: 100), in: $0).rows.count }
            #expect(issued == count - 1 && now.total == PlanProgress.Counts(planned: 120 - count + issued, done: 4, overdue: 0))
            stage.town.time.advance(days: 366)
            let late = try await stage.progress(), months = late.sums(by: \.month)
            // it is March 2027: January has open objects, of February nothing was issued
            #expect(months.map(\.name) == (1...12).map { "2027-" + ($0 < 10 ? "0" : "") + "\($0)" })
            #expect(months[0].counts == PlanProgress.Counts(planned: issued, done: 4, overdue: issued - 4))
            #expect(months[1].counts.overdue == months[1].counts.planned && months[3].counts.overdue == 0)
            #expect(late.sums(by: \.agency).map(\.name) == ["白石县应急管理局"] && late.sums(by: \.category).map(\.name) == ["一般检查"])
            #expect(try await stage.progress(by: .cityBusiness).total == late.total)
            try await stage.town.database.write { try SubjectRows.setNature(.test, of: task, in: $0) }
            #expect(try await stage.progress().sums(by: \.month).first { $0.name == "2027-01" } == nil)
        }
    }

    @Test("PLAN-27 计划完成后由创建人评估：结果、覆盖率必填，与计划一起保存；未完成的、不是创建人的被拒绝；再次评估记下前后")
    func evaluation() async throws {
        try await ProposalStage.each(enterprises: 10) { stage in
            let plan = stage.plan
            func evaluate(_ result: String, _ coverage: Int?, by person: Person = .eastPlanner) async throws {
                try await stage.office.act(person) {
                    try PlanEvaluating(of: plan, result: result, coverage: coverage, remark: "雨季推迟两周").make(by: $0, at: $1, in: $2)
                }
            }
            await #expect(throws: PlanRefused.notFinished) { try await evaluate("完成", 90) }
            try await stage.compute()
            let task = try await Self.make(1, stage)[0].task
            try await stage.office.act(.eastPlanner) { actor, now, transaction in
                try ExclusionSetting(of: task, to: .none).make(by: actor, at: now, in: transaction)
                try SubjectIssuing(of: task).make(by: actor, at: now, in: transaction)
                try SubjectRows.finishVisits(of: task, in: transaction)
                try SubjectRows.setTask(.completed, task, in: transaction)
                try AnnualPlan.settleExecution(of: plan, at: now, in: transaction)
            }
            await #expect(throws: PlanRefused.notCreator) { try await evaluate("完成", 90, by: .eastBusiness) }
            await #expect(throws: NotFound.self) { try await evaluate("完成", 90, by: .westBusiness) }
            await #expect(throws: PlanRefused.evaluationMissing) { try await evaluate(" ", 90) }
            await #expect(throws: PlanRefused.coverageWrong) { try await evaluate("完成", 101) }
            try await evaluate("按期完成", 90)
            try await evaluate("按期完成，无遗漏", 100)
            let (kept, facts) = try await stage.town.database.read {
                (
                    try PlanEvaluation.of(plan, in: $0),
                    try FactTimeline.of("AnnualPlan", plan, catalogue: FactCatalogue(PlanFacts.all), in: $0).filter { $0.kind.hasSuffix("evaluated") }
                )
            }
            #expect(kept?.result == "按期完成，无遗漏" && kept?.coverage == 100 && kept?.person == "计白石")
            #expect(facts.last?.details.map { "\($0.label) \($0.before ?? "") \($0.after ?? "")" } == ["评估结果 按期完成 按期完成，无遗漏", "覆盖率 90% 100%"])
        }
    }

    @Test("PLAN-17 已接收而没有任务的计划在接收机构的汇总里是待执行，有任务的是执行中，无法执行的不计")
    func received() async throws {
        try await Office.each { office in
            let county = office.town[.eastCounty]
            let (first, second) = (try await office.issuedPlan(), try await office.issuedPlan())
            func summary() async throws -> PlanSummary.Counts {
                try await office.read { try PlanSummary.of(.doubleRandom, at: county, year: 2026, in: $0).thisYear }
            }
            #expect(try await summary() == PlanSummary.Counts())
            try await office.answer(first, .receive)
            #expect(try await summary() == PlanSummary.Counts(pending: 1))
            try await office.answer(second, .unable(reason: "没有此类企业"))
            #expect(try await summary() == PlanSummary.Counts(pending: 1))
            let task = try await office.makeTask(office.taskRecord(plan: first), by: .eastPlanner)
            #expect(try await summary() == PlanSummary.Counts(inProgress: 1))
            await #expect(throws: TaskRefused.planCannotBeExecuted) { _ = try await office.makeTask(office.taskRecord(plan: second), by: .eastPlanner) }
            try await office.act(.eastPlanner) { try TaskDeletion(of: task).make(by: $0, at: $1, in: $2) }
            #expect(try await summary() == PlanSummary.Counts(pending: 1))
        }
    }
}
