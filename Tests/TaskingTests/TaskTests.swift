import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("检查任务")
struct TaskTests {
    @Test("PLAN-18、PLAN-20 关联计划：未接收、无法执行、期限外、类型不一致均被拒")
    func planLink() async throws {
        try await Office.each { office in
            let plan = try await office.issuedPlan()
            let record = office.taskRecord(plan: plan)
            let notReceived = await #expect(throws: TaskRefused.self) { _ = try await office.makeTask(record, by: .eastPlanner) }
            #expect(notReceived?.message == "请先在【收到的计划】中接收该计划")
            await #expect(throws: TaskRefused.planUnknown) { _ = try await office.makeTask(record, by: .westBusiness) }
            await #expect(throws: TaskRefused.planOfOtherType) { _ = try await office.makeTask(record, mode: .daily) }
            var outside = record
            outside.endDate = CalendarDate(year: 2027, month: 1, day: 1) ?? record.endDate
            let late = outside
            await #expect(throws: TaskRefused.termOutsidePlan) { _ = try await office.makeTask(late) }
            try await office.answer(plan, .receive)
            _ = try await office.makeTask(record, by: .eastPlanner)
            let city = office.town[.city], today = office.town.now.beijingDate, next = today.advanced(days: 365)
            let now = try await office.read { try AnnualPlan.selectable(.doubleRandom, for: city, on: today, in: $0).count }
            let later = try await office.read { try AnnualPlan.selectable(.doubleRandom, for: city, on: next, in: $0).count }
            let daily = try await office.read { try AnnualPlan.selectable(.daily, for: city, on: today, in: $0).count }
            #expect([now, later, daily] == [1, 0, 0])
            office.town.time.advance(days: 400)
            await #expect(throws: TaskRefused.planOutOfTerm) { _ = try await office.makeTask(record) }
        }
    }

    @Test("TASK-02、TASK-10 必填项与来源：缺名称、测试截止、关联计划被拒，临时任务不能关联计划")
    func fields() {
        let day = TestClock.start.beijingDate
        var record = TaskRecord(name: " ", year: 2026, source: .adHoc, from: day, to: day.advanced(days: -1))
        #expect(throws: TaskRefused.missing(MissingField("任务名称"))) { try record.checked(.doubleRandom) }
        record.name = "抽查"
        #expect(throws: TaskRefused.termInverted) { try record.checked(.doubleRandom) }
        record.endDate = day
        record.nature = .test
        #expect(throws: TaskRefused.missing(MissingField("测试截止"))) { try record.checked(.doubleRandom) }
        record.testExpiry = .hours48
        #expect(throws: TaskRefused.missing(MissingField("牵头领域"))) { try record.checked(.doubleRandom) }
        record.plan = AnnualPlan.ID()
        #expect(throws: TaskRefused.adHocWithPlan) { try record.checked(.doubleRandom) }
        (record.plan, record.source) = (nil, .planned)
        #expect(throws: TaskRefused.planMissing) { try record.checked(.doubleRandom) }
        #expect(TaskSource.planned.label(.doubleRandom) == "抽查任务" && TaskSource.planned.label(.daily) == "计划任务")
    }

    @Test("TASK-21 双随机抽查的对象与人员固定为随机抽取")
    func drawsOnly() throws {
        let day = TestClock.start.beijingDate
        var record = TaskRecord(name: "抽查", year: 2026, source: .adHoc, from: day, to: day)
        record.leadDomain = .emergency
        (record.subjectSelection, record.officerSelection) = (.manual, .manual)
        let random = try record.checked(.doubleRandom), daily = try record.checked(.daily)
        #expect(random.subjectSelection == .random && random.officerSelection == .random)
        #expect(daily.subjectSelection == .manual && daily.officerSelection == .manual)
    }

    @Test("ITEM-04、ITEM-05、ITEM-06 添加事项：未配置表单、已禁用、未认领、类别不符均被拒")
    func items() async throws {
        try await Office.each { office in
            let record = office.taskRecord()
            let cases: [(ItemID, TaskRefused)] = [
                (office.supervision, .itemUnknown), (office.disabled, .itemDisabled), (office.unclaimed, .itemNotClaimed),
                (office.withoutForm, .itemWithoutForm), (ItemID(), .itemUnknown),
            ]
            for (item, refusal) in cases {
                await #expect(throws: refusal) { _ = try await office.makeTask(record, items: [item]) }
            }
            #expect(TaskRefused.itemWithoutForm.message == "该事项未配置检查表单，请先配置")
        }
    }

    @Test("TASK-03、TASK-11、PLAN-09 计划带入领域、要求、事项和表单，任务按机构编号；计划转为执行中")
    func fromPlan() async throws {
        try await Office.each { office in
            let plan = try await office.issuedPlan()
            let id = try await office.makeTask(office.taskRecord(plan: plan), items: [office.second])
            let task = try await office.task(id)
            #expect(task.number == "望川应急双随机〔2026〕1号")
            #expect(task.record.leadDomain == .emergency && task.record.workRequirement == "全覆盖")
            let items = try await office.read { try TaskItem.all(of: id, in: $0) }
            #expect(items.map(\.origin) == [.plan, .manual])
            #expect(items.map(\.forms.count) == [2, 1])
            #expect(try await office.plan(plan).executionStatus == .inProgress)
            await #expect(throws: PlanRefused.executionBegun) { try await office.change(plan, to: office.planRecord) }
            try await office.act(.cityPlanner) { try TaskDeletion(of: id).make(by: $0, at: $1, in: $2) }
            #expect(try await office.plan(plan).executionStatus == .pending)
        }
    }

    @Test("TASK-08、TASK-09 测试任务不影响计划的执行状态和汇总，到期清除")
    func testTask() async throws {
        try await Office.each { office in
            let plan = try await office.issuedPlan()
            var record = office.taskRecord(plan: plan)
            (record.nature, record.testExpiry) = (.test, .hours24)
            let id = try await office.makeTask(record)
            #expect(try await office.plan(plan).executionStatus == .pending)
            let summary = try await office.read { [city = office.town[.city]] in
                try TaskSummary.of(.doubleRandom, at: city, year: 2026, in: $0)
            }
            #expect(summary.all == 0)
            let purge = TestTaskPurge()
            office.town.time.advance(hours: 23)
            #expect(try await purge.run(office.town.database, clock: office.town.clock) == 0)
            office.town.time.advance(hours: 1)
            #expect(try await purge.run(office.town.database, clock: office.town.clock) == 1)
            await #expect(throws: NotFound.self) { _ = try await office.task(id) }
        }
    }

    @Test("TASK-08 正式任务改为测试任务的，测试截止从改动时起算；测试期间的其他修改不延长")
    func testEndOfChangedTask() async throws {
        try await Office.each { office in
            var record = office.taskRecord()
            let id = try await office.makeTask(record), purge = TestTaskPurge()
            func change() async throws {
                let version = try await office.task(id).version
                try await office.act(.cityPlanner) { [record] in try TaskChange(of: id, version: version, to: record, items: []).make(by: $0, at: $1, in: $2) }
            }
            office.town.time.advance(days: 3)
            (record.nature, record.testExpiry) = (.test, .hours24)
            try await change()
            #expect(try await purge.run(office.town.database, clock: office.town.clock) == 0)
            office.town.time.advance(hours: 20)
            record.remark = "补充说明"
            try await change()
            office.town.time.advance(hours: 4)
            #expect(try await purge.run(office.town.database, clock: office.town.clock) == 1)
        }
    }

    @Test("TASK-12、TASK-13 计划带入的事项不能删除；手工添加的事项在抽取对象前可以删除")
    func removal() async throws {
        try await Office.each { office in
            let plan = try await office.issuedPlan()
            let id = try await office.makeTask(office.taskRecord(plan: plan), items: [office.second])
            func remove(_ item: ItemID) async throws {
                try await office.act(.cityPlanner) { try TaskItemRemoval(of: item, from: id).make(by: $0, at: $1, in: $2) }
            }
            let fromPlan = await #expect(throws: TaskRefused.self) { try await remove(office.item) }
            #expect(fromPlan?.message == "计划带入的抽查事项不允许删除")
            try await remove(office.second)
            let second = office.second
            try await office.act(.cityPlanner) { try TaskItemAddition(of: second, to: id).make(by: $0, at: $1, in: $2) }
            try await office.confirm(id)
            _ = try await office.issue(id, objects: 1)
            let fixed = await #expect(throws: TaskRefused.self) { try await remove(office.second) }
            #expect(fixed?.message == "检查对象已抽取，不能删除抽查事项")
        }
    }

    @Test("ITEM-20 选择表单：每个事项至少保留一个，且只能选该事项的表单")
    func formSelection() async throws {
        try await Office.each { office in
            let id = try await office.makeTask(office.taskRecord(), items: [office.item])
            func select(_ forms: Set<FormVersionID>) async throws {
                let item = office.item
                try await office.act(.cityPlanner) { try TaskFormSelection(of: forms, for: item, in: id).make(by: $0, at: $1, in: $2) }
            }
            await #expect(throws: TaskRefused.formsMissing) { try await select([]) }
            await #expect(throws: TaskRefused.formUnknown) { try await select([FormVersionID()]) }
            try await select([office.forms[1]])
            let items = try await office.read { try TaskItem.all(of: id, in: $0) }
            #expect(items.first?.forms.map(\.version) == [office.forms[1]])
        }
    }

    @Test("ITEM-05 事项禁用后，已包含该事项的任务仍可修改")
    func disabledLater() async throws {
        try await Office.each { office in
            let id = try await office.makeTask(office.taskRecord(), items: [office.item])
            let item = office.item
            try await office.town.database.write { try Library.disable(item, in: $0) }
            let version = try await office.task(id).version
            var record = office.taskRecord()
            record.name = "四月抽查"
            let renamed = record
            try await office.act(.cityPlanner) {
                try TaskChange(of: id, version: version, to: renamed, items: [item]).make(by: $0, at: $1, in: $2)
            }
            #expect(try await office.task(id).record.name == "四月抽查")
            await #expect(throws: StorageError.overtaken) {
                try await office.act(.cityPlanner) {
                    try TaskChange(of: id, version: version, to: renamed, items: [item]).make(by: $0, at: $1, in: $2)
                }
            }
        }
    }

    @Test("E.5、TASK-20 没有事项不能确认；抽取对象后不能修改或删除；其他机构看不到")
    func confirmation() async throws {
        try await Office.each { office in
            let empty = try await office.makeTask(office.taskRecord())
            await #expect(throws: TaskRefused.itemsMissing) { try await office.confirm(empty) }
            let id = try await office.makeTask(office.taskRecord(), items: [office.item])
            try await office.confirm(id)
            let confirmed = try await office.task(id)
            #expect(confirmed.status == .awaitingSubjects && confirmed.establishedOn == office.town.now.beijingDate)
            await #expect(throws: TaskRefused.wrongState(.awaitingSubjects, .confirm)) { try await office.confirm(id) }
            await #expect(throws: NotFound.self) {
                try await office.act(.eastPlanner) { try TaskDeletion(of: id).make(by: $0, at: $1, in: $2) }
            }
            _ = try await office.issue(id, objects: 1)
            let fixed = await #expect(throws: TaskRefused.self) {
                try await office.act(.cityPlanner) { try TaskDeletion(of: id).make(by: $0, at: $1, in: $2) }
            }
            #expect(fixed?.message == "检查对象已抽取，不能修改或删除")
        }
    }

    @Test("TASK-07 剩余天数与逾期标记")
    func term() async throws {
        try await Office.each { office in
            let id = try await office.makeTask(office.taskRecord(), items: [office.item])
            let task = try await office.task(id)
            #expect(task.daysLeft(office.town.now.beijingDate) == 7)
            #expect(!task.isOverdue(task.record.endDate) && task.isOverdue(task.record.endDate.advanced(days: 1)))
            #expect(task.daysLeft(task.record.endDate.advanced(days: 1)) == nil)
        }
    }
}
