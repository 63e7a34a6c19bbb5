import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("任务检查对象的推进")
struct VisitTests {
    private func confirmedTask(_ office: Office, plan: AnnualPlan.ID? = nil, additions: Bool = false, mode: InspectionMode = .doubleRandom) async throws -> InspectionTask.ID {
        var record = office.taskRecord(plan: plan)
        record.fixation = additions ? .additionsAllowed : .fixed
        let item = mode == .doubleRandom ? office.item : office.supervision
        let id = try await office.makeTask(record, items: plan == nil ? [item] : [], mode: mode)
        try await office.confirm(id)
        return id
    }

    @Test("TASK-19 下发零对象：固定对象的任务被拒，允许补充的日常检查可以下发并直接待执行")
    func zeroSubjects() async throws {
        try await Office.each { office in
            let fixed = try await confirmedTask(office)
            let refused = await #expect(throws: TaskRefused.self) { _ = try await office.issue(fixed, objects: 0) }
            #expect(refused?.message == "请选择检查对象")
            let random = try await confirmedTask(office, additions: true)
            await #expect(throws: TaskRefused.subjectsMissing) { _ = try await office.issue(random, objects: 0) }
            let daily = try await confirmedTask(office, additions: true, mode: .daily)
            _ = try await office.issue(daily, objects: 0)
            #expect(try await office.task(daily).status == .pending)
            try await office.act(.cityPlanner) { try TaskClosing(of: daily).make(by: $0, at: $1, in: $2) }
            #expect(try await office.task(daily).status == .completed)
        }
    }

    @Test("DRAW-27 每个对象至少两名执法人员")
    func officers() async throws {
        try await Office.each { office in
            let task = try await confirmedTask(office)
            let visit = try await office.issue(task, objects: 1)[0]
            let refused = await #expect(throws: TaskSubjectRefused.self) { try await office.assign(visit, count: 1) }
            #expect(refused?.message == "执法人员不得少于两人")
            try await office.assign(visit)
            await #expect(throws: TaskSubjectRefused.wrongState(.awaitingInspection, .assignOfficers)) {
                try await office.assign(visit)
            }
            let officers = try await office.read { try TaskSubject.officers(of: visit, in: $0) }
            #expect(officers.map(\.isLead) == [true, false])
            let lead = try #require(officers.first)
            let mine = try await office.read { try TaskSubject.visits(of: lead.officer, in: $0).rows }
            #expect(mine.map(\.subject.id) == [visit] && mine.first?.officers.count == 2)
        }
    }

    @Test("TASK-27、PLAN-09 首个结果使任务执行中，全部完成后任务和计划完成")
    func course() async throws {
        try await Office.each { office in
            let plan = try await office.issuedPlan()
            let task = try await confirmedTask(office, plan: plan)
            let visits = try await office.issue(task, objects: 2)
            #expect(try await office.task(task).status == .awaitingOfficers)
            try await office.assign(visits[0])
            try await office.move(visits[0], .begin)
            #expect(try await office.task(task).status == .awaitingOfficers)
            try await office.assign(visits[1])
            #expect(try await office.task(task).status == .inProgress)
            try await office.move(visits[0], .finishEntry, .agreeCountersign, .returnResult, .enterAgain, .finishEntry, .agreeCountersign, .approveResult)
            #expect(try await office.task(task).status == .inProgress)
            await #expect(throws: TaskSubjectRefused.wrongState(.completed, .begin)) { try await office.move(visits[0], .begin) }
            office.town.time.advance(days: 7)
            try await office.move(visits[1], .declareNotInspectable)
            #expect(try await office.task(task).status == .completed)
            #expect(try await office.plan(plan).executionStatus == .completed)
            let late = try await office.town.database.write { tx in try visits.map { try TaskSubject.lock($0, in: tx).isLate } }
            #expect(late == [false, true])
            _ = try await office.makeTask(office.taskRecord(plan: plan))
            #expect(try await office.plan(plan).executionStatus == .inProgress)
        }
    }

    @Test("TASK-06、TASK-28 到期未完成的任务标为逾期，次年计入历年剩余未完成任务，仍可完成并记为逾期完成")
    func overdue() async throws {
        try await Office.each { office in
            let task = try await confirmedTask(office)
            let visits = try await office.issue(task, objects: 1)
            try await office.assign(visits[0])
            let city = office.town[.city], year = office.town.now.beijingDate.year
            func summary(_ year: Int) async throws -> TaskSummary {
                try await office.read { try TaskSummary.of(.doubleRandom, at: city, year: year, in: $0) }
            }
            #expect(try await summary(year).earlierOpen == 0)
            office.town.time.advance(days: 400)
            let late = try await office.task(task)
            #expect(late.isOverdue(office.town.now.beijingDate) && !late.status.isFinal)
            #expect(try await summary(year + 1).earlierOpen == 1)
            #expect(try await summary(year + 1).text(.open).contains("历年剩余未完成任务1个。（注：仅统计本部门情况，不随查询条件变更）"))
            #expect(try await summary(year + 1).text(.subjects).contains("历年剩余0个任务未抽取对象。"))
            try await office.move(visits[0], .declareNotInspectable)
            #expect(try await office.task(task).status == .completed)
            #expect(try await office.town.database.write { try TaskSubject.lock(visits[0], in: $0).isLate })
            #expect(try await summary(year + 1).earlierOpen == 0)
        }
    }

    @Test("TASK-26 允许补充对象的任务须结束任务；有未完成对象时被拒")
    func closing() async throws {
        try await Office.each { office in
            let task = try await confirmedTask(office, additions: true, mode: .daily)
            let visit = try await office.issue(task, objects: 1)[0]
            try await office.assign(visit)
            func close() async throws {
                try await office.act(.cityPlanner) { try TaskClosing(of: task).make(by: $0, at: $1, in: $2) }
            }
            let refused = await #expect(throws: TaskRefused.self) { try await close() }
            #expect(refused?.message == "存在未完成的检查对象，不能结束任务")
            try await office.move(visit, .begin, .finishEntry, .agreeCountersign)
            #expect(try await office.task(task).status == .inProgress)
            try await close()
            #expect(try await office.task(task).status == .completed)
        }
    }

    @Test("TASK-23 催办发送消息，同一机构一小时内只能催办一次，无关机构不能催办")
    func urging() async throws {
        try await Office.each { office in
            let task = try await confirmedTask(office)
            _ = try await office.issue(task, objects: 1)
            let east = office.town[.eastCounty]
            func urge(_ person: Person = .cityPlanner) async throws {
                try await office.act(person) { try TaskUrging(of: east, for: task).make(by: $0, at: $1, in: $2) }
            }
            await #expect(throws: NotFound.self) { try await urge(.westBusiness) }
            try await urge()
            office.town.time.advance(minutes: 59)
            await #expect(throws: TaskRefused.urgedRecently) { try await urge() }
            office.town.time.advance(minutes: 1)
            try await urge()
            let told = office.town[.eastPlanner].account
            #expect(try await office.read { try Library.messages(to: told, in: $0) } == ["催办", "催办"])
            let agency = try await office.town.database.write { try InspectionTask.lock(task, in: $0).agencies(in: $0).first }
            #expect(agency?.timesUrged == 2 && agency?.hasOfficers == false && agency?.open == 1)
        }
    }

    @Test("TASK-04、SEC-08 任务出现在所处步骤的页签，执行机构看得到，无关机构看不到")
    func tabs() async throws {
        try await Office.each { office in
            _ = try await office.makeTask(office.taskRecord(), items: [office.item])
            let task = try await confirmedTask(office)
            _ = try await office.issue(task, objects: 1)
            let city = office.town[.cityPlanner], east = office.town[.eastPlanner], outside = office.town[.outsiderBusiness]
            let tabs = try await office.read { try TaskSummary.tabs(.doubleRandom, scope: city.scope, in: $0) }
            #expect(tabs[.confirmation] == 1 && tabs[.officers] == 1 && tabs[.subjects] == 0 && tabs[.all] == 2)
            let seen = try await office.read {
                try InspectionTask.list(.doubleRandom, .officers, TaskFilter(), scope: east.scope, in: $0).rows
            }
            #expect(seen.map(\.task.id) == [task] && seen.first?.agencies.map(\.name) == ["白石县应急管理局"] && seen.first?.subjects == 1)
            await #expect(throws: NotFound.self) {
                _ = try await office.read { try InspectionTask.load(task, scope: outside.scope, in: $0) }
            }
            let summary = try await office.read { try TaskSummary.of(.doubleRandom, at: city.organization, year: 2026, in: $0) }
            #expect(summary.text(.confirmation) == "今年共有2个任务，其中本部门2个，暂存1个，待执行0个，执行中0个，历年剩余未完成任务0个。（注：仅统计本部门情况，不随查询条件变更）")
        }
    }
}
