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

@Suite("年度计划建议")
struct ProposalTests {
    /// Of twenty enterprises at each level the delivered frequency of the general category asks for so many: none of A, one of B,
    /// C and 未评价, three of D (two by risk, one for bad credit).
    private static let asked = 120

    @Test("PLAN-25 平台按企业的风险和信用确定检查类别与频次，逐月列出检查；频次是机构自己的数据，没有时带入默认的；再生成一次结果相同，分几步写入也相同")
    func proposed() async throws {
        try await ProposalStage.each { stage in
            try await stage.compute()
            let proposal = try await stage.proposal(), rows = try await stage.inspections()
            #expect(proposal.enterprises == 100 && proposal.madeAt != nil && !proposal.isComputing)
            #expect(rows.count == Self.asked && rows.allSatisfy { $0.status == .planned && $0.category == "一般检查" && !$0.isByHand })
            let byRisk = Dictionary(grouping: rows, by: \.risk).mapValues(\.count)
            #expect(byRisk == [.b: 20, .c: 20, .d: 60, .unrated: 20])
            #expect(rows.filter { $0.risk == .d }.allSatisfy { $0.frequency == 3 })
            #expect(try await stage.months().map(\.month) == Array(1...12))
            #expect(try await stage.months().allSatisfy { (8...12).contains($0.planned) })
            #expect(rows.map(\.month) == rows.map(\.month).sorted())
            let kept = try await stage.town.database.read { [stage] in
                try InspectionFrequencyRecord.categories(at: stage.town[.eastCounty], in: $0)
            }
            #expect(kept.count == InspectionFrequencyRecord.delivered.count && kept.contains("大型餐饮检查"))
            try await stage.compute(perStep: 7)
            let again = try await stage.inspections()
            #expect(Set(again.map { "\($0.subject) \($0.month)" }) == Set(rows.map { "\($0.subject) \($0.month)" }) && again.count == rows.count)
        }
    }

    @Test("PLAN-25 机构改了频次，重新生成即按新的频次；全部停用的，说明到哪里办理")
    func ownFrequencies() async throws {
        try await ProposalStage.each(enterprises: 10) { stage in
            var record = InspectionFrequencyRecord()
            (record.name, record.timesB) = ("乙级检查", 12)
            let own = record
            let id = try await stage.act { try EntryAddition(own).make(in: $0) }
            try await stage.compute()
            let rows = try await stage.inspections()
            #expect(rows.count == 24 && rows.allSatisfy { $0.risk == .b && $0.category == "乙级检查" })
            #expect(try await stage.months().allSatisfy { $0.planned == 2 })
            try await stage.act { try StatusChange(of: id, version: 1, to: .disabled, reason: "不再检查").make(in: $0) }
            await #expect(throws: ProposalRefused.noFrequencies) { try await stage.compute() }
        }
    }

    @Test("PLAN-25 只有本机构的计划或已接收的日常检查计划可以生成；没有权限的、外机构的被拒绝；还没有生成的不能更改和生成任务")
    func refused() async throws {
        try await ProposalStage.each(enterprises: 5, isIssued: false) { stage in
            let plan = stage.plan
            await #expect(throws: PermissionDenied(permission: .makePlans)) { try await stage.compute(by: .eastOfficer) }
            for person in [Person.cityPlanner, .westBusiness] { await #expect(throws: NotFound.self) { try await stage.compute(by: person) } }
            await #expect(throws: ProposalRefused.notMade) {
                try await stage.act { try PlannedAddition(to: plan, of: nil, category: "", month: 1, because: "").make(in: $0) }
            }
            await #expect(throws: ProposalRefused.notMade) { try await stage.act { try MonthlyTasks(of: plan, in: 1).make(in: $0) } }
            try await stage.compute()
            await #expect(throws: ProposalRefused.planNotIssued) { try await stage.act { try MonthlyTasks(of: plan, in: 1).make(in: $0) } }
            let doubleRandom = try await stage.office.makePlan()
            await #expect(throws: NotFound.self) {
                try await stage.act(.cityPlanner) { try ProposalComputing(of: doubleRandom).make(in: $0, job: ProposalJob()) }
            }
        }
    }

    @Test("PLAN-37 任务量是上限：先给风险差的，其余列在超出任务量并有企业、类别和月份；提高任务量须有理由，记入调整记录，重新生成后补上；任务量再大也不多于频次")
    func withinVolume() async throws {
        try await ProposalStage.each { stage in
            let volume = try await stage.setVolume(70)
            try await stage.compute()
            #expect(try await stage.counts() == (70, 50, 0))
            let placed = try await stage.inspections { $0.status = .planned }, beyond = try await stage.inspections { $0.status = .beyond }
            #expect(placed.count { $0.risk == .d } == 60 && placed.count { $0.risk == .c } == 10)
            #expect(beyond.allSatisfy { (1...12).contains($0.month) && $0.category == "一般检查" && !$0.subjectName.isEmpty && $0.risk != .d })
            func raise(to count: Int, _ version: Int, because reason: String) async throws {
                try await stage.act { try TaskVolumeAdjustment(of: volume, version: version, to: count, documentNo: "白应急〔2027〕3号", because: reason).make(in: $0) }
            }
            await #expect(throws: TaskVolumeRefused.reasonMissing) { try await raise(to: 100, 1, because: " ") }
            try await raise(to: 100, 1, because: "增加两名执法人员")
            await #expect(throws: StorageError.overtaken) { try await raise(to: 90, 1, because: "另一人") }
            try await stage.compute()
            #expect(try await stage.counts() == (100, 20, 0))
            let kept = Set(try await stage.inspections { $0.status = .planned }.map { "\($0.subject) \($0.month)" })
            #expect(kept.isSuperset(of: placed.map { "\($0.subject) \($0.month)" }))
            try await raise(to: 5000, 2, because: "按实际")
            try await stage.compute()
            #expect(try await stage.counts() == (Self.asked, 0, 0))
            let adjustments = try await stage.town.database.read { try TaskVolume.adjustments(of: volume, in: $0) }
            #expect(adjustments.map { "\($0.from)-\($0.to) \($0.reason) \($0.person)" } == ["100-5000 按实际 计白石", "70-100 增加两名执法人员 计白石"])
        }
    }

    @Test("PLAN-37 一个机构同一年度同一类别的任务量为各计划共用：别的计划已排的先占；任务量只能有一个，由本机构设定")
    func sharedVolume() async throws {
        try await ProposalStage.each { stage in
            _ = try await stage.setVolume(150)
            await #expect(throws: TaskVolumeRefused.taken) { _ = try await stage.setVolume(10) }
            await #expect(throws: PermissionDenied(permission: .makePlans)) {
                try await stage.act(.eastOfficer) { try TaskVolumeSetting(TaskVolumeRecord(.daily, year: 2028, volume: 1)).make(in: $0) }
            }
            try await stage.compute()
            let second = ProposalStage(office: stage.office, plan: try await ProposalStage.dailyPlan(stage.office, 2027))
            try await second.compute()
            #expect(try await stage.counts() == (120, 0, 0))
            #expect(try await second.counts() == (30, 90, 0))
        }
    }

    @Test("PLAN-37 人员任务量：每月上限和不可用月份限制每月的安排，不可用月份没有安排；外机构人员、全部月份不可用被拒绝；填0即移除")
    func officers() async throws {
        try await ProposalStage.each { stage in
            let volume = try await stage.setVolume(1000), (county, township) = (stage.town[.eastCounty], stage.town[.township])
            let (account, other) = (stage.town[.eastOfficer].account, stage.town[.townshipOfficer].account), now = stage.town.now
            let (own, foreign) = try await stage.town.database.write { transaction in
                let until = now.beijingDate.advanced(days: 900)
                return (
                    try OfficerRows.insert(2, of: county, prefix: "本", leaders: 0, until: until, account: account, at: now, in: transaction),
                    try OfficerRows.insert(1, of: township, prefix: "外", leaders: 0, until: until, account: other, at: now, in: transaction)
                )
            }
            func set(_ officer: Identifier<OfficerMark>?, _ limit: Int, _ months: Set<Int> = []) async throws {
                try await stage.act {
                    try OfficerVolumeSetting(in: volume, of: officer?.as(EnforcementOfficer.self), monthlyLimit: limit, unavailable: months).make(in: $0)
                }
            }
            await #expect(throws: TaskVolumeRefused.officerMissing) { try await set(nil, 5) }
            await #expect(throws: TaskVolumeRefused.otherAgency) { try await set(foreign[0], 5) }
            await #expect(throws: TaskVolumeRefused.everyMonth) { try await set(own[0], 5, Set(1...12)) }
            await #expect(throws: TaskVolumeRefused.notListed) { try await set(own[0], 0) }
            try await set(own[0], 5)
            try await set(own[1], 6, [2, 8])
            try await stage.compute()
            let months = try await stage.months()
            #expect(months.allSatisfy { $0.planned <= 5 } && months.filter { [2, 8].contains($0.month) }.allSatisfy { $0.planned == 0 })
            #expect(try await stage.counts() == (50, 70, 0))
            try await set(own[1], 0)
            try await set(own[0], 0)
            try await stage.compute()
            #expect(try await stage.counts() == (120, 0, 0))
        }
    }

    @Test("PLAN-37 超出任务量的人工添加提示已排和任务量，须有理由；没有设置任务量时不限制")
    func additions() async throws {
        try await ProposalStage.each(enterprises: 10) { stage in
            let plan = stage.plan
            let subject = try await stage.town.database.read { try PlanProposal.someSubject(rated: "A", in: $0) }
            try await stage.compute()
            func add(_ month: Int, _ category: String = "一般检查", because reason: String = "") async throws {
                try await stage.act { try PlannedAddition(to: plan, of: subject, category: category, month: month, because: reason).make(in: $0) }
            }
            await #expect(throws: ProposalRefused.categoryUnknown) { try await add(3, "没有的类别") }
            await #expect(throws: ProposalRefused.monthClosed) { try await add(13) }
            try await add(3)
            await #expect(throws: ProposalRefused.alreadyInMonth) { try await add(3) }
            _ = try await stage.setVolume(13)
            let refusal = await #expect(throws: ProposalRefused.self) { try await add(4) }
            #expect(refusal?.message == "超出既定任务量（13/13）" && refusal?.field == "reason")
            try await add(4, because: "专项部署")
            let added = try await stage.inspections { $0.status = .planned }.filter(\.isByHand)
            #expect(added.map { "\($0.month) \($0.reason)" }.sorted() == ["3 ", "4 专项部署"] && added.allSatisfy { $0.frequency == nil })
        }
    }

    @Test("PLAN-25 更改：安排到别的月份、不安排、安排超出任务量的；更改过的重新生成时保留，不安排的不再出现；已在该月的、过去的月份被拒绝")
    func corrections() async throws {
        try await ProposalStage.each(enterprises: 10) { stage in
            let plan = stage.plan
            try await stage.compute()
            let rows = try await stage.inspections(), first = rows[0]
            func move(_ id: PlannedInspection.ID, to month: Int, because reason: String = "", by person: Person = .eastPlanner) async throws {
                try await stage.act(person) { try PlannedMove(of: id, in: plan, to: month, because: reason).make(in: $0) }
            }
            let target = first.month == 12 ? 11 : 12
            await #expect(throws: ProposalRefused.monthClosed) { try await move(first.id, to: 0) }
            await #expect(throws: NotFound.self) { try await move(first.id, to: target, by: .cityPlanner) }
            let thrice = Dictionary(grouping: rows, by: \.subject).values.first { $0.count == 3 }.map { $0.sorted { $0.month < $1.month } } ?? []
            await #expect(throws: ProposalRefused.alreadyInMonth) { try await move(thrice[0].id, to: thrice[1].month) }
            try await move(first.id, to: target)
            let second = rows[1].id
            try await stage.act { try PlannedLeavingOut(of: second, in: plan).make(in: $0) }
            await #expect(throws: ProposalRefused.alreadyLeftOut) { try await stage.act { try PlannedLeavingOut(of: second, in: plan).make(in: $0) } }
            try await stage.compute()
            #expect(try await stage.counts() == (11, 0, 1))
            #expect(try await stage.inspections { $0.month = target }.contains { $0.id == first.id && $0.isByHand })
            _ = try await stage.setVolume(5)
            try await stage.compute()
            #expect(try await stage.counts() == (5, 6, 1))
            let beyond = try await stage.inspections { $0.status = .beyond }
            let refusal = await #expect(throws: ProposalRefused.self) { try await move(beyond[0].id, to: beyond[0].month) }
            #expect(refusal?.message == "超出既定任务量（5/5）")
            try await move(beyond[0].id, to: beyond[0].month, because: "上级部署")
            let version = try await stage.proposal().version
            await #expect(throws: StorageError.overtaken) { try await stage.act { try BeyondLeavingOut(of: plan, version: version - 1).make(in: $0) } }
            let left = try await stage.act { try BeyondLeavingOut(of: plan, version: version).make(in: $0) }
            #expect(left == 5)
            #expect(try await stage.counts() == (6, 0, 6))
            // what was arranged beyond the volume has its place in it when the rest is proposed anew
            try await stage.compute()
            #expect(try await stage.counts() == (5, 1, 6))
        }
    }

    @Test("PLAN-25 年中生成：只列计划期限内尚未过去的月份，频次按月折算")
    func midYear() async throws {
        try await ProposalStage.each(enterprises: 5, year: 2026) { stage in
            try await stage.compute()
            let rows = try await stage.inspections()
            #expect(rows.allSatisfy { (3...12).contains($0.month) } && rows.count { $0.risk == .d } == 3 && rows.count == 6)
            stage.town.time.advance(days: 213)
            try await stage.compute()
            let rest = try await stage.inspections()
            #expect(rest.allSatisfy { (10...12).contains($0.month) } && rest.count { $0.risk == .d } == 1 && rest.count == 4)
            stage.town.time.advance(days: 153)
            await #expect(throws: ProposalRefused.noMonths) { try await stage.compute() }
        }
    }

    @Test("PLAN-25、PLAN-11 计划删除时建议一起删除；接收的计划由接收机构为自己的企业生成")
    func ofPlans() async throws {
        try await ProposalStage.each(enterprises: 5, isIssued: false) { stage in
            try await stage.compute()
            try await stage.office.delete(stage.plan, by: .eastPlanner)
            let left = try await stage.town.database.read { try PlanProposal.rows(in: $0) }
            #expect(left == 0)
            let county = stage.town[.eastCounty]
            var record = stage.office.planRecord
            (record.year, record.items, record.issueScope) = (2027, [stage.office.supervision], [county])
            record.termEnd = CalendarDate(year: 2027, month: 12, day: 31)
            let made = record
            let plan = try await stage.office.act(.cityPlanner) { try PlanMaking(.daily, made).make(by: $0, at: $1, in: $2) }
            try await stage.office.submit(plan)
            try await stage.office.review(plan)
            let received = ProposalStage(office: stage.office, plan: plan)
            await #expect(throws: NotFound.self) { try await received.compute() }
            try await stage.office.answer(plan, .receive)
            try await received.compute()
            #expect(try await received.counts() == (6, 0, 0))
        }
    }
}
