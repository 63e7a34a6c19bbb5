import Authority
import Importing
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("联合任务的邀约")
struct JointInvitationTests {
    @Test("JOIN-01 跨机构任务须有配合机构、邀约截止日期，每个配合机构有自己已认领的事项；缺一样就不能发起邀约，什么也没有改变")
    func complete() async throws {
        try await JointStage.each { stage in
            var late = stage.record(), without = stage.record()
            late.invitationDeadline = stage.town.now.beijingDate.advanced(days: -1)
            without.invitationDeadline = nil
            let nobody = try await stage.draft(partners: [], items: [])
            await #expect(throws: JointRefused.partnersMissing) { try await stage.invite(nobody) }
            let idle = try await stage.draft(partners: [.westCounty, .outsiderCity], items: [stage.west])
            await #expect(throws: JointRefused.partnerWithoutItems(Agency.outsiderCity.name)) { try await stage.invite(idle) }
            let open = try await stage.draft(without)
            await #expect(throws: JointRefused.deadlineMissing) { try await stage.invite(open) }
            let past = try await stage.draft(late)
            await #expect(throws: JointRefused.deadlinePast) { try await stage.invite(past) }
            #expect(try await stage.office.task(past).status == .draft)
            #expect(try await stage.sees(.westBusiness, past) == false)
            await #expect(throws: JointRefused.partnerUnknown) { _ = try await stage.draft(partners: [.eastCounty], items: []) }
            await #expect(throws: JointRefused.itemOfNoPartner("对事项300000000003的行政检查")) {
                _ = try await stage.draft(partners: [.westCounty], items: [stage.west, stage.outside])
            }
            await #expect(throws: JointRefused.itemOfLead("对事项300000000001的行政检查")) {
                _ = try await stage.draft(partners: [.westCounty], items: [stage.own])
            }
            var byItem = stage.record()
            byItem.contentMode = .byItem
            let wrong = byItem
            await #expect(throws: JointRefused.contentsByItem) { _ = try await stage.draft(wrong) }
            let task = try await stage.draft()
            let shared = try await stage.office.read { try TaskItem.all(of: task, in: $0).map(\.participant) }
            #expect(shared == [nil, stage.town[.westCounty], stage.town[.outsiderCity]])
        }
    }

    @Test("JOIN-02、ORG-23 发起邀约后任务待联合部门确认，受邀机构看到任务并收到通知；没有受邀的机构看不到")
    func invited() async throws {
        try await JointStage.each { stage in
            let task = try await stage.invited()
            let status = try await stage.office.task(task).status
            #expect(status == .awaitingPartners && status.label == "待联合部门确认")
            for (person, sees) in [(Person.eastPlanner, true), (.westBusiness, true), (.outsiderBusiness, true), (.townshipOfficer, false)] {
                #expect(try await stage.sees(person, task) == sees, "\(person)")
            }
            let account = stage.town[.westBusiness].account
            #expect(try await stage.office.read { try Library.messages(to: account, in: $0) } == ["联合任务邀约：三月抽查"])
            await #expect(throws: TaskRefused.wrongState(.awaitingPartners, .invite)) { try await stage.invite(task) }
            await #expect(throws: NotFound.self) { try await stage.invite(task, by: .westBusiness) }
        }
    }

    @Test("JOIN-03 截止日期当日仍可答复，次日起拒绝；拒绝邀约须说明理由；答复后不能更改；没有受邀的机构不能答复")
    func answered() async throws {
        try await JointStage.each { stage in
            let task = try await stage.invited()
            let after = stage.deadline.advanced(days: 1).start
            #expect(JointRefused.deadlinePassed.message == "已超过邀约截止日期")
            await #expect(throws: JointRefused.deadlinePassed) { try await stage.answer(task, .accept, by: .westBusiness, at: after) }
            await #expect(throws: JointRefused.reasonMissing) { try await stage.answer(task, .decline(reason: " "), by: .westBusiness) }
            try await stage.answer(task, .accept, by: .westBusiness, at: stage.deadline.end)
            await #expect(throws: JointRefused.alreadyAnswered) { try await stage.answer(task, .decline(reason: "忙"), by: .westBusiness) }
            try await stage.answer(task, .decline(reason: "人员不足"), by: .outsiderBusiness)
            #expect(try await stage.statuses(task) == [Agency.westCounty.name: .accepted, Agency.outsiderCity.name: .declined])
            for person in [Person.eastPlanner, .cityPlanner] {
                await #expect(throws: NotFound.self) { try await stage.answer(task, .accept, by: person) }
            }
            await #expect(throws: PermissionDenied.self) { try await stage.answer(task, .accept, by: .westOfficer) }
        }
    }

    @Test("JOIN-04 全部同意后任务待成立，牵头机构确认后成立，有成立日期，进入选定对象；配合机构不能代为确认")
    func establishedByAll() async throws {
        try await JointStage.each { stage in
            let task = try await stage.invited()
            try await stage.answer(task, .accept, by: .westBusiness)
            #expect(try await stage.office.task(task).status == .awaitingPartners)
            await #expect(throws: TaskRefused.wrongState(.awaitingPartners, .establish)) { try await stage.establish(task) }
            try await stage.answer(task, .accept, by: .outsiderBusiness)
            let ready = try await stage.office.task(task)
            #expect(ready.status == .awaitingEstablishment && ready.establishedOn == nil)
            await #expect(throws: NotFound.self) { try await stage.establish(task, by: .westBusiness) }
            try await stage.establish(task)
            let made = try await stage.office.task(task)
            #expect(made.status == .awaitingSubjects && made.establishedOn == stage.town.now.beijingDate)
            #expect(try await stage.items(task) == [stage.own, stage.west, stage.outside])
        }
    }

    @Test("JOIN-05、PLAN-09 全部拒绝后可以废除任务：只能查看，不计入数量，关联的计划释放")
    func abolished() async throws {
        try await JointStage.each { stage in
            let plan = try await stage.jointPlan()
            let task = try await stage.invited(stage.record(plan: plan), items: [])
            #expect(try await stage.office.plan(plan).executionStatus == .inProgress)
            try await stage.answer(task, .decline(reason: "忙"), by: .westBusiness)
            await #expect(throws: TaskRefused.wrongState(.awaitingPartners, .abolish)) { try await stage.abolish(task) }
            try await stage.answer(task, .decline(reason: "忙"), by: .outsiderBusiness)
            #expect(try await stage.office.task(task).status == .invitationRefused)
            let east = stage.town[.eastCounty], scope = stage.town[.eastPlanner].scope
            #expect(try await stage.office.read { try TaskSummary.of(.daily, at: east, year: 2026, in: $0).all } == 1)
            try await stage.abolish(task)
            let gone = try await stage.office.task(task)
            #expect(gone.status == .abolished && gone.record.plan == nil)
            #expect(try await stage.office.plan(plan).executionStatus == .pending)
            #expect(try await stage.office.read { try TaskSummary.of(.daily, at: east, year: 2026, in: $0).all } == 0)
            #expect(try await stage.office.read { try TaskSummary.tabs(.daily, scope: scope, in: $0) }.values.allSatisfy { $0 == 0 })
            let standing = try await stage.office.read { [actor = stage.town[.eastPlanner]] in try TaskStanding.of(gone, for: actor, in: $0) }
            #expect(standing.offers.isEmpty)
            await #expect(throws: TaskRefused.wrongState(.abolished, .attach)) {
                try await stage.office.act(.eastPlanner) { try AttachmentAdding(of: [], to: .task(task)).make(by: $0, at: $1, in: $2) }
            }
        }
    }

    @Test("JOIN-06、SEC-08 有配合机构同意的任务不能废除，原文如此；答复不一的与同意者成立，拒绝者的事项去掉，拒绝者看不到任务")
    func mixed() async throws {
        try await JointStage.each { stage in
            let task = try await stage.invited()
            try await stage.answer(task, .accept, by: .westBusiness)
            #expect(TaskRefused.partnerAgreed.message == "配合部门已同意邀约，无法废除任务")
            await #expect(throws: TaskRefused.partnerAgreed) { try await stage.abolish(task) }
            try await stage.answer(task, .decline(reason: "忙"), by: .outsiderBusiness)
            await #expect(throws: TaskRefused.partnerAgreed) { try await stage.abolish(task) }
            try await stage.establish(task)
            #expect(try await stage.items(task) == [stage.own, stage.west])
            #expect(try await stage.sees(.westBusiness, task))
            #expect(try await stage.sees(.outsiderBusiness, task) == false)
            // its own answer stays
            let own = try await stage.office.read { [actor = stage.town[.outsiderBusiness]] in
                try InspectionTask.loadInvited(task, for: actor, in: $0).invitations(in: $0).first { $0.agency == actor.organization }?.reason
            }
            #expect(own == "忙")
            await #expect(throws: NotFound.self) {
                _ = try await stage.office.read { [actor = stage.town[.cityPlanner]] in try InspectionTask.loadInvited(task, for: actor, in: $0) }
            }
            let visits = try await stage.issue(task)
            #expect(Set(visits.map(\.agency)) == [stage.town[.eastCounty], stage.town[.westCounty]])
        }
    }

    @Test("JOIN-07 到截止日期没有答复的算逾期未确认，视同拒绝；延长截止日期的再次受邀并可以同意，拒绝过的须另行选择，也可新增配合机构")
    func overdue() async throws {
        try await JointStage.each { stage in
            let task = try await stage.invited()
            try await stage.answer(task, .decline(reason: "忙"), by: .westBusiness)
            await #expect(throws: JointRefused.deadlineBrought) { try await stage.extend(task, days: -1) }
            try await InvitationExpiry().run(stage.town.database, clock: stage.town.clock)
            #expect(try await stage.office.task(task).status == .awaitingPartners)
            stage.town.time.advance(days: 4)
            try await InvitationExpiry().run(stage.town.database, clock: stage.town.clock)
            #expect(try await stage.office.task(task).status == .invitationRefused)
            #expect(try await stage.statuses(task)[Agency.outsiderCity.name] == .expired)
            try await stage.extend(task, days: 5)
            #expect(try await stage.statuses(task) == [Agency.westCounty.name: .declined, Agency.outsiderCity.name: .pending])
            try await stage.answer(task, .accept, by: .outsiderBusiness)
            #expect(try await stage.office.task(task).status == .awaitingEstablishment)
            // everybody has answered: nobody is left to ask
            await #expect(throws: TaskRefused.wrongState(.awaitingEstablishment, .extend)) { try await stage.extend(task, days: 6) }
        }
        try await JointStage.each { stage in
            let task = try await stage.invited(partners: [.westCounty], items: [stage.west])
            try await stage.answer(task, .decline(reason: "忙"), by: .westBusiness)
            await #expect(throws: JointRefused.nobodyToInvite) { try await stage.extend(task, days: 2) }
            await #expect(throws: JointRefused.partnerWithoutItems(Agency.outsiderCity.name)) {
                try await stage.extend(task, days: 2, partners: [.outsiderCity])
            }
            try await stage.extend(task, days: 2, again: [.westCounty], partners: [.outsiderCity], items: [stage.outside])
            #expect(try await stage.statuses(task) == [Agency.westCounty.name: .pending, Agency.outsiderCity.name: .pending])
            #expect(try await stage.office.task(task).record.invitationDeadline == stage.deadline.advanced(days: 2))
        }
    }

    @Test("JOIN-08、TASK-20 发起邀约后不能按普通方式删除，原文如此；没有发起的草稿可以删除，任务类型和配合机构可以改")
    func deletion() async throws {
        try await JointStage.each { stage in
            @Sendable func delete(_ task: InspectionTask.ID) async throws {
                try await stage.office.act(.eastPlanner) { try TaskDeletion(of: task).make(by: $0, at: $1, in: $2) }
            }
            @Sendable func change(_ task: InspectionTask.ID, to record: TaskRecord, _ partners: Set<Organization.ID>?, _ items: Set<ItemID>?) async throws {
                let version = try await stage.office.task(task).version
                try await stage.office.act(.eastPlanner) {
                    try TaskChange(of: task, version: version, to: record, items: [stage.own], partners: partners, partnerItems: items)
                        .make(by: $0, at: $1, in: $2)
                }
            }
            let draft = try await stage.draft()
            try await change(draft, to: stage.record(), [stage.town[.westCounty]], [stage.west])
            #expect(try await stage.items(draft) == [stage.own, stage.west])
            var single = stage.record()
            single.span = .singleAgency
            try await change(draft, to: single, [], [])
            #expect(try await stage.items(draft) == [stage.own])
            #expect(try await stage.office.task(draft).record.invitationDeadline == nil)
            try await delete(draft)
            let task = try await stage.invited()
            let refused = await #expect(throws: TaskRefused.self) { try await delete(task) }
            #expect(refused?.message == "已发起邀约，不能删除，请使用废除任务")
            let stood = try await stage.established()
            await #expect(throws: TaskRefused.invitationsSent) { try await delete(stood) }
            await #expect(throws: JointRefused.partnersFixed) { try await change(stood, to: stage.record(), [stage.town[.westCounty]], nil) }
            var renamed = stage.record()
            renamed.name = "联合检查"
            try await change(stood, to: renamed, nil, nil)
            #expect(try await stage.items(stood) == [stage.own, stage.west, stage.outside])
        }
    }

    @Test("JOIN-03、JOIN-05、JOIN-06 截止时配合机构同意与牵头机构废除同时进行，只有一个结果")
    func atOnce() async throws {
        try await JointStage.each { stage in
            let task = try await stage.invited(partners: [.westCounty], items: [stage.west])
            let after = stage.deadline.advanced(days: 1).start
            async let accepted = Self.done { try await stage.answer(task, .accept, by: .westBusiness, at: stage.deadline.end) }
            async let abolished = Self.done { try await stage.abolish(task, at: after) }
            let (agrees, gone) = (try await accepted, try await abolished)
            #expect(agrees != gone)
            let status = try await stage.office.task(task).status
            #expect(status == (agrees ? .awaitingEstablishment : .abolished))
            #expect(try await stage.statuses(task) == [Agency.westCounty.name: agrees ? .accepted : .expired])
        }
    }

    /// Whether the act was done and not refused by a rule.
    private static func done(_ act: @Sendable () async throws -> Void) async throws -> Bool {
        do { try await act() } catch let error where error is any Refusal { return false }
        return true
    }

    @Test("PLAN-03、PLAN-21、TASK-11、TASK-12 跨机构计划须有联合领域和配合领域监管事项，本机构计划没有；只能关联同类型的任务，配合事项随计划带入且不能去掉")
    func plans() async throws {
        try await JointStage.each { stage in
            var record = stage.planRecord
            record.jointDomains = []
            let lacking = record
            await #expect(throws: PlanRefused.partnerItemOfOtherDomain) { _ = try await stage.makePlan(lacking) }
            record.partnerItems = []
            let empty = try await stage.makePlan(record)
            await #expect(throws: PlanRefused.missing(MissingField("联合领域"))) { try await stage.submit(empty) }
            record.jointDomains = [.emergency]
            let half = try await stage.makePlan(record)
            await #expect(throws: PlanRefused.missing(MissingField("配合领域监管事项"))) { try await stage.submit(half) }
            record = stage.planRecord
            record.planType = .singleAgency
            let single = try await stage.makePlan(record)
            let stored = try await stage.office.plan(single).record
            #expect(stored.jointDomains.isEmpty && stored.partnerItems.isEmpty)
            try await stage.submit(single)
            try await stage.office.review(single, by: .eastReviewer)

            let plan = try await stage.jointPlan()
            await #expect(throws: TaskRefused.planOfOtherType) { _ = try await stage.draft(stage.record(plan: single)) }
            var other = stage.record(plan: plan)
            other.span = .singleAgency
            let wrong = other
            await #expect(throws: TaskRefused.planOfOtherType) { _ = try await stage.draft(wrong) }
            let task = try await stage.draft(stage.record(plan: plan), items: [])
            let version = try await stage.office.task(task).version, same = stage.record(plan: plan)
            try await stage.office.act(.eastPlanner) {
                try TaskChange(of: task, version: version, to: same, items: [], partners: nil, partnerItems: []).make(by: $0, at: $1, in: $2)
            }
            let items = try await stage.office.read { try TaskItem.all(of: task, in: $0) }
            #expect(items.map(\.id) == [stage.own, stage.west, stage.outside] && items.allSatisfy { $0.origin == .plan })
        }
    }
}

extension JointStage {
    var planRecord: PlanRecord {
        var record = office.planRecord
        (record.planType, record.jointDomains, record.items, record.partnerItems) = (.crossAgency, [.emergency], [own], [west, outside])
        return record
    }

    func makePlan(_ record: PlanRecord) async throws -> AnnualPlan.ID {
        try await office.act(.eastPlanner) { try PlanMaking(.daily, record).make(by: $0, at: $1, in: $2) }
    }

    func submit(_ plan: AnnualPlan.ID) async throws { try await office.submit(plan, to: .eastReviewer, by: .eastPlanner) }

    /// An issued plan of several agencies.
    func jointPlan() async throws -> AnnualPlan.ID {
        let plan = try await makePlan(planRecord)
        try await submit(plan)
        try await office.review(plan, by: .eastReviewer)
        return plan
    }
}
