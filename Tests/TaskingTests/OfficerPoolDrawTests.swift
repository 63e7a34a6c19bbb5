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

@Suite("从人员库抽取检查人员")
struct OfficerPoolDrawTests {
    private func pool(
        _ officers: [Identifier<OfficerMark>], leaders: Int, _ stage: DrawStage
    ) async throws -> OfficerPool.ID {
        let administrator = stage.town[.eastBusiness]
        let members = officers.map { $0.as(EnforcementOfficer.self) }
        return try await stage.write { transaction, _, now in
            let id = try OfficerPoolFounding(named: "专班").make(by: administrator, at: now, in: transaction)
            try OfficerPoolChange(
                of: id, version: 1, name: "专班", status: .enabled, members: Set(members), leaders: Set(members.prefix(leaders))
            ).make(by: administrator, at: now, in: transaction)
            return id
        }
    }

    private func drawn(_ stage: DrawStage, _ count: Int) async throws {
        try await stage.prepare(.count(count))
        _ = try await stage.stop(try await stage.begin())
    }

    @Test("OFCR-08 组长制的抽取，人员库中组长少于组数时被拒绝，原文如此；够数时每组由组长带队，人员不跨组")
    func leaders() async throws {
        try await DrawStage.each(subjects: 10) { stage in
            try await drawn(stage, 4)
            let officers = try await stage.officers(6)
            let pool = try await pool(officers, leaders: 2, stage)
            let three = OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2, pool: pool, needsLeaders: true, groups: 3)
            await #expect(throws: DrawRefused.tooFewLeaders) { try await stage.beginOfficers(three) }
            #expect(DrawRefused.tooFewLeaders.message == "人员库中组长人数不足")
            let two = OfficerDraw(of: stage.task, from: Set(officers), teamSize: 3, pool: pool, needsLeaders: true, groups: 2)
            let draw = try await stage.beginOfficers(two)
            #expect(try await stage.stop(draw) == .done(selected: 4))
            #expect(DrawVerification.check(try await stage.folder(draw)) == .consistent)
            var teams: Set<Set<Identifier<OfficerMark>>> = []
            for visit in try await stage.visits() {
                let team = try await stage.read { try TaskSubject.officers(of: visit.id, in: $0) }
                #expect(team.filter(\.isLead).allSatisfy { officers.prefix(2).contains($0.officer) })
                teams.insert(Set(team.map(\.officer)))
            }
            #expect(teams.count == 2)
            #expect(teams.reduce(0) { $0 + $1.count } == 6)
        }
    }

    @Test("OFCR-07、OFCR-08 候选人只能是人员库中的人；库中没有组长而又实行组长制时被拒绝")
    func members() async throws {
        try await DrawStage.each(subjects: 5) { stage in
            try await drawn(stage, 2)
            let officers = try await stage.officers(3, leaders: 3)
            let pool = try await pool(Array(officers.prefix(2)), leaders: 0, stage)
            await #expect(throws: DrawRefused.foreignOfficer) {
                try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2, pool: pool))
            }
            let own = Set(officers.prefix(2))
            await #expect(throws: DrawRefused.tooFewLeaders) {
                try await stage.beginOfficers(OfficerDraw(of: stage.task, from: own, teamSize: 2, pool: pool, needsLeaders: true))
            }
            _ = try await stage.stop(try await stage.beginOfficers(OfficerDraw(of: stage.task, from: own, teamSize: 2, pool: pool)))
            for visit in try await stage.visits() {
                #expect(Set(try await stage.read { try TaskSubject.officers(of: visit.id, in: $0) }.map(\.officer)) == own)
            }
        }
    }

    @Test("OFCR-11 待办、本月已办、本年已办和最近检查日期随检查对象的办理而变")
    func load() async throws {
        try await DrawStage.each(subjects: 5) { stage in
            try await drawn(stage, 2)
            let officers = try await stage.officers(2)
            _ = try await stage.stop(try await stage.beginOfficers(OfficerDraw(of: stage.task, from: Set(officers), teamSize: 2)))
            func load(on today: CalendarDate) async throws -> OfficerLoad? {
                try await stage.read { try OfficerLoad.load(officers, today: today, in: $0)[officers[0]] }
            }
            let today = stage.town.now.beijingDate
            var expected = OfficerLoad()
            expected.open = 2
            #expect(try await load(on: today) == expected)
            let visit = try await stage.visits()[0].id
            try await stage.write { transaction, actor, now in
                _ = try TaskSubject.lock(visit, in: transaction).move(
                    [.begin, .finishEntry, .agreeCountersign, .approveResult], by: actor, at: now, in: transaction)
            }
            (expected.open, expected.doneThisMonth, expected.doneThisYear, expected.lastInspection) = (1, 1, 1, today)
            #expect(try await load(on: today) == expected)
            expected.doneThisMonth = 0
            #expect(try await load(on: today.advanced(days: 40)) == expected)
            expected.doneThisYear = 0
            #expect(try await load(on: today.advanced(days: 400)) == expected)
        }
    }

    @Test("OFCR-11 一页人员的办理情况只查索引，不扫全表")
    func plans() async throws {
        try await DrawStage.each(subjects: 1) { stage in
            let officers = (0..<20).map { _ in Identifier<OfficerMark>() }
            let plans = try await stage.read { transaction in
                guard transaction.engine == .sqlite else { return [[String]]() }
                return try [
                    OfficerLoad.openStatement(officers), OfficerLoad.doneStatement(officers, today: TestClock.start.beijingDate),
                    OfficerLoad.lastStatement(officers),
                ].map { try transaction.plan(of: $0) }
            }
            for line in plans.joined() { #expect(!line.contains("SCAN"), "\(line)") }
            #expect(plans.isEmpty || plans.joined().contains { $0.contains("task_subject_officer_finished") })
        }
    }
}
