import Authority
import Drawing
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("调整检查人员")
struct OfficerAdjustmentTests {
    private typealias Officer = Identifier<OfficerMark>

    /// `count` objects whose officers are drawn from a list.
    private func drawn(
        _ stage: DrawStage, _ count: Int, from officers: [Officer], teamSize: Int = 2, most: Int = 0, groups: Int? = nil
    ) async throws -> [TaskSubject] {
        try await stage.prepare(.count(count))
        _ = try await stage.stop(try await stage.begin())
        let wish = OfficerDraw(of: stage.task, from: Set(officers), teamSize: teamSize, maxPerOfficer: most, groups: groups)
        #expect(try await stage.stop(try await stage.beginOfficers(wish)) == .done(selected: count))
        return try await stage.visits()
    }

    private func team(_ visit: TaskSubject, _ stage: DrawStage) async throws -> [VisitOfficer] {
        try await stage.read { try TaskSubject.officers(of: visit.id, in: $0) }
    }

    private func adjust(
        _ stage: DrawStage, _ visit: TaskSubject, _ officer: Officer?, _ way: AdjustmentWay = .drawn, by next: Officer? = nil,
        because reason: String = "", person: Person = .eastPlanner
    ) async throws {
        let (actor, now, cipher) = (stage.town[person], stage.town.now, stage.town.cipher)
        try await stage.town.database.write {
            try OfficerAdjustment(of: visit.id, replacing: officer, way, by: next, because: reason)
                .make(by: actor, at: now, protection: cipher, in: $0)
        }
    }

    private func records(_ visit: TaskSubject, _ stage: DrawStage) async throws -> [AdjustmentRecord] {
        try await stage.read { try AdjustmentRecord.all(of: visit.id, in: $0) }
    }

    @Test("ADJ-06、ADJ-09、BEY-10 默认重新抽取：从原名单中抽出一人接替，组长仍是组长；抽取有编号，接在本机构抽取记录之后，可重新计算；调整记录写明前后人员，双方收到通知")
    func replaced() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let officers = try await stage.officers(3)
            let visit = try await drawn(stage, 1, from: officers)[0]
            let before = try await team(visit, stage)
            let former = before[0], kept = before[1]
            let third = try #require(officers.first { one in !before.contains { $0.officer == one } })
            try await adjust(stage, visit, former.officer)
            let after = try await team(visit, stage)
            #expect(Set(after.map(\.officer)) == [third, kept.officer])
            #expect(after.first { $0.isLead }?.officer == third)
            let now = try #require(try await stage.visits().first)
            #expect(now.version == visit.version + 1 && now.status == .awaitingInspection)

            let record = try #require(try await records(visit, stage).first)
            #expect([record.fromName, record.toName] == [former.name, after[0].name])
            #expect(record.way == .drawn && record.person == stage.planner.name && record.at == stage.town.now)
            let draw = try await stage.record(try #require(record.draw))
            #expect(draw.kind == .replacement && draw.status == .done && draw.teamSize == 1 && draw.candidates == 1)
            #expect(record.drawNumber == draw.number)
            let earlier = try await stage.read { try DrawRecord.all(of: stage.task, in: $0) }.first { $0.kind == .officers }
            #expect(draw.previousRecord == earlier?.recordHash)
            let folder = try await stage.folder(draw.id)
            #expect(DrawVerification.check(folder) == .consistent)
            #expect(try DrawRecusals(parsing: folder.recusals).rows.count == 2)
            #expect(try await stage.read { try Library.facts(about: stage.task.bytes, in: $0) }.last == TaskFacts.officerAdjusted.code)

            // the first of the list has an account: either was told to go, or to come
            let told = try await stage.read { try Library.messages(to: stage.town[.eastOfficer].account, in: $0) }
            let expected = officers[0] == third ? "新的检查任务：食品双随机抽查" : "检查人员已调整：食品双随机抽查"
            #expect(officers[0] == kept.officer || told.last == expected)
        }
    }

    @Test("ADJ-09 已被更换的人不会再被抽回；名单抽尽时被拒绝，不产生抽取记录，仍可手动更换")
    func exhausted() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let officers = try await stage.officers(4)
            let visit = try await drawn(stage, 1, from: officers)[0]
            let first = try await team(visit, stage)
            for one in first { try await adjust(stage, visit, one.officer) }
            let second = try await team(visit, stage)
            #expect(Set(first.map(\.officer)).union(second.map(\.officer)) == Set(officers))
            let draws = try await stage.read { try DrawRecord.all(of: stage.task, in: $0).count }
            await #expect(throws: AdjustmentRefused.nobodyLeft) { try await adjust(stage, visit, second[0].officer) }
            #expect(try await stage.read { try DrawRecord.all(of: stage.task, in: $0).count } == draws)
            try await adjust(stage, visit, second[0].officer, .manual, by: first[0].officer, because: "只有此人到岗")
            #expect(try await team(visit, stage).contains { $0.officer == first[0].officer })
        }
    }

    @Test("ADJ-09、OFCR-08 更换组长只在可以担任组长的人中抽取，更换组员不问；已离开的人不进入抽取")
    func fitness() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let officers = try await stage.officers(4, leaders: 1)
            let visit = try await drawn(stage, 1, from: officers, teamSize: 3)[0]
            let before = try await team(visit, stage)
            let spare = try #require(officers.first { one in !before.contains { $0.officer == one } })
            #expect(before[0].officer == officers[0])
            await #expect(throws: AdjustmentRefused.nobodyLeft) { try await adjust(stage, visit, officers[0]) }
            try await stage.write { transaction, _, _ in try OfficerRows.withdraw(spare, in: transaction) }
            await #expect(throws: AdjustmentRefused.nobodyLeft) { try await adjust(stage, visit, before[1].officer) }
            try await stage.write { transaction, _, _ in try OfficerRows.withdraw(spare, back: true, in: transaction) }
            try await adjust(stage, visit, before[1].officer)
            let after = try await team(visit, stage)
            #expect(after[0].officer == officers[0] && after.contains { $0.officer == spare })
        }
    }

    @Test("ADJ-09 登记回避的人不进入更换的抽取，也不能手动换上")
    func recused() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let officers = try await stage.officers(3)
            try await stage.prepare(.count(1))
            _ = try await stage.stop(try await stage.begin())
            let (task, subject) = (stage.task, try await stage.visits()[0].subject)
            try await stage.write {
                try OfficerRecusal(in: task, of: officers[0], from: subject, because: "近亲属").make(by: $1, at: $2, in: $0)
            }
            _ = try await stage.stop(try await stage.beginOfficers(OfficerDraw(of: task, from: Set(officers), teamSize: 2)))
            let visit = try await stage.visits()[0]
            await #expect(throws: AdjustmentRefused.nobodyLeft) { try await adjust(stage, visit, officers[1]) }
            await #expect(throws: AdjustmentRefused.successorRecused(name: "甲0")) {
                try await adjust(stage, visit, officers[1], .manual, by: officers[0], because: "就近")
            }
        }
    }

    @Test("ADJ-09 抽取时规定的每人最多承担的对象数，更换时同样遵守")
    func limits() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let officers = try await stage.officers(5)
            let visits = try await drawn(stage, 2, from: officers, most: 1)
            let first = try await team(visits[0], stage), second = try await team(visits[1], stage)
            let busy = Set((first + second).map(\.officer))
            let spare = try #require(officers.first { !busy.contains($0) })
            try await adjust(stage, visits[0], first[0].officer)
            #expect(try await team(visits[0], stage).contains { $0.officer == spare })
            // who left has room again, and nobody else has
            try await adjust(stage, visits[1], second[0].officer)
            #expect(try await team(visits[1], stage).contains { $0.officer == first[0].officer })
        }
    }

    @Test("ADJ-09 分组抽取的，组内更换一人，该组未开始检查的对象一并更换为同一人，其他组不变，人员不跨组；已开始检查的对象不动")
    func groups() async throws {
        try await DrawStage.each(subjects: 8) { stage in
            let officers = try await stage.officers(6)
            let visits = try await drawn(stage, 6, from: officers, groups: 2)
            var teams: [TaskSubject.ID: Set<Officer>] = [:]
            for visit in visits { teams[visit.id] = Set(try await team(visit, stage).map(\.officer)) }
            let former = try await team(visits[0], stage)[1].officer
            let mates = visits.filter { teams[$0.id] == teams[visits[0].id] }, others = visits.filter { teams[$0.id] != teams[visits[0].id] }
            #expect(mates.count == 3 && others.count == 3)
            let begun = try #require(mates.last)
            _ = try await stage.write { try TaskSubject.lock(begun.id, in: $0).move(.begin, by: $1, at: $2, in: $0) }
            try await adjust(stage, visits[0], former)
            var next: Set<Officer> = []
            for visit in mates.dropLast() {
                let now = Set(try await team(visit, stage).map(\.officer))
                #expect(!now.contains(former) && now.count == 2)
                next.formUnion(now.subtracting(teams[visit.id] ?? []))
                #expect(try await records(visit, stage).count == 1)
            }
            #expect(next.count == 1)
            for visit in others + [begun] { #expect(Set(try await team(visit, stage).map(\.officer)) == teams[visit.id]) }
            #expect(others.allSatisfy { teams[$0.id]?.isDisjoint(with: next) == true })
            let draw = try #require(try await records(visits[0], stage).first?.draw)
            let folder = try await stage.folder(draw)
            #expect(DrawVerification.check(folder) == .consistent)
            #expect(try DrawParameters(parsing: folder.parameters).groups == 1)
            #expect(try await stage.record(draw).selected == 2)
            await #expect(throws: AdjustmentRefused.resultEntered) { try await adjust(stage, begun, former) }
        }
    }

    @Test("ADJ-06、ADJ-08、ADJ-09 拒绝的次序与原文；尚未选派的、已开始检查的、他人的检查对象不能调整，什么也没有改变")
    func refused() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let officers = try await stage.officers(3), foreign = try await stage.officers(1, of: .westCounty)
            let expired = try await stage.officers(1, until: stage.town.now.beijingDate.advanced(days: -1))
            try await stage.prepare(.count(1))
            _ = try await stage.stop(try await stage.begin())
            let waiting = try await stage.visits()[0]
            await #expect(throws: AdjustmentRefused.noOfficers) { try await adjust(stage, waiting, officers[0]) }
            _ = try await stage.stop(try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2)))
            let visit = try await stage.visits()[0], before = try await team(visit, stage)
            let spare = try #require(officers.first { one in !before.contains { $0.officer == one } })
            let out = before[1].officer
            func manual(_ refused: AdjustmentRefused, _ next: Officer?, _ reason: String = "生病") async {
                await #expect(throws: refused) { try await adjust(stage, visit, out, .manual, by: next, because: reason) }
            }
            await #expect(throws: AdjustmentRefused.officerMissing) { try await adjust(stage, visit, nil) }
            await #expect(throws: AdjustmentRefused.officerElsewhere) { try await adjust(stage, visit, spare) }
            await manual(.reasonMissing, spare, " ")
            await manual(.successorMissing, nil)
            await manual(.successorForeign, foreign[0])
            await manual(.successorUnfit(name: "甲4"), expired[0])
            await manual(.successorInTeam(name: before[0].name), before[0].officer)
            #expect(AdjustmentRefused.reasonMissing.message == "请输入调整理由")
            #expect(AdjustmentRefused.resultEntered.message == "已录入检查结果，不能调整检查人员")
            await #expect(throws: NotFound.self) { try await adjust(stage, visit, out, person: .westBusiness) }
            await #expect(throws: PermissionDenied.self) { try await adjust(stage, visit, out, person: .eastOfficer) }
            #expect(try await team(visit, stage) == before)
            #expect(try await records(visit, stage).isEmpty)

            try await adjust(stage, visit, out, .manual, by: spare, because: "生病")
            let record = try #require(try await records(visit, stage).first)
            #expect(record.way == .manual && record.draw == nil && record.reason == "生病" && record.toName == "甲\(officers.firstIndex(of: spare) ?? 9)")
            _ = try await stage.write { try TaskSubject.lock(visit.id, in: $0).move(.begin, by: $1, at: $2, in: $0) }
            await #expect(throws: AdjustmentRefused.resultEntered) { try await adjust(stage, visit, spare, .manual, by: out, because: "好了") }
        }
    }

    @Test("ADJ-09 指派产生的检查人员没有抽取名单，只能手动更换")
    func assigned() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let officers = try await stage.officers(3)
            try await stage.prepare(.count(1))
            _ = try await stage.stop(try await stage.begin())
            let visit = try await stage.visits()[0]
            try await stage.write { [task = stage.task] transaction, actor, now in
                try DrawStage.setSelection(.manual, of: task, in: transaction)
                try OfficerAssignment(in: task, subjects: [visit.id], officers: Set(officers.prefix(2))).make(by: actor, at: now, in: transaction)
            }
            await #expect(throws: AdjustmentRefused.notDrawn) { try await adjust(stage, visit, officers[0]) }
            try await adjust(stage, visit, officers[0], .manual, by: officers[2], because: "出差")
            #expect(Set(try await team(visit, stage).map(\.officer)) == Set(officers.suffix(2)))
        }
    }

    @Test("ADJ-09、DRAW-20 两人同时更换同一人：只抽取一次，后一人被告知该人已不是检查人员")
    func atOnce() async throws {
        try await DrawStage.each(subjects: 3) { stage in
            let visit = try await drawn(stage, 1, from: try await stage.officers(6))[0]
            let out = try await team(visit, stage)[0].officer
            @Sendable func attempt() async throws -> Bool {
                do { try await adjust(stage, visit, out) } catch AdjustmentRefused.officerElsewhere { return false }
                return true
            }
            async let one = attempt()
            async let other = attempt()
            let made = [try await one, try await other]
            #expect(made.sorted { !$0 && $1 } == [false, true])
            #expect(try await records(visit, stage).count == 1)
            #expect(try await stage.read { try DrawRecord.all(of: stage.task, in: $0) }.count { $0.kind == .replacement } == 1)
        }
    }

    @Test("ADJ-06 列表给出本机构已选派、未开始检查的检查对象；可按任务编号、检查人员、检查模式筛选")
    func list() async throws {
        try await DrawStage.each(subjects: 4) { stage in
            let officers = try await stage.officers(5)
            let visits = try await drawn(stage, 2, from: officers)
            _ = try await stage.write { try TaskSubject.lock(visits[1].id, in: $0).move(.begin, by: $1, at: $2, in: $0) }
            let name = try await team(visits[0], stage)[0].name
            func listed(_ person: Person = .eastPlanner, _ change: (inout OfficerAdjustmentList.Filter) -> Void = { _ in }) async throws -> [OfficerAdjustmentList.Row] {
                var filter = OfficerAdjustmentList.Filter()
                change(&filter)
                return try await stage.read { [filter, actor = stage.town[person]] in
                    try OfficerAdjustmentList.load(filter, for: actor, page: ListPage(), in: $0).rows
                }
            }
            let rows = try await listed()
            #expect(rows.map(\.visit.id) == [visits[0].id])
            #expect(rows[0].officers.count == 2 && rows[0].standing.offers == [.adjustOfficers])
            #expect(try await listed { $0.officerName = name }.count == 1)
            #expect(try await listed { $0.officerName = "没有的人" }.isEmpty)
            #expect(try await listed { $0.taskNumber = "没有的编号" }.isEmpty)
            #expect(try await listed { $0.mode = .daily }.isEmpty)
            #expect(try await listed(.westBusiness).isEmpty)
        }
    }
}
