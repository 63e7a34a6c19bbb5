import Authority
import Drawing
import Storage
import TestKit
import Testing

@testable import Tasking

@Suite("抽取检查人员")
struct DrawOfficerTests {
    private func drawn(_ stage: DrawStage, _ count: Int = 4) async throws {
        try await stage.prepare(.count(count))
        _ = try await stage.stop(try await stage.begin())
    }

    @Test("DRAW-26、DRAW-27、OFCR-06 抽取人员被拒绝的次序与原文")
    func refusals() async throws {
        try await DrawStage.each(subjects: 10) { stage in
            let own = try await stage.officers(2)
            await #expect(throws: DrawRefused.wrongTaskState(.awaitingSubjects)) {
                try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(own), teamSize: 2))
            }
            try await drawn(stage)
            let foreign = try await stage.officers(1, of: .westCounty)
            let expired = try await stage.officers(1, until: stage.town.now.beijingDate.advanced(days: -1))
            let cases: [(DrawRefused, [Identifier<OfficerMark>], Int)] = [
                (.tooFewOfficers, own, 1), (.foreignOfficer, own + foreign, 2), (.unfitOfficer(name: "甲3"), own + expired, 2),
                (.tooFewCandidates, own, 3),
            ]
            for (refused, officers, size) in cases {
                await #expect(throws: refused) {
                    try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: size))
                }
            }
            await #expect(throws: DrawRefused.tooFewCandidates) {
                try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(own), teamSize: 2, maxPerOfficer: 3))
            }
            #expect(DrawRefused.tooFewOfficers.message == "执法人员不得少于两人")
            #expect(DrawRefused.foreignOfficer.message == "只能选择本机构执法人员")
            #expect(DrawRefused.tooFewCandidates.message == "检查人员数量不足")
            #expect(DrawRefused.unfitOfficer(name: "甲").message == "甲执法证已失效，请调整检查人员")
        }
    }

    @Test("DRAW-26、DRAW-28 每个对象抽到两人，组长来自标记为组长的人；任务待执行，人员收到消息；只抽一次")
    func teams() async throws {
        try await DrawStage.each(subjects: 10) { stage in
            try await drawn(stage)
            let officers = try await stage.officers(5, leaders: 2)
            let draw = try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2))
            #expect(try await stage.stop(draw) == .done(selected: 4))
            #expect(try await stage.status() == .pending)
            for visit in try await stage.visits() {
                let team = try await stage.read { try TaskSubject.officers(of: visit.id, in: $0) }
                #expect(visit.status == .awaitingInspection && team.count == 2)
                #expect(team.filter(\.isLead).count == 1)
                #expect(team.filter(\.isLead).allSatisfy { officers.prefix(2).contains($0.officer) })
            }
            #expect(DrawVerification.check(try await stage.folder(draw)) == .consistent)
            let chosen = try await stage.visits().count
            #expect(chosen == 4)
            await #expect(throws: DrawRefused.officersDrawn) {
                try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2))
            }
        }
    }

    @Test("DRAW-28 只有两人时两人都被选派，其中有账号的人收到一条消息")
    func messages() async throws {
        try await DrawStage.each(subjects: 10) { stage in
            try await drawn(stage)
            let officers = try await stage.officers(2)
            _ = try await stage.stop(try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2)))
            #expect(try await stage.read { try SubjectRows.messages(in: $0) } == 1)
        }
    }

    @Test("DRAW-26 登记回避的人员不会被抽到；因此人手不足时抽取失败并留下记录，可重新抽取")
    func recusals() async throws {
        try await DrawStage.each(subjects: 10) { stage in
            try await drawn(stage, 1)
            let officers = try await stage.officers(3)
            let visit = try await stage.visits()[0]
            for officer in officers.prefix(2) {
                try await stage.write {
                    try OfficerRecusal(in: stage.task, of: officer, from: visit.subject, because: "近亲属").make(by: $1, at: $2, in: $0)
                }
            }
            let wish = OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2)
            let failed = try await stage.beginOfficers(wish)
            #expect(try await stage.stop(failed) == .failed(reason: "检查人员数量不足（检查对象\(visit.code)）"))
            #expect(try await stage.record(failed).status == .failed)
            try await stage.write {
                try OfficerRecusal(in: stage.task, of: officers[0], from: visit.subject, because: "").withdraw(by: $1, at: $2, in: $0)
            }
            let again = try await stage.beginOfficers(wish)
            #expect(again != failed)
            #expect(try await stage.stop(again) == .done(selected: 1))
            let team = try await stage.read { try TaskSubject.officers(of: visit.id, in: $0) }
            #expect(Set(team.map(\.officer)) == [officers[0], officers[2]])
        }
    }

    @Test("DRAW-26 上次检查该对象的人员本次回避（轮换）")
    func rotation() async throws {
        try await DrawStage.each(subjects: 1) { stage in
            try await drawn(stage, 1)
            let first = try await stage.officers(2)
            _ = try await stage.stop(try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(first), teamSize: 2)))
            try await stage.write { transaction, _, _ in try SubjectRows.finishVisits(of: stage.task, in: transaction) }
            let next = DrawStage(
                town: stage.town, task: try await stage.write { try DrawStage.makeTask(.doubleRandom, by: $1, at: $2, in: $0) })
            try await drawn(next, 1)
            let others = try await stage.officers(2)
            let wish = OfficerDraw(of: next.task, from: Set(first + others), teamSize: 2, rotates: true)
            _ = try await next.stop(try await next.beginOfficers(wish))
            let visit = try await next.visits()[0].id
            let team = try await next.read { try TaskSubject.officers(of: visit, in: $0) }
            #expect(Set(team.map(\.officer)) == Set(others))
        }
    }

    @Test("DRAW-20、DRAW-21 名单固定后更正的对象编码和执法证号不影响抽取：按固定时的名单得出结果，仍可核验")
    func corrected() async throws {
        try await DrawStage.each(subjects: 10) { stage in
            try await stage.prepare(.ratio(40))
            let draw = try await stage.begin()
            try await stage.write { transaction, _, _ in try SubjectRows.correctCodes(in: transaction) }
            #expect(try await stage.stop(draw) == .done(selected: 4))
            #expect(DrawVerification.check(try await stage.folder(draw)) == .consistent)
            let visits = try await stage.visits()
            #expect(visits.count == 4)
            #expect(visits.allSatisfy { $0.code.hasSuffix("X") })
            let lines = try await stage.read { try DrawRecord.load(public: draw, in: $0).drawnLines(in: $0) }
            #expect(Set(lines.map(\.name)) == Set(visits.map(\.name)))
            #expect(lines.allSatisfy { !$0.code.hasSuffix("X") })

            let officers = try await stage.officers(4, leaders: 4)
            let teams = try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2))
            try await stage.write { transaction, _, _ in try SubjectRows.correctCodes(in: transaction) }
            #expect(try await stage.stop(teams) == .done(selected: 4))
            #expect(DrawVerification.check(try await stage.folder(teams)) == .consistent)
            for visit in visits {
                let team = try await stage.read { try TaskSubject.officers(of: visit.id, in: $0) }
                #expect(team.count == 2)
                #expect(team.allSatisfy { $0.certificateNumber.hasSuffix("X") })
            }
        }
    }

    @Test("DRAW-25、OPS-04 自行设定的任务由机构指派，至少两人；打开页面之后已被他人指派的，不再改动")
    func assignment() async throws {
        try await DrawStage.each(subjects: 3, mode: .daily, selection: .manual) { stage in
            try await stage.add()
            try await stage.exclude(.none)
            _ = try await stage.write { try SubjectIssuing(of: stage.task).make(by: $1, at: $2, in: $0) }
            let officers = try await stage.officers(3)
            let visits = Set(try await stage.visits().map(\.id))
            await #expect(throws: AssignmentRefused.draw(.tooFewOfficers)) {
                try await stage.write {
                    try OfficerAssignment(in: stage.task, subjects: visits, officers: [officers[0]]).make(by: $1, at: $2, in: $0)
                }
            }
            let seen = try await stage.assignmentVersion()
            try await stage.write {
                try OfficerAssignment(in: stage.task, subjects: visits, officers: Set(officers), lead: officers[2], seen: seen)
                    .make(by: $1, at: $2, in: $0)
            }
            // a second person with the page of before
            await #expect(throws: StorageError.overtaken) {
                try await stage.write {
                    try OfficerAssignment(in: stage.task, subjects: visits, officers: Set(officers), seen: seen)
                        .make(by: $1, at: $2, in: $0)
                }
            }
            #expect(try await stage.status() == .pending)
            let team = try await stage.read { try TaskSubject.officers(of: visits.sorted()[0], in: $0) }
            #expect(team.count == 3 && team.first?.officer == officers[2])
        }
    }
}
