import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("选定对象：分类、排除与比例")
struct DrawChoosingTests {
    @Test("DRAW-14 一个对象只能在一个分类中；分类名称不能重复")
    func categories() async throws {
        try await DrawStage.each(subjects: 20) { stage in
            var range = SubjectRange()
            range.publicCredit = .a
            try await stage.add("甲类", range)
            try await stage.add("其余")
            #expect(try await stage.categories().map(\.size) == [4, 16])
            await #expect(throws: ChoosingRefused.nobodyFound) { try await stage.add("再来") }
            await #expect(throws: ChoosingRefused.categoryName) { try await stage.add("甲|乙") }
            let first = try await stage.categories()[0].id
            try await stage.write { try CategoryRemoval(of: first, from: stage.task).make(by: $1, at: $2, in: $0) }
            await #expect(throws: ChoosingRefused.categoryTwice) { try await stage.add("其余") }
            #expect(try await stage.totals().all == 16)
        }
    }

    @Test("DRAW-16、DRAW-18 按信用等级分类：A、B、C、D、未评价；统一设置比例或数量，各行自己的比例、数量优先")
    func credit() async throws {
        try await DrawStage.each(subjects: 50) { stage in
            try await stage.add("信用", by: .publicCredit)
            let lines = try await stage.categories()
            #expect(lines.map(\.name) == ["信用-A", "信用-B", "信用-C", "信用-D", "信用-未评价"])
            try await stage.exclude(.none)
            try await stage.sample(.count(2))
            #expect(try await stage.categories().map { try $0.quota() } == [2, 2, 2, 2, 2])
            try await stage.sample(.ratio(10), [lines[3].id: .count(10), lines[0].id: .ratio(0)])
            #expect(try await stage.categories().map { try $0.quota() } == [0, 1, 1, 10, 1])
            #expect(try await stage.stop(try await stage.begin()) == .done(selected: 13))
        }
    }

    @Test("DRAW-06、DRAW-07、DRAW-08、DRAW-10 按状态、按名单排除互相独立；手工标记优先并保留、记入日志，排除的不参加抽取")
    func exclusion() async throws {
        try await DrawStage.each(subjects: 20) { stage in
            try await stage.add()
            try await stage.write { transaction, _, _ in try SubjectRows.setStatus(.liquidating, ofLast: 3, in: transaction) }
            let rule = ExclusionRule(statuses: [.closed], codes: ["91990101TS10000001", "91990101TS10000020"])
            #expect(try await stage.exclude(rule) == 4)
            #expect(try await stage.totals().words == "共有20个检查对象，已排除4个，剩余16个")
            let rows = try await stage.read { try CandidateList.load(of: stage.task, .init(), page: ListPage(size: 50), in: $0) }.rows
            let excluded = try #require(rows.first { $0.isExcluded }), free = try #require(rows.first { !$0.isExcluded })
            try await stage.write {
                try CandidateMarking(of: stage.task, subjects: [excluded.subject], as: .keep).make(by: $1, at: $2, in: $0)
                try CandidateMarking(of: stage.task, subjects: [free.subject], as: .exclude).make(by: $1, at: $2, in: $0)
            }
            #expect(try await stage.totals().excluded == 4)
            try await stage.exclude(.none)
            #expect(try await stage.totals().excluded == 1)
            try await stage.exclude(rule)
            #expect(try await stage.totals().excluded == 4)
            #expect(try await stage.read { try SubjectRows.facts("tasking.choosing.marked", in: $0) } == 2)
            try await stage.sample(.ratio(100))
            #expect(try await stage.stop(try await stage.begin()) == .done(selected: 16))
            let drawn = Set(try await stage.visits().map(\.subject))
            #expect(drawn.contains(excluded.subject) && !drawn.contains(free.subject))
        }
    }

    @Test("DRAW-03、DRAW-05、CALM-05 本部门本年已查和待查满次数的被排除；测试任务、已废除的任务不计；有结果条件时待查不计")
    func byRecord() async throws {
        try await DrawStage.each(subjects: 20) { stage in
            // before the first visits: afterwards some would be beyond the cap (CALM-02)
            let next = try await stage.write { try DrawStage.makeTask(.doubleRandom, by: $1, at: $2, in: $0) }
            let second = DrawStage(town: stage.town, task: next)
            try await second.add()
            try await stage.prepare(.count(5))
            _ = try await stage.stop(try await stage.begin())
            let today = stage.town.now.beijingDate
            let start = try #require(CalendarDate(year: today.year, month: 1, day: 1))
            var record = ExclusionRule.ByRecord(count: 1, ways: [.doubleRandom], from: start, to: today)
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 5)
            record.count = 2
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 0)
            record.count = 1
            record.result = .noProblem
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 0)
            let visit = try await stage.visits()[0].id
            try await stage.write { transaction, _, _ in
                try SubjectRows.finishVisits(of: stage.task, in: transaction)
                try TaskSubject.recordResult(.noProblem, of: visit, in: transaction)
            }
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 1)
            record.result = nil
            record.ways = [.focused]
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 0)
            record.ways = [.doubleRandom]
            try await stage.write { transaction, _, _ in try SubjectRows.setTask(.abolished, stage.task, in: transaction) }
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 0)
            try await stage.write { transaction, _, _ in try SubjectRows.setTask(.inProgress, stage.task, in: transaction) }
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 5)
            try await stage.write { transaction, _, _ in try SubjectRows.setNature(.test, of: stage.task, in: transaction) }
            #expect(try await second.exclude(ExclusionRule(byRecord: record)) == 0)
        }
    }

    @Test("DRAW-03 不完整的排除规则被拒绝")
    func incompleteRule() async throws {
        try await DrawStage.each(subjects: 1) { stage in
            let today = stage.town.now.beijingDate
            var record = ExclusionRule.ByRecord(count: 0, ways: [], from: today, to: today.advanced(days: -1))
            await #expect(throws: ChoosingRefused.recordCount) { try await stage.exclude(ExclusionRule(byRecord: record)) }
            record.count = 1
            let missing = await #expect(throws: ChoosingRefused.self) { try await stage.exclude(ExclusionRule(byRecord: record)) }
            #expect(missing?.message == "请填写检查方式")
            record.ways = [.other]
            await #expect(throws: ChoosingRefused.periodInverted) { try await stage.exclude(ExclusionRule(byRecord: record)) }
        }
    }

    @Test("DRAW-12、TASK-19 自行设定的任务确定并下发剩余对象；不能随机抽取")
    func manual() async throws {
        try await DrawStage.each(subjects: 5, mode: .daily, selection: .manual) { stage in
            try await stage.add()
            await #expect(throws: ChoosingRefused.ruleMissing) {
                try await stage.write { try SubjectIssuing(of: stage.task).make(by: $1, at: $2, in: $0) }
            }
            try await stage.exclude(ExclusionRule(codes: ["91990101TS10000001"]))
            await #expect(throws: ChoosingRefused.onlyChosen) { try await stage.begin() }
            #expect(try await stage.write { try SubjectIssuing(of: stage.task).make(by: $1, at: $2, in: $0) } == 4)
            await #expect(throws: ChoosingRefused.alreadyDrawn) {
                try await stage.write { try SubjectIssuing(of: stage.task).make(by: $1, at: $2, in: $0) }
            }
        }
    }
}
