import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("年度计划")
struct PlanTests {
    @Test("ORG-05 非行政执法主体不能制定计划")
    func enforcementBody() async throws {
        try await Office.each { office in
            let city = office.town[.city]
            try await office.town.database.write { try Library.demote(city, in: $0) }
            await #expect(throws: Organization.Refused.notEnforcementBody) { _ = try await office.makePlan() }
        }
    }

    @Test("PLAN-06 暂存的计划只有本部门能看到")
    func draft() async throws {
        try await Office.each { office in
            let id = try await office.makePlan()
            let planner = office.town[.cityPlanner], above = office.town[.provinceBusiness]
            let seen = try await office.read { try AnnualPlan.load(id, for: planner, in: $0) }
            #expect(seen.record == office.planRecord)
            #expect(seen.reviewStatus == .draft && seen.executionStatus == .pending)
            await #expect(throws: NotFound.self) { _ = try await office.read { try AnnualPlan.load(id, for: above, in: $0) } }
        }
    }

    @Test("PLAN-11、SEC-05 修改计划的每个字段都在操作日志里写明前后的值，事项和机构按名称")
    func logged() async throws {
        try await Office.each { office in
            let plan = try await office.makePlan()
            var record = office.planRecord
            (record.year, record.name, record.contentLevel, record.leadDomain) = (2027, "乙", .general, .fire)
            (record.planType, record.jointDomains, record.partnerItems) = (.crossAgency, [.emergency], [office.item])
            (record.legalBasis, record.taskNature, record.responsibleOffice, record.documentNo) = ("依据", "重点", "执法一处", "1号")
            (record.items, record.ways, record.subjectDescription, record.subjectCount) = ([office.second], [.written], "加油站", 5)
            record.regionRatios = [RegionRatio(region: "东城区", percent: 10)].compactMap { $0 }
            (record.creditRule, record.inspectionRequirement, record.inspectingBody) = (.required, "抽查", "大队")
            record.termStart = CalendarDate(year: 2027, month: 1, day: 1)
            record.termEnd = CalendarDate(year: 2027, month: 12, day: 31)
            (record.termNote, record.issueScope, record.remark) = ("分批", [office.town[.eastCounty]], "说明")
            try await office.change(plan, to: record)
            let details = try await office.read { transaction in
                try FactTimeline.of("AnnualPlan", plan, catalogue: FactCatalogue(PlanFacts.all), in: transaction).last?.details ?? []
            }
            #expect(details.map(\.label) == PlanRecord.attributes.all.map(\.label))
            #expect(details.allSatisfy { $0.after?.isEmpty == false })
            let before = details.filter { $0.before != nil }.map(\.label)
            #expect(before == ["计划年度", "计划名称", "内容分级", "牵头领域", "计划类型", "监管事项", "检查方式", "关联信用规则要求", "检查要求", "计划期限（开始）", "计划期限（结束）"])
            let scope = details.first { $0.label == "下发范围" }?.after
            #expect(scope.map { !$0.contains(office.town[.eastCounty].description) } == true)
            #expect(try await office.plan(plan).record == record)
        }
    }

    @Test("ITEM-05、ITEM-06 未认领、已禁用、类别不符的事项不能加入计划")
    func items() async throws {
        try await Office.each { office in
            let cases: [(ItemID, PlanRefused)] = [
                (office.supervision, .itemUnknown), (ItemID(), .itemUnknown), (office.disabled, .itemDisabled),
                (office.unclaimed, .itemNotClaimed),
            ]
            for (item, refusal) in cases {
                var record = office.planRecord
                record.items = [item]
                let wrong = record
                await #expect(throws: refusal) { _ = try await office.makePlan(wrong) }
            }
        }
    }

    @Test("ORG-26 乡级机构不能下发计划；下发范围只能是下级机构")
    func issueScope() async throws {
        try await Office.each { office in
            var content = PlanContent(
                family: .doubleRandom, level: .township, items: [], kept: [], itemsNamed: 0, issuesDownward: true,
                everyoneIsBelow: true)
            #expect(throws: PlanRefused.townshipCannotIssue) { try content.permit() }
            content.level = .county
            #expect(throws: Never.self) { try content.permit() }
            var record = office.planRecord
            record.issueScope = [office.town[.outsiderCity]]
            let sideways = record
            await #expect(throws: PlanRefused.issueScopeNotBelow) { _ = try await office.makePlan(sideways) }
            #expect(PlanRefused.townshipCannotIssue.message == "乡级机构不能下发计划")
        }
    }

    @Test("PLAN-05 提交审核：未选审核人员、选本人、选无权限人员依次被拒")
    func reviewer() async throws {
        try await Office.each { office in
            let plan = try await office.makePlan()
            let missing = await #expect(throws: PlanRefused.self) { try await office.submit(plan, to: nil) }
            #expect(missing?.message == "请选择审核人员")
            await #expect(throws: PlanRefused.reviewerIsCreator) { try await office.submit(plan, to: .cityPlanner) }
            await #expect(throws: PlanRefused.reviewerUnsuitable) { try await office.submit(plan, to: .cityApprover) }
            await #expect(throws: PlanRefused.reviewerUnsuitable) { try await office.submit(plan, to: .eastReviewer) }
            await #expect(throws: PlanRefused.notCreator) { try await office.submit(plan, by: .cityBusiness) }
        }
    }

    @Test("PLAN-02 提交时缺少必填项被拒，提交后按机构、类别、年度连续编号")
    func numbering() async throws {
        try await Office.each { office in
            var record = office.planRecord
            record.contentLevel = nil
            let incomplete = try await office.makePlan(record)
            let refused = await #expect(throws: PlanRefused.self) { try await office.submit(incomplete) }
            #expect(refused?.message == "请填写内容分级")
            var plans: [AnnualPlan.ID] = []
            for _ in 0..<3 {
                let plan = try await office.makePlan()
                try await office.submit(plan)
                plans.append(plan)
            }
            #expect(try await office.plan(plans[0]).number?.text == "望川应急双随机计划〔2026〕1号")
            #expect(try await office.plan(plans[2]).number?.sequence == 3)
            try await office.withdraw(plans[1])
            try await office.delete(plans[1])
            let next = try await office.makePlan()
            try await office.submit(next)
            #expect(try await office.plan(next).number?.sequence == 2)
        }
    }

    @Test("PLAN-10、PLAN-11、PLAN-38 撤回审核；审核中不能修改或删除；审核下发后不能撤回、修改或删除")
    func withdrawal() async throws {
        try await Office.each { office in
            let plan = try await office.makePlan()
            try await office.submit(plan)
            await #expect(throws: PlanRefused.underReview) { try await office.change(plan, to: office.planRecord) }
            let deletion = await #expect(throws: PlanRefused.self) { try await office.delete(plan) }
            #expect(deletion?.message == "请先撤回审核")
            try await office.withdraw(plan)
            let draft = try await office.plan(plan)
            #expect(draft.reviewStatus == .draft && draft.reviewer == nil)
            try await office.submit(plan)
            try await office.review(plan)
            let late = await #expect(throws: PlanRefused.self) { try await office.withdraw(plan) }
            #expect(late?.message == "计划已审核，不能撤回")
            let issued = await #expect(throws: PlanRefused.self) { try await office.change(plan, to: office.planRecord) }
            #expect(issued?.message == "计划已审核下发，不能修改或删除")
            await #expect(throws: PlanRefused.alreadyIssued) { try await office.delete(plan) }
            #expect(try await office.plan(plan).reviewStatus == .approvedIssued)
            let other = try await office.makePlan()
            await #expect(throws: StorageError.overtaken) { try await office.change(other, version: 0, to: office.planRecord) }
        }
    }

    @Test("PLAN-12、PLAN-14 只有指定的审核人员能审核，拒绝须有理由")
    func review() async throws {
        try await Office.each { office in
            let plan = try await office.makePlan()
            try await office.submit(plan)
            await #expect(throws: NotFound.self) { try await office.review(plan, by: .eastReviewer) }
            await #expect(throws: PermissionDenied(permission: .reviewPlans)) { try await office.review(plan, by: .cityApprover) }
            let reviewer = office.town[.cityReviewer], stranger = office.town[.eastReviewer]
            let waiting = try await office.read { try AnnualPlan.reviews(pendingOnly: true, for: reviewer, in: $0).rows.count }
            let others = try await office.read { try AnnualPlan.reviews(pendingOnly: true, for: stranger, in: $0).rows.count }
            #expect(waiting == 1 && others == 0)
            let empty = await #expect(throws: PlanRefused.self) { try await office.review(plan, .reject(reason: " ")) }
            #expect(empty?.message == "请输入拒绝理由")
            try await office.review(plan, .reject(reason: "范围不清"))
            let refused = try await office.plan(plan)
            #expect(refused.reviewStatus == .rejected && refused.rejectionReason == "范围不清")
            await #expect(throws: PlanRefused.wrongState(.rejected, .approve)) { try await office.review(plan) }
            let creator = office.town[.cityPlanner].account
            #expect(try await office.read { try Library.messages(to: creator, in: $0) } == ["年度计划审核结果"])
            #expect(try await office.read { try Library.messages(to: reviewer.account, in: $0) } == ["年度计划待审核"])
            let facts = try await office.read { try Library.facts(about: plan.bytes, in: $0) }
            #expect(facts == ["tasking.plan.made", "tasking.plan.submitted", "tasking.plan.rejected"])
        }
    }

    @Test("PLAN-12、ORG-23 审核人员调到其他机构后，原机构送审的计划对其不再存在")
    func movedReviewer() async throws {
        try await Office.each { office in
            let plan = try await office.makePlan()
            try await office.submit(plan)
            let (named, elsewhere) = (office.town[.cityReviewer], office.town[.eastReviewer])
            let moved = Actor(
                account: named.account, name: named.name, organization: elsewhere.organization, organizationName: elsewhere.organizationName,
                permissions: named.permissions, scope: elsewhere.scope, officer: nil, origin: named.origin)
            let now = office.town.now
            await #expect(throws: NotFound.self) {
                try await office.town.database.write { try PlanReview(of: plan, .approve).make(by: moved, at: now, in: $0) }
            }
            await #expect(throws: NotFound.self) { try await office.read { _ = try AnnualPlan.load(plan, for: moved, in: $0) } }
            let waiting = try await office.read {
                (try AnnualPlan.reviews(pendingOnly: true, for: moved, in: $0).rows.count, try PlanSummary.waiting(for: moved, in: $0))
            }
            #expect(waiting == (0, 0))
            #expect(try await office.plan(plan).reviewStatus == .pendingReview)
        }
    }

    @Test("PLAN-13、PLAN-16、PLAN-19 通过即下发到下发范围；答复须有理由且不可更改")
    func receipt() async throws {
        try await Office.each { office in
            let plan = try await office.issuedPlan()
            await #expect(throws: NotFound.self) { try await office.answer(plan, .receive, by: .westBusiness) }
            let empty = await #expect(throws: PlanRefused.self) { try await office.answer(plan, .unable(reason: "")) }
            #expect(empty?.message == "请输入理由")
            try await office.answer(plan, .unable(reason: "无此类企业"))
            await #expect(throws: PlanRefused.alreadyAnswered) { try await office.answer(plan, .receive) }
            let receipts = try await office.read { try PlanReceipt.all(plan, in: $0) }
            #expect(receipts.map(\.status) == [.cannotExecute])
            #expect(receipts.first?.reason == "无此类企业" && receipts.first?.answeredByName == "计白石")
            let east = office.town[.eastPlanner]
            let line = try await office.read {
                try AnnualPlan.received(.doubleRandom, PlanFilter(), for: east, in: $0).rows.first
            }
            #expect(line?.source(for: east.organization) == .city && line?.receipt == .cannotExecute)
        }
    }

    @Test("PLAN-07、PLAN-08 列表按条件筛选，汇总不随查询条件变更")
    func list() async throws {
        try await Office.each { office in
            _ = try await office.makePlan()
            _ = try await office.issuedPlan()
            let planner = office.town[.cityPlanner]
            var filter = PlanFilter()
            filter.name = "化学品"
            filter.review = .approvedIssued
            let narrowed = filter
            let rows = try await office.read { try AnnualPlan.made(.doubleRandom, narrowed, for: planner, in: $0).rows }
            #expect(rows.count == 1)
            #expect(rows.first?.itemNames.count == 1)
            let summary = try await office.read {
                try PlanSummary.of(.doubleRandom, at: planner.organization, year: 2026, in: $0).text
            }
            #expect(summary == "今年共有2个年度计划，已完成0个，暂存1个，待执行1个，执行中0个；历年剩余待执行0个，执行中0个。（注：仅统计本部门情况，不随查询条件变更）")
        }
    }
}
